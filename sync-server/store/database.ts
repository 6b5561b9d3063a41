import type { Connection, StoreAnswer, StoreRequest } from './connection.ts';
import { changesQuery, type Change, type ChangesRequest, type Query } from './database-requests.ts';
import { newBatchedReads } from './batched-reads.ts';
import { decidable, standing, WITH_CONFLICTS, type Conflicting } from './conflicts.ts';
import { documentPath } from './document-path.ts';
import { Finder } from './finder.ts';
import { readAnnounced } from './read-announced.ts';
import type { BulkResult, PutResult, Stored, StoredDocument } from './stored-document.ts';
import { NotWellFormed } from './well-formed-text.ts';
import { UpdateQueue, type Decide, type Updated } from './update-queue.ts';

/** @throws where the document is not as this version knows it */
export type Check = (document: StoredDocument) => void;

/** One database of the store, created on demand. `D` is what most of its documents are. */
export class Database<D extends StoredDocument = StoredDocument> {
  readonly name: string;
  readonly #connection: Connection;
  readonly #create: (isGone: boolean) => Promise<void>;
  readonly #finder: Finder;
  readonly #updates: UpdateQueue;
  readonly #batchedGet: ReturnType<typeof newBatchedReads>;
  readonly #check: Check;

  /**
   * `create` resolves when the database is there; `isGone` says that it was seen to be missing.
   * `check` throws at a document that is not as this version knows it: whatever somebody decides
   * on (`get`, and with it `update`) has been checked, once, when it came in.
   */
  constructor(
    name: string,
    connection: Connection,
    create: (isGone: boolean) => Promise<void>,
    check: Check = () => undefined
  ) {
    this.name = name;
    this.#connection = connection;
    this.#create = create;
    this.#check = check;
    this.#finder = new Finder(this);
    this.#updates = new UpdateQueue({
      name,
      get: async (id) => decidable(name, await this.#read(id)),
      put: (document) => this.put(document)
    });
    this.#batchedGet = newBatchedReads(
      { getMany: (ids) => this.#getMany(ids, WITH_CONFLICTS) },
      (id) => this.#getOne(id, WITH_CONFLICTS)
    );
  }

  /** Resolves when the database is there. */
  ready(): Promise<void> {
    return this.#create(false);
  }

  async get<T extends StoredDocument = D>(
    id: string,
    query?: Record<string, unknown>
  ): Promise<Stored<T> | undefined> {
    return standing(await this.#read(id, query)) as Stored<T> | undefined;
  }

  /** Leaves of a document beside the one that `get` answers. */
  async revisionsBeside(id: string): Promise<string[]> {
    return (await this.#getOne<Conflicting>(id, WITH_CONFLICTS))?._conflicts ?? [];
  }

  async #read(id: string, query?: Record<string, unknown>): Promise<Conflicting | undefined> {
    // Alone: reads of the same moment go out together.
    if (!id.isWellFormed()) throw new NotWellFormed('half of a surrogate pair in an id');
    if (id.startsWith('_')) return this.#getOne(id, query);
    const found = query ? await this.#getOne(id, query) : await this.#batchedGet(id);
    if (found) this.#check(found);
    return found;
  }

  async #getOne<T extends StoredDocument>(
    id: string,
    query: Record<string, unknown> = {}
  ): Promise<Stored<T> | undefined> {
    const answer = await this.ask<Stored<T>>({ path: documentPath(id), qs: query });
    return answer.ok ? answer.body : this.#missing(answer);
  }

  /** In the order of `ids`; undefined where there is none. */
  getMany<T extends StoredDocument = D>(ids: string[]): Promise<(Stored<T> | undefined)[]> {
    return this.#getMany(ids);
  }

  async #getMany<T extends StoredDocument>(
    ids: string[],
    query: Record<string, unknown> = {}
  ): Promise<(Stored<T> | undefined)[]> {
    if (ids.length === 0) return [];
    if (ids.length === 1) return [await this.#listed<T>(ids[0]!)];
    const { rows } = await this.demand<{ rows: { doc?: Stored<T> | null }[] }>({
      method: 'POST',
      path: '_all_docs',
      qs: { include_docs: true, ...query },
      body: { keys: ids }
    });
    return rows.map((row) => row.doc ?? undefined);
  }

  /** Cheaper than a POST, and where there is none nothing fails. */
  async #listed<T extends StoredDocument>(key: string): Promise<Stored<T> | undefined> {
    const [row] = await this.#rows<T>({ include_docs: true, key });
    return row?.doc ?? undefined;
  }

  async #rows<T extends StoredDocument>(
    qs: Record<string, unknown>
  ): Promise<{ doc?: Stored<T> | null }[]> {
    return (await this.demand<{ rows: { doc?: Stored<T> | null }[] }>({ path: '_all_docs', qs }))
      .rows;
  }

  /** Documents whose id begins with `prefix`, in the order of their ids. */
  async withPrefix<T extends StoredDocument = D>(
    prefix: string,
    { limit = 1_000, descending = false } = {}
  ): Promise<Stored<T>[]> {
    const ends = [prefix, `${prefix}\uffff`];
    if (descending) ends.reverse();
    const [startkey, endkey] = ends;
    const rows = await this.#rows<T>({ include_docs: true, startkey, endkey, limit, descending });
    return rows.flatMap(({ doc }) => doc ?? []);
  }

  async put<T extends StoredDocument = D>(document: T): Promise<PutResult> {
    const answer = await this.ask<{ rev: string }>({
      method: 'PUT',
      path: documentPath(document._id),
      body: document
    });
    if (answer.ok) return { ok: true, rev: answer.body.rev };
    if (answer.status === 409) return { ok: false, reason: 'conflict' };
    throw this.#unexpected(answer);
  }

  remove(id: string, rev: string): Promise<PutResult> {
    return this.put<StoredDocument & { _deleted: true }>({ _id: id, _rev: rev, _deleted: true });
  }

  /** One answer a document, in their order. */
  async bulk<T extends StoredDocument = D>(documents: T[]): Promise<BulkResult[]> {
    if (documents.length === 0) return [];
    const rows = await this.demand<{ id: string; rev?: string; error?: string; reason?: string }[]>(
      { method: 'POST', path: '_bulk_docs', body: { docs: documents } }
    );
    return rows.map(({ id, rev, error = 'unknown', reason = '' }) =>
      rev ? { ok: true, id, rev } : { ok: false, id, error, reason }
    );
  }

  /**
   * Stores revisions as they are named (`_rev`), also beside others; storing one again does
   * nothing.
   */
  async putRevisions<T extends StoredDocument>(documents: T[]): Promise<void> {
    if (documents.length === 0) return;
    const refused = await this.demand<{ error?: string; reason?: string }[]>({
      method: 'POST',
      path: '_bulk_docs',
      body: { docs: documents, new_edits: false }
    });
    const failed = refused.find((row) => row.error);
    if (failed) throw new Error(`${this.name}: ${failed.error}: ${failed.reason}`);
  }

  /** At most `limit` documents. */
  find<T extends StoredDocument = D>(query: Query): Promise<Stored<T>[]> {
    return this.#finder.find<T>(query);
  }

  /** All that fit, page by page. */
  findAll<T extends StoredDocument = D>(query: Query): AsyncGenerator<Stored<T>> {
    return this.#finder.findAll<T>(query);
  }

  /**
   * A `since` that the store cannot read is another store's (the installation has moved, the
   * database was made again): from the start then, since reading twice is harmless.
   */
  async changes<T extends StoredDocument = D>(
    request: ChangesRequest
  ): Promise<{ results: Change<T>[]; lastSeq: string }> {
    const { signal, mostBytes } = request;
    const ask = (since: string) =>
      this.ask<{ results: Change<T>[]; last_seq: string }>({
        ...{ path: '_changes', qs: changesQuery({ ...request, since }), signal, mostBytes }
      });
    let answer = await ask(request.since);
    if (!answer.ok && answer.status === 400 && request.since !== '0') answer = await ask('0');
    if (!answer.ok) throw this.#unexpected(answer);
    const { results, last_seq: lastSeq } = answer.body;
    if (request.includeDocs) await readAnnounced(this, results);
    return { results, lastSeq: String(lastSeq) };
  }

  /**
   * Load → decide → put with that `_rev` → on a conflict load and decide again. See UpdateQueue.
   */
  update<T extends StoredDocument = D>(id: string, decide: Decide<T>): Promise<Updated<T>> {
    return this.#updates.update(id, decide);
  }

  /** Drops what was replaced: old contents of documents, which anybody with the disk could read. */
  async compact(): Promise<void> {
    await this.demand({ method: 'POST', path: '_compact', body: {} });
  }

  /** Any request below this database; creates it first. */
  async ask<T>(request: Omit<StoreRequest, 'db'>): Promise<StoreAnswer<T>> {
    await this.#create(false);
    const answer = await this.#connection.request<T>({ ...request, db: this.name });
    if (answer.ok || answer.status !== 404 || !/no_db_file|does not exist/i.test(answer.reason)) {
      return answer;
    }
    await this.#create(true);
    return this.#connection.request<T>({ ...request, db: this.name });
  }

  /** Like `ask`, where a refusal would be a bug. */
  async demand<T>(request: Omit<StoreRequest, 'db'>): Promise<T> {
    const answer = await this.ask<T>(request);
    if (!answer.ok) throw this.#unexpected(answer);
    return answer.body;
  }

  #missing(answer: StoreAnswer<unknown> & { ok: false }): undefined {
    if (answer.status === 404) return undefined;
    throw this.#unexpected(answer);
  }

  #unexpected(answer: StoreAnswer<unknown> & { ok: false }): Error {
    return new Error(`${this.name}: ${answer.status} ${answer.error}: ${answer.reason}`);
  }
}
