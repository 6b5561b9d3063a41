/** The query string, read as strictly as CouchDB reads it: a wrong value is 400, never a guess. */
import { badRequest, queryParseError } from './couch-error.ts';

export class Query {
  readonly #values: URLSearchParams;

  constructor(text: string) {
    this.#values = new URLSearchParams(text);
  }

  without(name: string): Query {
    const rest = new URLSearchParams(this.#values);
    rest.delete(name);
    return new Query(rest.toString());
  }

  text(name: string): string | undefined {
    return this.#values.get(name) ?? undefined;
  }

  flag(name: string): boolean {
    const value = this.text(name);
    if (value === undefined || value === 'false') return false;
    if (value === 'true') return true;
    throw queryParseError(`Invalid boolean parameter: ${JSON.stringify(value)}`);
  }

  count(name: string): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    if (/^\d{1,15}$/.test(value)) return Number(value);
    throw queryParseError(`Invalid value for integer: ${JSON.stringify(value)}`);
  }

  json(name: string): unknown {
    const value = this.text(name);
    if (value === undefined) return undefined;
    try {
      return JSON.parse(value) as unknown;
    } catch {
      throw badRequest(`Invalid JSON in parameter ${name}`);
    }
  }

  /** The first of several spellings that is given: `startkey`, `start_key`. */
  firstOf(...names: string[]): string | undefined {
    return names.find((name) => this.#values.has(name));
  }

  strings(name: string): string[] | undefined {
    const value = this.json(name);
    if (value === undefined) return undefined;
    if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value;
    throw badRequest(`Parameter ${name} must be an array of strings`);
  }
}
