// Reads a store from one end to the other in pages: never a whole database in memory, and nothing
// is written, not even a database that is not there.
import type { Connection, StoreAnswer } from '../store/connection.ts';
import { StoreUnavailable } from '../store/store-unavailable.ts';

export interface Found {
  _id: string;
  _rev: string;
  _conflicts?: string[];
  type?: string;
  [member: string]: unknown;
}

export interface FoundChange {
  id: string;
  deleted?: boolean;
  /** All leaves. */
  changes: { rev: string }[];
  doc?: Found;
}

export interface DatabaseInfo {
  doc_count: number;
  doc_del_count: number;
  update_seq: string | number;
}

export interface Pages {
  /** Without the prefix of this installation, in their order. */
  names(): Promise<string[]>;
  info(database: string): Promise<DatabaseInfo | undefined>;
  /** Page by page in the order of their ids, with `_conflicts`; without design documents. */
  documents(database: string, size?: number): AsyncGenerator<Found[]>;
  changes(
    database: string,
    request?: { since?: string; size?: number; includeDocs?: boolean }
  ): AsyncGenerator<FoundChange[]>;
  get(database: string, id: string, rev?: string): Promise<Found | undefined>;
  /** Those that are there, by id. */
  many(database: string, ids: Iterable<string>): Promise<Map<string, Found>>;
}

const PAGE = 100;
const KEYS = 500;

export function readPages(connection: Connection, prefix: string): Pages {
  async function ask<T>(
    request: Parameters<Connection['request']>[0] & { db: string }
  ): Promise<T | undefined> {
    const answer: StoreAnswer<T> = await connection.request<T>({
      ...request,
      db: `${prefix}${request.db}`
    });
    if (answer.ok) return answer.body;
    if (answer.status === 404) return undefined;
    throw new StoreUnavailable(`${request.db}: ${answer.error}: ${answer.reason}`);
  }

  type Rows = { rows: { id?: string; doc?: Found | null }[] };

  return {
    async names() {
      const answer = await connection.request<string[]>({ path: '_all_dbs' });
      if (!answer.ok) throw new StoreUnavailable(answer.reason);
      const ours = answer.body.filter((name) => name.startsWith(prefix));
      return ours.map((name) => name.slice(prefix.length)).filter((name) => !name.startsWith('_'));
    },

    info: (db) => ask<DatabaseInfo>({ db, path: '' }),

    async *documents(db, size = PAGE) {
      let last: string | undefined;
      for (;;) {
        const from = last === undefined ? {} : { startkey: last };
        const qs = { include_docs: true, conflicts: true, limit: size + 1, ...from };
        const page = await ask<Rows>({ db, path: '_all_docs', qs });
        const rows = page?.rows ?? [];
        // The last of the page before comes again, unless it has gone since.
        const found = rows.flatMap(({ doc, id }) => (doc && id !== last ? [doc] : []));
        yield found.filter(({ _id }) => !_id.startsWith('_design/'));
        if (rows.length <= size) return;
        last = rows.at(-1)!.id;
      }
    },

    async *changes(db, { since = '0', size = PAGE, includeDocs = false } = {}) {
      let from = since;
      for (;;) {
        const qs = {
          since: from,
          limit: size,
          style: 'all_docs',
          ...(includeDocs ? { include_docs: true } : {})
        };
        const page = await ask<{ results: FoundChange[]; last_seq: string | number }>({
          db,
          path: '_changes',
          qs
        });
        const results = page?.results ?? [];
        yield results.filter(({ id }) => !id.startsWith('_design/'));
        if (!page || results.length < size) return;
        from = String(page.last_seq);
      }
    },

    get: (db, id, rev) => ask<Found>({ db, path: pathOf(id), qs: rev ? { rev } : {} }),

    async many(db, ids) {
      const keys = [...new Set(ids)];
      const found = new Map<string, Found>();
      for (let at = 0; at < keys.length; at += KEYS) {
        const body = { keys: keys.slice(at, at + KEYS) };
        const qs = { include_docs: true };
        const page = await ask<Rows>({ db, method: 'POST', path: '_all_docs', qs, body });
        for (const { doc } of page?.rows ?? []) if (doc) found.set(doc._id, doc);
      }
      return found;
    }
  };
}

function pathOf(id: string): string {
  const local = /^_local\/(.+)$/s.exec(id);
  return local ? `_local/${encodeURIComponent(local[1]!)}` : encodeURIComponent(id);
}
