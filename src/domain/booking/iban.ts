import type { Market } from '../policy/policy.ts';

/**
 * Lengths by country (ISO 13616): every market, and where else a direct debit is taken from;
 * elsewhere only the check digits decide.
 */
const LENGTHS: Record<Market, number> & Record<string, number> = {
  AT: 20,
  BE: 16,
  CH: 21,
  DE: 22,
  ES: 24,
  FR: 27,
  IT: 27,
  LI: 21,
  LU: 20,
  NL: 18,
  PL: 28
};

/** An IBAN as it is stored: no spaces, capital letters. */
export function compactIban(text: string): string {
  return text.replace(/\s+/g, '').toUpperCase();
}

/** Check digits by ISO 7064 mod 97-10, and the country's length. */
export function isIban(text: string): boolean {
  const iban = compactIban(text);
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return false;
  if (iban.length !== (LENGTHS[iban.slice(0, 2)] ?? iban.length)) return false;
  let rest = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/** In groups of four, as on a bank card. */
export function spacedIban(text: string): string {
  return compactIban(text).replace(/(.{4})(?=.)/g, '$1 ');
}
