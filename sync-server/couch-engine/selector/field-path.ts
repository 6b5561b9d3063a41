/**
 * The names of fields in selectors, sorts and indexes: `a.b` is the member `b` of the member `a`.
 * A dot that belongs to a name is escaped; two spellings of one field have one canonical form.
 */
import { isRecord } from '../json/is-record.ts';

/** `a.b\.c` → ['a', 'b.c'] */
export function parseField(name: string): string[] {
  const path: string[] = [];
  let current = '';
  for (let index = 0; index < name.length; index++) {
    const char = name[index]!;
    const next = name[index + 1];
    if (char === '\\' && (next === '.' || next === '$' || next === '\\')) {
      current += next;
      index++;
    } else if (char === '.') {
      path.push(current);
      current = '';
    } else {
      current += char;
    }
  }
  path.push(current);
  return path;
}

export function escapeField(name: string): string {
  return name.replace(/[.\\]/g, '\\$&');
}

export function canonicalField(name: string): string {
  return parseField(name).map(escapeField).join('.');
}

/**
 * Whether an object on the way lacks the member. Where the way leads through a list without that
 * element, or through a plain value, the member neither exists nor is it absent.
 */
export function isAbsentAt(value: unknown, path: readonly string[]): boolean {
  let at = value;
  for (const name of path) {
    if (isRecord(at) && !Object.hasOwn(at, name)) return true;
    at = memberAt(at, [name]);
    if (at === undefined) return false;
  }
  return false;
}

export function memberAt(value: unknown, path: readonly string[]): unknown {
  let at = value;
  for (const name of path) {
    if (typeof at !== 'object' || at === null) return undefined;
    if (Array.isArray(at)) {
      if (!/^\d+$/.test(name)) return undefined;
      at = at[Number(name)];
    } else {
      if (!Object.hasOwn(at, name)) return undefined;
      at = (at as Record<string, unknown>)[name];
    }
  }
  return at;
}
