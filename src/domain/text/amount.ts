// An amount as people type it. What must hold: every amount that we print is read back, in each
// currency and language; nothing is guessed at; what cannot be read is refused with its own reason.
import { cleanLine } from './clean-text.ts';

export type AmountFault =
  | 'missing'
  | 'unreadable'
  /** "1.234" is a thousand here and one there. */
  | 'ambiguous'
  | 'tooFine'
  | 'negative'
  | 'otherCurrency';
export type ReadAmount = { minor: number; fault?: never } | { minor?: never; fault: AmountFault };

const NAMES: Record<string, RegExp> = {
  CHF: /^(?:chf|s?fr\.?|franken)$/i,
  EUR: /^(?:€|eur|euro)$/i
};
const NAME = `(?:[\\p{L}\\p{Sc}]+\\.?)?`;
const AROUND = new RegExp(`^(${NAME})\\s*([-−–]?)\\s*(.*?)\\s*(${NAME})$`, 'u');
/** No minor units: "120.–", "120,--". */
const WHOLE = /[.,]\s*[-–—]{1,2}$/;
const FIGURE = /^(\d{1,3}(?:([ '’.,])\d{3})(?:\2\d{3})*|\d+)(?:([.,])(\d+))?$/;
const MOST_DIGITS = 12;

/** Minor units: "89", "89,5", "1’289.00", "1.234,50 €", "CHF 120.–". */
export function readAmount(text: string, currency: string): ReadAmount {
  const plain = cleanLine(text.normalize('NFKC'));
  if (plain === '') return { fault: 'missing' };
  const [, before = '', minus = '', rest = '', after = ''] = AROUND.exec(plain) ?? [];
  const written = [before, after].filter(Boolean);
  const isOurs = (name: string) => NAMES[currency]?.test(name) ?? name.toUpperCase() === currency;
  if (written.some((name) => !isOurs(name))) {
    const isOther = written.some((name) => Object.values(NAMES).some((known) => known.test(name)));
    return { fault: isOther && /\d/.test(rest) ? 'otherCurrency' : 'unreadable' };
  }
  if (minus && /^\d/.test(rest)) return { fault: 'negative' };
  return minorOf(rest.replace(WHOLE, ''));
}

function minorOf(figure: string): ReadAmount {
  const [, whole = '', group, decimal, fraction = ''] = FIGURE.exec(figure) ?? [];
  if (whole === '' || (group && group === decimal)) return { fault: 'unreadable' };
  const isOneGroup = group && !decimal && whole.split(group).length === 2;
  if (isOneGroup && /[.,]/.test(group)) {
    return { fault: whole.startsWith('0') ? 'tooFine' : 'ambiguous' };
  }
  if (fraction.length > 2) return { fault: 'tooFine' };
  const digits = whole.replace(/\D/g, '');
  if (digits.length > MOST_DIGITS) return { fault: 'unreadable' };
  return { minor: Number(digits) * 100 + Number(fraction.padEnd(2, '0')) };
}
