import type { Connection } from './connection.ts';
import { Database, type Check } from './database.ts';
import type { StoredDocument } from './stored-document.ts';

const ADMINS_ONLY = {
  admins: { names: [], roles: ['_admin'] },
  members: { names: [], roles: ['_admin'] }
};

/** How a CouchDB cluster keeps a database: shards and copies of each. */
export interface Layout {
  q?: number;
  n?: number;
}

/** All databases that were asked for, each created when it is first used. */
export interface Databases {
  open<D extends StoredDocument>(name: string, layout: Layout, check?: Check): Database<D>;
  opened(name: string): Database | undefined;
}

export function newDatabases(connection: Connection, isEmbedded: boolean): Databases {
  const databases = new Map<string, Database>();
  const created = new Map<string, Promise<void>>();

  async function create(name: string, layout: Layout): Promise<void> {
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
