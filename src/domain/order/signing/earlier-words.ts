// Words of ours on a paper, as an app that was not updated yet may still write them: what is signed
// with them is not another paper. Names, amounts and whatever a person wrote are never compared
// here.
import { isSpelledAlike, MARKET_POLICY, type Market } from '../../policy/policy.ts';

/** What each kind of line was called before, in every language in which it was. */
const EARLIER_TITLES: Record<string, readonly string[]> = { guarantee: ['Happiness Garantie'] };

/** Whose words come from the catalogue: their German was once not that of the market. */
const OF_THE_CATALOG = ['service', 'package', 'product', 'checklist'];

/** Where a text stands on a paper. */
export interface PaperText {
  /** Of a line, or `checklist`. */
  kind: string;
  market: Market;
}

/** What was signed where it means the same words, else the words as they are now. */
export function asSigned(signed: unknown, now: string, { kind, market }: PaperText): string {
  if (typeof signed !== 'string') return now;
  const isEarlier = EARLIER_TITLES[kind]?.includes(signed) ?? false;
  const { german } = MARKET_POLICY[market];
  const isAlike = OF_THE_CATALOG.includes(kind) && isSpelledAlike(signed, now, german);
  return isEarlier || isAlike ? signed : now;
}
