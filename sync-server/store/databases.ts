import type { Connection } from './connection.ts';
import { Database } from './database.ts';
import type { StoredDocument } from './stored-document.ts';

const ADMINS_ONLY = {
  admins: { names: [], roles: ['_admin'] },
  members: { names: [], roles: ['_admin'] }
};

/** All databases that were asked for, each created when it is first used. */
export interface Databases {
  open<D extends StoredDocument>(name: string, shards?: number): Database<D>;
  opened(name: string): Database | undefined;
}

export function newDatabases(connection: Connection, isEmbedded: boolean): Databases {
  const databases = new Map<string, Database>();
  const created = new Map<string, Promise<void>>();

  async function create(name: string, shards: number | undefined): Promise<void> {
    const qs = shards === undefined || isEmbedded ? {} : { qs: { q: shards } };
    const answer = await connection.request({ method: 'PUT', db: name, ...qs });
    if (answer.ok && !isEmbedded) {
      await connection.request({ method: 'PUT', db: name, path: '_security', body: ADMINS_ONLY });
    }
    if (!answer.ok && answer.status !== 412) {
      throw new Error(`database ${name}: ${answer.error}: ${answer.reason}`);
    }
  }

  function ensure(name: string, shards: number | undefined, isGone: boolean): Promise<void> {
    const known = isGone ? undefined : created.get(name);
    if (known) return known;
    const creating = create(name, shards);
    created.set(name, creating);
    creating.catch(() => created.delete(name));
    return creating;
  }

  return {
    open<D extends StoredDocument>(name: string, shards?: number) {
      const known = databases.get(name);
      if (known) return known as unknown as Database<D>;
      const opened = new Database<D>(name, connection, (isGone) => ensure(name, shards, isGone));
      databases.set(name, opened as unknown as Database);
      return opened;
    },
    opened: (name) => databases.get(name)
  };
}
