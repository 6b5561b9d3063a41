/**
 * How deep a JSON text is nested, told before it is parsed: what is read or written of a value
 * nested a hundred thousand deep costs stack, time and memory, and the text itself is cheap to scan.
 */

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** `[` and `{`, `]` and `}` differ in this bit alone. */
const CURLY = 0x20;
const OPENING = 0x5b | CURLY;
const CLOSING = 0x5d | CURLY;

/** Called at every bracket outside of strings, with the depth inside it. */
export type OnBracket = (at: number, depth: number, isOpening: boolean) => void;

/** Well-formed or not: brackets are counted, not matched. */
export function scanBrackets(text: string, onBracket: OnBracket): void {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfString(text, at);
      continue;
    }
    const folded = code | CURLY;
    if (folded === OPENING && code > QUOTE) onBracket(at, (depth += 1), true);
    else if (folded === CLOSING && code > QUOTE) onBracket(at, (depth -= 1) + 1, false);
  }
}

export function isNestedDeeper(text: string, most: number): boolean {
  // Nothing can be deeper than it has brackets, and nearly everything is shorter than that.
  if (text.length <= most) return false;
  let deepest = 0;
  scanBrackets(text, (_at, depth) => {
    if (depth > deepest) deepest = depth;
  });
  return deepest > most;
}

/** Where the string that begins here ends; the end of the text where it does not. */
function endOfString(text: string, from: number): number {
  for (let end = text.indexOf('"', from + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return end;
  }
  return text.length;
}
