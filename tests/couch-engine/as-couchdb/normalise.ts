/**
 * What two stores may answer differently and still alike: the digits of generated revisions and
 * ids, the tail of sequences and bookmarks, times and sizes.
 */

/** Members whose value says nothing about the data. */
const VOLATILE = new Set([
  'cluster',
  'execution_time_ms',
  'instance_start_time',
  'ref',
  'sizes',
  'total_docs_examined',
  'total_keys_examined',
  'update_seq',
  'uuid'
]);
/** Members that only one of them has. */
const OWN = new Set(['disk_format_version']);
const SEQUENCES = new Set(['seq', 'last_seq', 'purge_seq']);

export class Normaliser {
  readonly #names = new Map<string, string>();
  readonly #database: string;
  readonly #url: string;

  constructor(database: string, url: string) {
    this.#database = database;
    this.#url = url;
  }

  /** Parsed where it is JSON, line by line where it is lines of JSON. */
  body(text: string): unknown {
    const whole = parsed(text);
    if (whole !== undefined) return this.#value(whole);
    const lines = text.split('\n').filter((line) => line !== '');
    const values = lines.map(parsed);
    if (values.every((value) => value !== undefined)) return values.map((one) => this.#value(one));
    return this.text(text);
  }

  text(text: string): string {
    return (
      text
        .replaceAll(this.#url, 'URL')
        .replaceAll(this.#database, 'DB')
        .replace(/\b(?:[0-9a-f]{32}|[0-9a-f]{40})\b/g, (hash) => this.#name(hash))
        // CouchDB shows a refused value as Erlang writes it.
        .replace(/(Invalid sort field|Bad argument for operator \S+): .*/, '$1: *')
        .replace(/^\S+ (?=is not an integer greater)/, '* ')
    );
  }

  #value(value: unknown, member = ''): unknown {
    if (VOLATILE.has(member)) return '*';
    if (SEQUENCES.has(member) && typeof value === 'string') return value.replace(/-.*$/s, '-*');
    if (member === 'bookmark' && value !== 'nil') return '*';
    if (typeof value === 'string') return this.text(value);
    if (Array.isArray(value)) return value.map((one) => this.#value(one));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([name]) => !OWN.has(name))
        .map(([name, one]) => [this.text(name), this.#value(one, name)])
    );
  }

  /** Equal where they are met in the same order. */
  #name(hash: string): string {
    const known = this.#names.get(hash);
    if (known !== undefined) return known;
    const name = `#${this.#names.size}`;
    this.#names.set(hash, name);
    return name;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
