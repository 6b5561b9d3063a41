import { cleanLine, cleanWords } from './clean-text.ts';

/** Letters and figures that are written from the right. */
const FROM_THE_RIGHT =
  /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/**
 * Somebody's words inside a sentence of ours: written from the right they keep to themselves and
 * turn nothing round. Where they are drawn by themselves, ForeignText does it.
 */
export function isolated(text: string): string {
  return isolate(cleanLine(text));
}

/** The same of several lines. */
export function isolatedWords(text: string): string {
  return cleanWords(text).split('\n').map(isolate).join('\n');
}

const isolate = (clean: string) => (isFromTheRight(clean) ? `\u2068${clean}\u2069` : clean);

export function isFromTheRight(text: string): boolean {
  return FROM_THE_RIGHT.test(text);
}
