/**
 * Half of a surrogate pair somewhere in what was to be stored. A CouchDB answers 400 or 500 to it,
 * for everything in the same request.
 */
export class NotWellFormed extends Error {
  override name = 'NotWellFormed';
}

/** As JSON text. @throws NotWellFormed where it holds half of a surrogate pair, in a name or value */
export function wellFormedText(value: unknown): string {
  const text = JSON.stringify(value);
  if (hasLoneSurrogate(text)) throw new NotWellFormed('half of a surrogate pair');
  return text;
}

/** JSON.stringify writes halves of pairs, and nothing else of that range, as an escape. */
const HALF = /(?<!\\)(?:\\\\)*\\ud[89a-f]/;

/** @param text as JSON.stringify wrote it */
export function hasLoneSurrogate(text: string): boolean {
  // Looking for the letters alone is quick, and nearly always the end of it.
  return text.includes('\\ud') && HALF.test(text);
}

/** Whether JSON that somebody sent names or says what no database takes. */
export function isWellFormedJson(sent: string): boolean {
  if (!/\\ud[89a-f]/i.test(sent)) return true;
  try {
    return !hasLoneSurrogate(JSON.stringify(JSON.parse(sent)));
  } catch {
    // Not readable at all: whoever reads it says so.
    return true;
  }
}
