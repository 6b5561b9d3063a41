/** The weights of single characters, ranked once by the collator itself. */
export interface Weight {
  /** 0: none; above 0xffff: a character that was not ranked. */
  primary: number;
  secondary: number[];
  tertiary: number;
}

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

let table: Map<string, readonly Weight[]> | undefined;

export function weightsOf(char: string): readonly Weight[] {
  table ??= ranked();
  const found = table.get(char);
  if (found) return found;
  const parts = char.normalize('NFKD');
  // Another form of the same letters (bold, ligature) stands behind the plain one.
  const behind = isPlain(char) ? 1 : 0;
  if (parts !== char) {
    const plain = [...parts].flatMap(weightsOf);
    return plain.map((part) => ({ ...part, tertiary: part.tertiary + behind }));
  }
  return [{ primary: 0x10000 + char.codePointAt(0)!, secondary: [2], tertiary: 2 }];
}

function ranked(): Map<string, readonly Weight[]> {
  const byLetter = strength('base');
  const all = new Map<string, readonly Weight[]>();
  const chars = knownCharacters();
  const singles: string[] = [];
  const marks: string[] = [];
  const expansions: [string, string][] = [];
  const exact = strength('variant');
  for (const char of chars) {
    const wider = pairs[char] ?? char.normalize('NFKD');
    if (exact(char, '') === 0) all.set(char, []);
    else if (byLetter(char, '') === 0) marks.push(char);
    else if (isPlain(char) && wider.length > char.length && byLetter(char, wider) === 0) {
      expansions.push([char, wider]);
    } else singles.push(char);
  }
  const markRanks = rankMarks(marks, all);
  rankLetters(singles, markRanks, all);
  for (const [char, wider] of expansions) {
    const parts = [...wider].flatMap((one) => all.get(one) ?? []);
    all.set(
      char,
      parts.map((part) => ({ ...part, tertiary: part.tertiary + 1 }))
    );
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

/** Combining marks have no letter: only an accent, which stands behind the plain letter's. */
function rankMarks(
  marks: string[],
  all: Map<string, readonly Weight[]>
): [mark: string, rank: number][] {
  const byAccent = strength('accent');
  const sorted = marks.sort((a, b) => byAccent(`a${a}`, `a${b}`));
  const ranks: [string, number][] = [];
  let rank = 3;
  for (const [index, mark] of sorted.entries()) {
    if (index > 0 && byAccent(`a${sorted[index - 1]!}`, `a${mark}`) !== 0) rank += 1;
    const bounded = Math.min(rank, 0xfe);
    ranks.push([mark, bounded]);
    all.set(mark, [{ primary: 0, secondary: [bounded], tertiary: 2 }]);
  }
  return ranks;
}

function rankLetters(
  singles: string[],
  marks: readonly [string, number][],
  all: Map<string, readonly Weight[]>
): void {
  const byLetter = strength('base');
  const exact = strength('variant');
  const byAccent = strength('accent');
  const sorted = singles.sort((a, b) => byLetter(a, b) || exact(a, b));
  let primary = 0x0200;
  let plain = '';
  let previous = '';
  let tertiary = 2;
  let secondary: number[] = [2];
  for (const char of sorted) {
    if (previous === '' || byLetter(previous, char) !== 0) {
      primary += 1;
      if ((primary & 0xff) < 2) primary += 2;
      plain = char;
      tertiary = 2;
      secondary = [2];
    } else if (byAccent(previous, char) !== 0) {
      secondary = [2, Math.max(accentOf(char, plain, marks), (secondary[1] ?? 2) + 1)];
      tertiary = 2;
    } else if (exact(previous, char) !== 0) tertiary += 1;
    all.set(char, [{ primary, secondary, tertiary }]);
    previous = char;
  }
}

/** A stroke or hook that is part of the letter: where it stands among the marks. */
function accentOf(char: string, plain: string, marks: readonly [string, number][]): number {
  const byAccent = strength('accent');
  const found = marks.findLast(([mark]) => byAccent(plain + mark, char) <= 0);
  return found?.[1] ?? 3;
}
