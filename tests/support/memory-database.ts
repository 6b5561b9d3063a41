import type { Database } from '../../sync-server/store/database.ts';
import type { Query } from '../../sync-server/store/database-requests.ts';
import type { StoredDocument } from '../../sync-server/store/stored-document.ts';

type Kept = StoredDocument & { _rev: string };

/**
 * What rules of the server ask of a database, without one: documents by id, revisions that decide, and what a query names. For
 * tests of one module; whatever is about the store itself is tested over the engine.
 */
export class MemoryDatabase {
  readonly documents = new Map<string, Kept>();
  /** Every query, as it was asked. */
  readonly queries: Query[] = [];

  constructor(...documents: StoredDocument[]) {
    for (const document of documents) this.#keep(document);
  }

  /** As the rules know it. */
  get asDatabase(): Database<never> {
    return this as unknown as Database<never>;
  }

  async get(id: string): Promise<Kept | undefined> {
    return this.documents.get(id);
  }

  async getMany(ids: string[]): Promise<(Kept | undefined)[]> {
    return ids.map((id) => this.documents.get(id));
  }

  async put(document: StoredDocument & { _rev?: string }) {
    if (this.documents.get(document._id)?._rev !== document._rev) {
      return { ok: false, reason: 'conflict' };
    }
    return { ok: true, rev: this.#keep(document)._rev };
  }

  async update(id: string, decide: (current: Kept | undefined) => unknown) {
    for (;;) {
      const current = this.documents.get(id);
      const next = (await decide(current)) as StoredDocument | undefined;
      if (!next || next === current) return { doc: current, written: false };
      // Where somebody was faster it is decided again.
      if (this.documents.get(id) === current) return { doc: this.#keep(next), written: true };
    }
  }

  async remove(id: string, rev: string) {
    if (this.documents.get(id)?._rev !== rev) return { ok: false, reason: 'conflict' };
    this.documents.delete(id);
    return { ok: true, rev };
  }

  async find(query: Query): Promise<unknown[]> {
    this.queries.push(query);
    const found = [...this.documents.values()].filter((each) => matches(each, query.selector));
    const [by] = Object.entries(query.sort?.[0] ?? {});
    if (by) found.sort((a, b) => Number(memberOf(a, by[0])) - Number(memberOf(b, by[0])));
    return found.slice(0, query.limit);
  }

  async *findAll(query: Query): AsyncGenerator<unknown> {
    yield* await this.find(query);
  }

  async withPrefix(prefix: string): Promise<Kept[]> {
    return [...this.documents.values()].filter(({ _id }) => _id.startsWith(prefix));
  }

  #keep(document: StoredDocument): Kept {
    const before = Number(this.documents.get(document._id)?._rev.split('-')[0] ?? 0);
    const kept = { ...document, _rev: `${before + 1}-m` };
    this.documents.set(document._id, kept);
    return kept;
  }
}

function memberOf(document: object, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document);
}

function matches(document: object, selector: Record<string, unknown>): boolean {
  return Object.entries(selector).every(([path, wanted]) => {
    const value = memberOf(document, path);
    if (typeof wanted !== 'object' || wanted === null) return value === wanted;
    return Object.entries(wanted as Record<string, never>).every(([operator, bound]) => {
      if (operator === '$nin') return !(bound as unknown[]).includes(value);
      if (operator === '$in') return (bound as unknown[]).includes(value);
      const compared = value as number;
      if (operator === '$gt') return compared > bound;
      if (operator === '$gte') return compared >= bound;
      if (operator === '$lt') return compared < bound;
      if (operator === '$lte') return compared <= bound;
      throw new Error(`no operator ${operator}`);
    });
  });
}
