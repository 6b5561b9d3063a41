/** Documents cut to some of their members. */
import { CouchError } from '../errors/couch-error.ts';
import { memberAt, parseField } from './field-path.ts';

/** The paths that `fields` asks for; nothing for whole documents. */
export function parseFields(value: unknown): string[][] | undefined {
  if (value === undefined || value === 'all_fields') return undefined;
  if (!Array.isArray(value)) {
    const shown = JSON.stringify(value);
    throw new CouchError(
      400,
      'invalid_fields',
      `Fields must be an array of strings, not: ${shown}`
    );
  }
  const odd = value.find((one) => typeof one !== 'string') as unknown;
  if (odd !== undefined) {
    const reason = `Invalid JSON for field spec: ${JSON.stringify(odd)}`;
    throw new CouchError(400, 'invalid_field', reason);
  }
  return value.length === 0 ? undefined : (value as string[]).map(parseField);
}

export function projected(document: unknown, fields: string[][]): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  for (const path of fields) {
    const value = memberAt(document, path);
    if (value !== undefined) setMember(shown, path, value);
  }
  return shown;
}

function setMember(target: Record<string, unknown>, path: string[], value: unknown): void {
  let at = target;
  for (const name of path.slice(0, -1)) {
    const next = Object.hasOwn(at, name) ? at[name] : undefined;
    const isObject = typeof next === 'object' && next !== null && !Array.isArray(next);
    // A fresh object: the one found may belong to the document, or be another field's value.
    const inner = isObject ? { ...next } : {};
    defineMember(at, name, inner);
    at = inner as Record<string, unknown>;
  }
  defineMember(at, path.at(-1)!, value);
}

/** An assignment would call the setter of `__proto__`. */
function defineMember(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true
  });
}
