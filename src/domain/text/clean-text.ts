// Text that somebody typed, pasted or sent: the one place that cleans it, for every form, every
// schema and every screen. What must hold:
// 1. Nothing is kept that nobody sees: zero width, marks of direction (they come with numbers from
//    contact books), soft hyphens, control characters. Such a text reads like another one, is found
//    by no search and can turn the words around it.
// 2. What belongs to a script or a picture stays: the joiners of Persian and Indic words, those
//    inside an emoji.
// 3. Cleaning again changes nothing; device and server therefore have the same text.
// Half a surrogate pair is left for the schema to refuse.

/** Where a joiner between two letters is part of the spelling. */
const JOINED =
  '[\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Mongolian}\\p{Script=Nko}' +
  '\\p{Script=Devanagari}\\p{Script=Bengali}\\p{Script=Gurmukhi}\\p{Script=Gujarati}' +
  '\\p{Script=Oriya}\\p{Script=Tamil}\\p{Script=Telugu}\\p{Script=Kannada}' +
  '\\p{Script=Malayalam}\\p{Script=Sinhala}\\p{Script=Khmer}\\p{Script=Myanmar}]';

/** Some scripts have signs of their own that nobody sees: they are no letter to join. */
const IGNORED = '\\p{Default_Ignorable_Code_Point}';

const KEPT = [
  `(?<=${JOINED})(?<!${IGNORED})[\\u200C\\u200D](?!${IGNORED})(?=${JOINED})`,
  // Inside an emoji, and what makes a character one.
  '(?<=\\p{Extended_Pictographic}[\\uFE0F\\p{Emoji_Modifier}]?)\\u200D(?=\\p{Extended_Pictographic})',
  '(?<=[\\p{Emoji}])[\\uFE0E\\uFE0F]',
  // Forms of Chinese characters, as in Japanese family names.
  '(?<=\\p{Script=Han})[\\uFE00-\\uFE02\\u{E0100}-\\u{E01EF}]'
];
/** Also what is drawn as nothing although Unicode calls it a sign: an empty Braille cell. */
const UNSEEN =
  '[\\p{Default_Ignorable_Code_Point}\\p{Noncharacter_Code_Point}\\u2800\\uFFF9-\\uFFFC]' +
  '|(?!\\n)\\p{Cc}';
const KEPT_OR_UNSEEN = new RegExp(`(${KEPT.join('|')})|${UNSEEN}`, 'gu');

/** Several lines, each as it was broken. */
export function cleanWords(text: string): string {
  return withoutUnseen(lined(text)).replace(/ +$/gm, '').trim();
}

const lined = (text: string): string =>
  text.replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n').replaceAll('\t', ' ');

/**
 * What goes may leave two marks side by side that are then put in order, and a joiner without its
 * letters: until nothing goes any more, which each round brings nearer.
 */
function withoutUnseen(text: string): string {
  let before: string;
  let seen = text;
  do {
    before = seen.normalize('NFC');
    seen = before.replace(KEPT_OR_UNSEEN, (_, kept?: string) => kept ?? '');
  } while (seen !== before);
  return seen;
}

/** Something in it that nobody sees, whatever its spaces and breaks are. */
export function hasUnseen(text: string): boolean {
  const words = lined(text).normalize('NFC');
  return withoutUnseen(words) !== words;
}

/** One line: breaks and rows of spaces are one space. */
export function cleanLine(text: string): string {
  return cleanWords(text).replace(/\s+/g, ' ');
}

/** "Not empty" as people mean it: there is something to see. */
export function isVisible(text: string): boolean {
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(cleanWords(text));
}

/** What a name needs, and a signature that is typed: one letter is enough. */
export function isName(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(cleanWords(text));
}
