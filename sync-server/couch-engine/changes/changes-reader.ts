/**
 * Walks the changes of a database from a sequence number on.
 *
 * 1. `seq` is the last number that was looked at, shown or filtered away: a safe `since`.
 * 2. A document changed while a long feed is read moves behind its end: it is met in the next
 *    request, never lost.
 * 3. No page is so long that others wait for it.
 * 4. Backwards, a feed begins at the end whatever `since` it is given, as in CouchDB.
 */
import { databaseByKey, type DatabaseRow } from '../storage/database-rows.ts';
import { nextPageSize } from '../storage/page-size.ts';
import type { Store } from '../storage/store.ts';
import { changeText, type ChangeView } from './change-text.ts';
import type { ChangesFilter } from './changes-filter.ts';
import { changesPage, countPending, type ChangeRow } from './changes-page.ts';
import { sequenceText } from './sequence.ts';

export interface ChangesRequest {
  since: number;
  limit: number;
  descending: boolean;
  /** Every how many changes one tells its sequence; the others say null. */
  seqInterval: number;
  view: ChangeView;
  filter: ChangesFilter | undefined;
}

export interface Change {
  text: string;
}

const pageSize = 200;
const firstPageSize = 25;

/** Where CouchDB counts down from without a limit: it decides which changes tell their sequence. */
export const endless = 1e15;

export class ChangesReader {
  readonly #store: Store;
  readonly #db: number;
  readonly #request: ChangesRequest;
  seq: number;
  left: number;
  /** Changes that were looked at and count as told, shown or not. */
  passed = 0;

  constructor(store: Store, database: DatabaseRow, request: ChangesRequest) {
    this.#store = store;
    this.#db = database.pk;
    this.#request = request;
    this.seq = request.descending ? database.seq : request.since;
    this.left = request.limit;
  }

  /** Undefined after the database was deleted or the engine closed. */
  database(): DatabaseRow | undefined {
    return this.#store.isClosed ? undefined : databaseByKey(this.#store.sql, this.#db);
  }

  /** How many changes are left, from where the feed began. */
  pending(): number {
    const { descending, filter, since } = this.#request;
    const isAll = this.left !== 0 && !filter?.isNarrow;
    const now = isAll ? undefined : this.database();
    if (!now) return 0;
    const total = countPending(this.#store.sql, now.pk, descending ? 0 : since, now.seq);
    return Math.max(0, total - this.passed);
  }

  /** Everything up to now, or up to the limit. */
  async *read(): AsyncGenerator<Change, void> {
    const { descending, filter } = this.#request;
    let database = this.database();
    if (!database) return;
    const end = database.seq;
    let below = end + 1;
    let most = this.#needsBody ? firstPageSize : pageSize;
    for (;;) {
      const size = filter ? most : Math.max(1, Math.min(most, this.left));
      const page = this.#page(descending ? 0 : this.seq, below, size);
      for (const row of page) {
        const text = this.#shownText(database, row);
        if (this.left === 0) return this.#endAt(row, text);
        if (descending) below = row.seq;
        if (text === undefined && filter?.isNarrow) {
          if (!descending) this.seq = row.seq;
          continue;
        }
        this.seq = row.seq;
        this.passed++;
        if (text === undefined) continue;
        this.left--;
        yield { text };
        if (this.left === 0 && (!filter || filter.isNarrow)) return;
      }
      if (page.length < size) break;
      most = nextPageSize(page, pageSize);
      await new Promise(setImmediate);
      database = this.database();
      if (!database) return;
    }
    if (!descending && this.left !== 0) this.seq = Math.max(this.seq, end);
  }

  /** CouchDB ends behind a change that a filter hides, and before one that it would show. */
  #endAt(row: ChangeRow, text: string | undefined): void {
    if (text !== undefined || this.#request.filter?.isNarrow) return;
    this.seq = row.seq;
    if (this.#request.limit === 0) this.passed++;
  }

  get #needsBody(): boolean {
    const { view, filter } = this.#request;
    return view.includeDocs || filter?.needsBody === true;
  }

  /** Nothing if the filter hides it. */
  #shownText(database: DatabaseRow, row: ChangeRow): string | undefined {
    const { filter, view, seqInterval } = this.#request;
    const revs = filter ? filter.shown(this.#store.sql, row) : 'all';
    if (revs.length === 0) return undefined;
    const isTold = this.left % seqInterval === 0;
    const seq = isTold ? `"${sequenceText(database, row.seq)}"` : 'null';
    return changeText(this.#store.sql, row, view, seq, revs, filter?.fields);
  }

  #page(after: number, before: number, size: number): ChangeRow[] {
    const { sql } = this.#store;
    const { descending } = this.#request;
    return changesPage(sql, this.#db, after, before, size, this.#needsBody, descending);
  }
}
