import { electronicFormatIBAN, isQRIBAN, isSEPACountry, isValidIBAN } from 'ibantools';
import type { Currency } from '../policy/policy.ts';
import { cleanLine } from './clean-text.ts';

/** Where an account that pays in francs by debit is kept. */
const FRANC_COUNTRIES = ['CH', 'LI'];

/** An IBAN as it is stored: no spaces, capital letters. */
export function compactIban(text: string): string {
  const plain = cleanLine(text).replace(/^iban\b:?/i, '');
  return electronicFormatIBAN(plain.replace(/[\s.\u2010-\u2015]/g, '')) ?? '';
}

/** Length and form of its country, check digits by ISO 7064 mod 97-10. */
export function isIban(text: string): boolean {
  return isValidIBAN(compactIban(text));
}

/** In groups of four, as on a bank card. */
export function spacedIban(text: string): string {
  return compactIban(text).replace(/(.{4})(?=.)/g, '$1 ');
}

export type DebitFault = 'iban.qr' | 'iban.francsElsewhere' | 'iban.notSepa';

/**
 * Why a right IBAN cannot be debited: a QR-IBAN is only ever paid to, francs are debited in
 * Switzerland and Liechtenstein, euros where SEPA reaches.
 */
export function againstDebit(text: string, currency: Currency): DebitFault | null {
  const iban = compactIban(text);
  const country = iban.slice(0, 2);
  if (isQRIBAN(iban)) return 'iban.qr';
  if (currency === 'CHF') return FRANC_COUNTRIES.includes(country) ? null : 'iban.francsElsewhere';
  return isSEPACountry(country) ? null : 'iban.notSepa';
}
