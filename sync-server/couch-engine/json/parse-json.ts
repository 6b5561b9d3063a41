/**
 * JSON as it is stored.
 *
 * 1. A number beyond what a double holds (1e400) is refused, because it would be stored as null.
 * 2. With `exact`, an integer that no double holds is written again as it was read.
 * 3. Text that is not UTF-8 is refused, never repaired: half of a surrogate pair neither, however
 *    it is written.
 * 4. Nesting has an end, and what is beyond it is refused before it is parsed.
 */
import { isUtf8 } from 'node:buffer';
import { badRequest } from '../errors/couch-error.ts';
import { isNestedDeeper } from './nesting.ts';

/** Far more than any document has, far less than what a stack bears. */
const MOST_LEVELS = 1_000;

export function parseJson(bytes: Buffer, exact = false): unknown {
  if (!isUtf8(bytes)) throw invalid();
  return parseJsonText(bytes.toString('utf8'), exact);
}

export function parseJsonText(text: string, exact: boolean): unknown {
  if (isNestedDeeper(text, MOST_LEVELS)) throw badRequest('Nested too deeply');
  if (hasHalfPair(text)) throw invalid();
  const revive = exact ? keepInteger : refuseInfinity;
  // The pattern finds every suspect; without one, no reviver has to visit every value.
  const isSuspect = /[eE]\+?\d{3}|\d{16}/.test(text);
  try {
    return JSON.parse(text, isSuspect ? (revive as typeof refuseInfinity) : undefined) as unknown;
  } catch {
    throw invalid();
  }
}

const escapes =
  /\\(?:u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|(u[dD][89a-fA-F])|[^])/g;

/** Half pairs as escapes; as plain characters, UTF-8 has none. */
function hasHalfPair(text: string): boolean {
  // Nearly no text has such an escape: the exact look costs only those that do.
  if (!/\\u[dD][89a-fA-F]/.test(text)) return false;
  for (const [, half] of text.matchAll(escapes)) if (half !== undefined) return true;
  return false;
}

const invalid = () => badRequest('invalid UTF-8 JSON');

function refuseInfinity(_name: string, value: unknown): unknown {
  if (value === Infinity || value === -Infinity) throw new RangeError('number too large');
  return value;
}

declare global {
  interface JSON {
    rawJSON(text: string): object;
  }
}

function keepInteger(name: string, value: unknown, context: { source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  refuseInfinity(name, value);
  const isInteger = context.source !== undefined && /^-?\d+$/.test(context.source);
  return isInteger ? JSON.rawJSON(context.source!) : value;
}
