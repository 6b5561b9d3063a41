/**
 * The order of text: ICU's root collation, as CouchDB sorts strings, in the form of bytes.
 *
 * 1. The bytes compare as Intl.Collator compares, so an index in SQLite may stand in CouchDB's
 *    order.
 * 2. Node gives the collator but not its sort keys, so the weights are asked of it once: characters
 *    are sorted at each of its three strengths (letter, accent, case), and their ranks are the
 *    weights.
 * 3. Strings that the collation holds for equal (controls apart, an accent composed or not) have
 *    the same bytes, as in CouchDB: whoever sorts by them falls back to the document's id.
 * 4. Scripts beyond `known` follow all others, by code point.
 */
import { asciiOnly, common, weightsOf, type Weight } from './text-weights.ts';

/** Below every weight; so a shorter text stands before the longer one that begins with it. */
const levelEnd = 1;
const textEnd = 0;

/** Bytes of the text's letters alone: what every text that begins with it begins with, too. */
export function textPrefix(text: string): Buffer {
  const primary: number[] = [];
  for (const weight of weights(text)) pushPrimary(primary, weight);
  return Buffer.from(primary);
}

/** Bytes that end by themselves: a further value may follow. */
export function textKey(text: string): Buffer {
  if (asciiOnly.test(text)) return asciiKey(text);
  const primary: number[] = [];
  const secondary: number[] = [];
  const tertiary: number[] = [];
  for (const weight of weights(text)) {
    pushPrimary(primary, weight);
    secondary.push(...weight.secondary);
    tertiary.push(weight.tertiary);
  }
  return Buffer.from([
    ...primary,
    levelEnd,
    ...trimmed(secondary),
    levelEnd,
    ...trimmed(tertiary),
    textEnd
  ]);
}

let ascii: { primary: Uint16Array; tertiary: Uint8Array } | undefined;

/** The same bytes for what nearly every text is: one weight a character, no accents. */
function asciiKey(text: string): Buffer {
  ascii ??= asciiWeights();
  const { primary, tertiary } = ascii;
  const { length } = text;
  const bytes = Buffer.allocUnsafe(length * 3 + 3);
  let at = 0;
  let lastCase = 0;
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index);
    bytes[at++] = primary[code]! >> 8;
    bytes[at++] = primary[code]! & 0xff;
    if (tertiary[code] !== common) lastCase = index + 1;
  }
  bytes[at++] = levelEnd;
  bytes[at++] = levelEnd;
  for (let index = 0; index < lastCase; index++) bytes[at++] = tertiary[text.charCodeAt(index)]!;
  bytes[at++] = textEnd;
  return bytes.subarray(0, at);
}

function asciiWeights() {
  const primary = new Uint16Array(128);
  const tertiary = new Uint8Array(128);
  for (let code = 0x20; code < 0x7f; code++) {
    const [weight] = weightsOf(String.fromCharCode(code));
    primary[code] = weight!.primary;
    tertiary[code] = weight!.tertiary;
  }
  return { primary, tertiary };
}

export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return Buffer.compare(textKey(a), textKey(b));
}

export function isSameText(a: string, b: string): boolean {
  if (a === b) return true;
  // Different printable ASCII is never the same.
  if (asciiOnly.test(a) && asciiOnly.test(b)) return false;
  return compareText(a, b) === 0;
}

function* weights(text: string): Generator<Weight> {
  for (const char of text.normalize('NFC')) yield* weightsOf(char);
}

function pushPrimary(bytes: number[], { primary }: Weight): void {
  if (primary > 0xffff) bytes.push(0xff, primary >> 16, (primary >> 8) & 0xff, primary & 0xff);
  else if (primary > 0) bytes.push(primary >> 8, primary & 0xff);
}

/** Common weights at the end say nothing: less follows than any other weight. */
function trimmed(level: number[]): number[] {
  let length = level.length;
  while (length > 0 && level[length - 1] === common) length--;
  return length === level.length ? level : level.slice(0, length);
}
