import type { AskedDatabase, Index, Query } from './database-requests.ts';
import { makeIndex } from './make-index.ts';
import type { Stored, StoredDocument } from './stored-document.ts';

const PAGE = 200;

/** Queries of one database; each names an index, which is made before its first query. */
export class Finder {
  readonly #database: AskedDatabase;
  readonly #indexes = new Map<string, Promise<unknown>>();

  constructor(database: AskedDatabase) {
    this.#database = database;
  }

  async find<T extends StoredDocument>(query: Query): Promise<Stored<T>[]> {
    return (await this.#page<T>(query)).docs;
  }

  async *findAll<T extends StoredDocument>(query: Query): AsyncGenerator<Stored<T>> {
    const limit = query.limit ?? PAGE;
    let bookmark: string | undefined;
    for (;;) {
      const page = await this.#page<T>({ ...query, limit }, bookmark);
      yield* page.docs;
      if (page.docs.length < limit) return;
      bookmark = page.bookmark;
    }
  }

  async #page<T extends StoredDocument>(query: Query, bookmark?: string) {
    const { index, limit = PAGE, skip, selector, sort, fields } = query;
    await this.#declare(index);
    return this.#database.demand<{ docs: Stored<T>[]; bookmark?: string }>({
      method: 'POST',
      path: '_find',
      body: { selector, sort, fields, limit, skip, bookmark, use_index: [index.name, index.name] }
    });
  }

  #declare(index: Index): Promise<unknown> {
    const declared = this.#indexes.get(index.name);
    if (declared) return declared;
    const declaring = makeIndex(this.#database, index);
    this.#indexes.set(index.name, declaring);
    declaring.catch(() => this.#indexes.delete(index.name));
    return declaring;
  }
}
