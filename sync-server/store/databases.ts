import type { Connection } from './connection.ts';
import { Database, type Check } from './database.ts';
import { sleep } from '../concurrency/sleep.ts';
import { assertOneCopy, type DatabaseInfo } from './one-copy.ts';
import { StoreUnavailable } from './store-unavailable.ts';
import type { StoredDocument } from './stored-document.ts';

const ADMINS_ONLY = {
  admins: { names: [], roles: ['_admin'] },
  members: { names: [], roles: ['_admin'] }
};

/** How a CouchDB cluster keeps a database: its shards, and one copy of each. */
export interface Layout {
  q: number;
  n: 1;
}

const ATTEMPTS = 20;
const PAUSE_MS = 10;

/** All databases that were asked for, each created when it is first used. */
export interface Databases {
  open<D extends StoredDocument>(name: string, layout: Layout, check?: Check): Database<D>;
  opened(name: string): Database | undefined;
}

export function newDatabases(connection: Connection, isEmbedded: boolean): Databases {
  const databases = new Map<string, Database>();
  const created = new Map<string, Promise<void>>();

  /**
   * There, with one copy. Asked before it is made: several processes that start together must not
   * fill a log with refusals, and one that was made by hand may have more copies.
   */
  async function create(name: string, layout: Layout): Promise<void> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const there = await connection.request<DatabaseInfo>({ db: name, path: '' });
      if (there.ok) return assertOneCopy(name, there.body);
      await make(name, layout);
      // Another node of the cluster may hear of it a moment later.
      if (attempt > 1) await sleep(PAUSE_MS * attempt);
    }
    throw new StoreUnavailable(`database ${name} was made and is not there`);
  }

  async function make(name: string, layout: Layout): Promise<void> {
    const qs = isEmbedded ? {} : { ...layout };
    const answer = await connection.request({ method: 'PUT', db: name, qs });
    if (answer.ok && !isEmbedded) {
      await connection.request({ method: 'PUT', db: name, path: '_security', body: ADMINS_ONLY });
    }
    if (!answer.ok && answer.status !== 412) {
      throw new Error(`database ${name}: ${answer.error}: ${answer.reason}`);
    }
  }

  function ensure(name: string, layout: Layout, isGone: boolean): Promise<void> {
    const known = isGone ? undefined : created.get(name);
    if (known) return known;
    const creating = create(name, layout);
    created.set(name, creating);
    creating.catch(() => created.delete(name));
    return creating;
  }

  return {
    open<D extends StoredDocument>(name: string, layout: Layout, check?: Check) {
      const known = databases.get(name);
      if (known) return known as unknown as Database<D>;
      const creating = (isGone: boolean) => ensure(name, layout, isGone);
      const opened = new Database<D>(name, connection, creating, check);
      databases.set(name, opened as unknown as Database);
      return opened;
    },
    opened: (name) => databases.get(name)
  };
}
