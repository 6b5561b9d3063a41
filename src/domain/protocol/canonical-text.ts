// RFC 8785 (JSON Canonicalization Scheme). What two sides hash must be the same bytes:
// 1. members sorted by UTF-16 code units, no white space;
// 2. numbers and strings as ECMAScript's own JSON.stringify writes them (that is what the RFC
//    prescribes);
// 3. what JSON cannot carry (Infinity, holes, functions, dates, maps, lone surrogates) is an error,
//    never silently changed; a member that is undefined is absent, as it is after any way over the
//    wire. Written here and not taken from a library because src/domain imports nothing; tests
//    compare it with `canonicalize`.

const MAX_DEPTH = 64;

/**
 * @throws TypeError for anything that is not plain, finite JSON or is nested deeper than 64 levels.
 */
export function canonicalText(value: unknown, depth = 0): string {
  if (depth > MAX_DEPTH) throw new TypeError('nested too deeply');
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return canonicalString(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('not a finite number');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) {
    return `[${Array.from(value, (item) => canonicalText(item, depth + 1)).join(',')}]`;
  }
  if (typeof value === 'object' && isPlain(value)) {
    const object = value as Record<string, unknown>;
    const members = Object.keys(object)
      .filter((key) => object[key] !== undefined)
      .sort()
      .map((key) => `${canonicalString(key)}:${canonicalText(object[key], depth + 1)}`);
    return `{${members.join(',')}}`;
  }
  throw new TypeError(`cannot be written as JSON: ${typeof value}`);
}

/** Of any realm; a Date or a Map has no members and would be written as {}. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function canonicalString(text: string): string {
  if (!text.isWellFormed()) throw new TypeError('a string with a lone surrogate');
  return JSON.stringify(text);
}
