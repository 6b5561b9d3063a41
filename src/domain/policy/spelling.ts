// One German for each market: texts are written as in Germany; Switzerland has no ß, and its
// quotation marks are « and ». What somebody is called or where they live is not a text of ours and
// keeps its letters.
import type { GermanVariety } from './markets/market-record.ts';

/** Stands for the ß of a name until the words around it are spelled. Private use: nobody types it. */
const KEPT = '\uE0DF';

/** For what is put into words that are spelled afterwards. */
export function keepSpelling(given: string): string {
  return given.replaceAll('ß', KEPT);
}

export function spelled(words: string, variety: GermanVariety): string {
  const text = variety === 'CH' ? inSwitzerland(words) : words;
  return text.replaceAll(KEPT, 'ß');
}

/** The same words, whichever of the two was spelled as there. */
export function isSpelledAlike(one: string, other: string, variety: GermanVariety): boolean {
  if (variety === 'DE') return one === other;
  return inSwitzerland(one) === inSwitzerland(other);
}

function inSwitzerland(words: string): string {
  return words.replaceAll('ß', 'ss').replaceAll('„', '«').replaceAll('“', '»');
}
