/**
 * The weights of single characters, ranked once by the collator itself, when text is first sorted.
 *
 * 1. A character is one letter (a rank among letters, then among its accents, then among its
 *    cases), several letters (ß), or a mark that only adds an accent to the letter before it.
 * 2. A character that is composed of others, and no letter of its own, has no rank: it is its
 *    parts.
 * 3. What is not ranked stands behind everything that is, by code point.
 */
export interface Weight {
  /** 0: no letter; above 0xffff: a character that was not ranked. */
  primary: number;
  secondary: number[];
  tertiary: number;
}

/** The accent and the case of a plain letter: below those of any other. */
export const common = 2;

type Ranked = Map<string, readonly Weight[]>;

/** Printable ASCII: no character of it is ignored, composed, or equal to another. */
export const asciiOnly = /^[\x20-\x7e]*$/;

/** Blocks that are ranked: Latin, marks, Greek to Arabic, punctuation, signs, kana, emoji. */
const known: readonly [first: number, last: number][] = [
  [0x00, 0x52f],
  [0x531, 0x6ff],
  [0x1d00, 0x1dbf],
  [0x1e00, 0x1fff],
  [0x2000, 0x214f],
  [0x2150, 0x27bf],
  [0x2b00, 0x2bff],
  [0x2c60, 0x2c7f],
  [0x3000, 0x30ff],
  [0xa720, 0xa7ff],
  [0xfb00, 0xfb06],
  [0xff00, 0xffef],
  [0x1f000, 0x1faff]
];

const strength = (sensitivity: 'base' | 'accent' | 'variant') =>
  new Intl.Collator('en', { sensitivity }).compare;

/** Characters that sort as two letters and say so in no decomposition. */
const pairs: Record<string, string> = { ß: 'ss', ẞ: 'ss', æ: 'ae', Æ: 'AE', œ: 'oe', Œ: 'OE' };

let table: Ranked | undefined;

export function weightsOf(char: string): readonly Weight[] {
  table ??= ranked();
  const found = table.get(char);
  if (found) return found;
  const parts = char.normalize('NFKD');
  if (parts === char) {
    return [{ primary: 0x10000 + char.codePointAt(0)!, secondary: [common], tertiary: common }];
  }
  // Another form of the same letters (bold, ligature) stands behind the plain one.
  const weights = [...parts].flatMap(weightsOf);
  return isPlain(char) ? behindPlain(weights) : weights;
}

const behindPlain = (weights: readonly Weight[]) =>
  weights.map((weight) => ({ ...weight, tertiary: weight.tertiary + 1 }));

function ranked(): Ranked {
  const [byLetter, exact] = [strength('base'), strength('variant')];
  const all: Ranked = new Map();
  const letters: string[] = [];
  const marks: string[] = [];
  const expansions: [char: string, letters: string][] = [];
  for (const char of knownCharacters()) {
    const wider = pairs[char] ?? char.normalize('NFKD');
    const isExpansion = isPlain(char) && wider.length > char.length && byLetter(char, wider) === 0;
    if (exact(char, '') === 0) all.set(char, []);
    else if (byLetter(char, '') === 0) marks.push(char);
    else if (isExpansion) expansions.push([char, wider]);
    else letters.push(char);
  }
  rankLetters(letters, rankMarks(marks, all), all);
  for (const [char, wider] of expansions) {
    all.set(char, behindPlain([...wider].flatMap((one) => all.get(one) ?? [])));
  }
  return all;
}

const isPlain = (char: string) => char.normalize('NFD') === char;

/** Composed characters only if they are letters of their own, as й is in Cyrillic. */
function knownCharacters(): string[] {
  const byLetter = strength('base');
  const chars: string[] = [];
  for (const [first, last] of known) {
    for (let point = first; point <= last; point++) {
      const char = String.fromCodePoint(point);
      const isLetter = byLetter(char, char.normalize('NFD')[0]!) !== 0;
      if (isPlain(char) || isLetter) chars.push(char);
    }
  }
  return chars;
}

type MarkRank = [mark: string, rank: number];

/** Combining marks have no letter: only an accent, which stands behind the plain letter's. */
function rankMarks(marks: string[], all: Ranked): MarkRank[] {
  const byAccent = strength('accent');
  const sorted = marks.sort((a, b) => byAccent(`a${a}`, `a${b}`));
  const ranks: MarkRank[] = [];
  let rank = common + 1;
  for (const [index, mark] of sorted.entries()) {
    if (index > 0 && byAccent(`a${sorted[index - 1]!}`, `a${mark}`) !== 0) rank += 1;
    const bounded = Math.min(rank, 0xfe);
    ranks.push([mark, bounded]);
    all.set(mark, [{ primary: 0, secondary: [bounded], tertiary: common }]);
  }
  return ranks;
}

/** Letters in the collator's order: a new letter, a new accent of it, or a new case of that. */
function rankLetters(letters: string[], marks: readonly MarkRank[], all: Ranked): void {
  const byLetter = strength('base');
  const exact = strength('variant');
  const byAccent = strength('accent');
  const sorted = letters.sort((a, b) => byLetter(a, b) || exact(a, b));
  let primary = 0x0200;
  let plain = '';
  let previous = '';
  let tertiary = common;
  let secondary: number[] = [common];
  for (const char of sorted) {
    if (previous === '' || byLetter(previous, char) !== 0) {
      primary = nextPrimary(primary);
      plain = char;
      tertiary = common;
      secondary = [common];
    } else if (byAccent(previous, char) !== 0) {
      const behind = (secondary[1] ?? common) + 1;
      secondary = [common, Math.max(accentOf(char, plain, marks), behind)];
      tertiary = common;
    } else if (exact(previous, char) !== 0) tertiary += 1;
    all.set(char, [{ primary, secondary, tertiary }]);
    previous = char;
  }
}

/** Two bytes, of which neither may be one that ends a level or a text. */
function nextPrimary(primary: number): number {
  const next = primary + 1;
  return (next & 0xff) < common ? next + common : next;
}

/** A stroke or hook that is part of the letter: where it stands among the marks. */
function accentOf(char: string, plain: string, marks: readonly MarkRank[]): number {
  const byAccent = strength('accent');
  const found = marks.findLast(([mark]) => byAccent(plain + mark, char) <= 0);
  return found?.[1] ?? common + 1;
}
