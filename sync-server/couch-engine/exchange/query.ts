/** The query string, read as strictly as CouchDB reads it: a wrong value is 400, never a guess. */
import { badRequest, queryParseError } from '../errors/couch-error.ts';
import { parseRevision, revisionText } from '../ids/revision-id.ts';

export class Query {
  readonly #values: URLSearchParams;

  constructor(text: string) {
    this.#values = new URLSearchParams(text);
  }

  text(name: string): string | undefined {
    return this.#values.get(name) ?? undefined;
  }

  /** What reads of documents and feeds ask: only `true` counts, anything else is no. */
  isTrue(name: string): boolean {
    return this.text(name) === 'true';
  }

  /** What lists ask: a value that is no boolean is refused. */
  flag(name: string): boolean {
    const value = this.text(name);
    return value === undefined ? false : parseFlag(value);
  }

  count(name: string): number | undefined {
    const value = this.text(name);
    return value === undefined ? undefined : parseCount(value);
  }

  json(name: string): unknown {
    const value = this.text(name);
    if (value === undefined) return undefined;
    try {
      return JSON.parse(value) as unknown;
    } catch {
      throw badRequest('invalid UTF-8 JSON');
    }
  }

  /** The first of several spellings that is given: `startkey`, `start_key`. */
  firstOf(...names: string[]): string | undefined {
    return names.find((name) => this.#values.has(name));
  }

  /** A JSON list of revisions. */
  revisions(name: string): string[] | undefined {
    const value = this.json(name);
    if (value === undefined) return undefined;
    if (!Array.isArray(value)) throw badRequest('Invalid list of revisions');
    return value.map((one) => revisionText(parseRevision(one)));
  }
}

export function parseFlag(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  const text = typeof value === 'string' ? value.toLowerCase() : value;
  if (text === 'true' || text === 'false') return text === 'true';
  throw queryParseError(`Invalid boolean parameter: ${JSON.stringify(value)}`);
}

export function parseCount(value: unknown): number {
  const number = typeof value === 'string' && /^[-+]?\d{1,15}$/.test(value) ? Number(value) : value;
  if (!Number.isSafeInteger(number)) {
    throw queryParseError(`Invalid value for integer: ${JSON.stringify(value)}`);
  }
  if ((number as number) >= 0) return number as number;
  throw queryParseError(`Invalid value for positive integer: ${JSON.stringify(value)}`);
}
