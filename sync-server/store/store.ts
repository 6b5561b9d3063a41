import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { InboxDocument } from '#domain/order/inbox.ts';
import type { Order } from '#domain/order/order.ts';
import type { Config } from '../config.ts';
import { openConnection, type Connection, type ForwardedRequest } from './connection.ts';
import { Database, type StoredDocument } from './database.ts';
import { startEngineWorker, type EngineOptions, type RunningEngine } from './embedded/engine.ts';
import { StoreUnavailable } from './store-unavailable.ts';

/** Everything that is kept, in CouchDB or in the embedded engine (architecture: Databases). */
export interface Store {
  orders: Database<Order>;
  people: Database;
  ledger: Database;
  cases: Database;
  catalog: Database;
  /** Every mail to a customer, before and after it was sent. */
  mails: Database;
  /** Postal codes with their coordinates, imported by the operator. */
  places: Database;
  inbox(provider: string): Database<InboxDocument | StoredDocument>;
  outbox(provider: string): Database;
  /** Providers of whom there is an outbox. */
  outboxes(): Promise<string[]>;
  /** Hands a read through to the store as it is; `db` is the database's own name. */
  forward(request: ForwardedRequest): Promise<IncomingMessage>;
  /** Whether the store answers within a moment. */
  isUp(): Promise<boolean>;
  close(): Promise<void>;
}

const START_PATIENCE_MS = 60_000;
const UP_PATIENCE_MS = 2_000;
const ADMINS_ONLY = {
  admins: { names: [], roles: ['_admin'] },
  members: { names: [], roles: ['_admin'] }
};

/**
 * `startEmbedded` starts the engine where the configuration names no CouchDB.
 * @throws StoreUnavailable where CouchDB does not answer within a minute.
 */
export async function openStore(
  config: Pick<Config, 'couchdbUrl' | 'couchdbPrefix' | 'dataDir'>,
  startEmbedded: (options: EngineOptions) => Promise<RunningEngine> = startEngineWorker
): Promise<Store> {
  if (config.couchdbUrl) {
    const connection = openConnection(config.couchdbUrl);
    await untilUp(connection);
    return storeOver(connection, { prefix: config.couchdbPrefix, isEmbedded: false });
  }
  // The password is made anew at every start: nobody but this process can use the engine.
  const user = 'mila';
  const password = randomBytes(24).toString('base64url');
  const engine = await startEmbedded({
    dataDir: join(config.dataDir, 'couch'),
    host: '127.0.0.1',
    port: 0,
    user,
    password
  });
  const address = engine.url.replace('://', `://${user}:${password}@`);
  const store = storeOver(openConnection(address), {
    prefix: config.couchdbPrefix,
    isEmbedded: true
  });
  return {
    ...store,
    async close() {
      await store.close();
      await engine.close();
    }
  };
}

function storeOver(
  connection: Connection,
  { prefix, isEmbedded }: { prefix: string; isEmbedded: boolean }
): Store {
  const databases = new Map<string, Database>();
  const created = new Map<string, Promise<void>>();

  async function create(name: string, shards: number | undefined): Promise<void> {
    const answer = await connection.request({
      method: 'PUT',
      db: name,
      ...(shards === undefined || isEmbedded ? {} : { qs: { q: shards } })
    });
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

  function database<D extends StoredDocument>(name: string, shards?: number): Database<D> {
    const known = databases.get(name);
    if (known) return known as unknown as Database<D>;
    const opened = new Database<D>(name, connection, (isGone) => ensure(name, shards, isGone));
    databases.set(name, opened as unknown as Database);
    return opened;
  }

  return {
    orders: database<Order>(`${prefix}orders`),
    people: database(`${prefix}people`),
    ledger: database(`${prefix}ledger`),
    cases: database(`${prefix}cases`, 1),
    catalog: database(`${prefix}catalog`, 1),
    mails: database(`${prefix}mails`, 1),
    places: database(`${prefix}places`, 1),
    inbox: (provider) => database(`${prefix}inbox-${checked(provider)}`, 1),
    outbox: (provider) => database(`${prefix}outbox-${checked(provider)}`, 1),

    async outboxes() {
      const start = `${prefix}outbox-`;
      const answer = await connection.request<string[]>({
        path: '_all_dbs',
        qs: { start_key: start, end_key: `${start}\uffff` }
      });
      if (!answer.ok) throw new StoreUnavailable(answer.reason);
      return answer.body.filter((name) => name.startsWith(start)).map((n) => n.slice(start.length));
    },

    async forward(request) {
      await databases.get(request.db)?.ready();
      return connection.forward(request);
    },

    async isUp() {
      const signal = AbortSignal.timeout(UP_PATIENCE_MS);
      const answer = await connection.request({ path: '', signal }).catch(() => undefined);
      return answer?.ok === true;
    },

    close() {
      connection.close();
      return Promise.resolve();
    }
  };
}

/** Provider ids are made by this server; anything else must never become part of a database's name. */
function checked(provider: string): string {
  if (!/^[a-z0-9][a-z0-9-]{0,79}$/.test(provider)) {
    throw new RangeError(`not a provider id: ${JSON.stringify(provider)}`);
  }
  return provider;
}

async function untilUp(connection: Connection): Promise<void> {
  const giveUpAt = Date.now() + START_PATIENCE_MS;
  for (let isFirst = true; ; isFirst = false) {
    try {
      const answer = await connection.request<unknown>({ path: '_all_dbs' });
      if (answer.ok && Array.isArray(answer.body)) return;
      // Waiting does not help: somebody answers, and it is the wrong one.
      throw new Error(NO_COUCHDB);
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      const { statusCode } = (error.cause ?? {}) as { statusCode?: number };
      if (statusCode === 401 || statusCode === 403)
        throw new Error(WRONG_PASSWORD, { cause: error });
      if (Date.now() > giveUpAt) {
        throw new Error(
          `CouchDB does not answer at COUCHDB_URL (${error.message}). Start it, or correct the address.`,
          { cause: error }
        );
      }
      if (isFirst) console.warn('Waiting up to a minute for CouchDB to answer at COUCHDB_URL …');
      await wait(2_000);
    }
  }
}

const WRONG_PASSWORD =
  'CouchDB does not accept the user and password in COUCHDB_URL. They must be those of an administrator: http://user:password@host:5984.';
const NO_COUCHDB =
  'What answers at COUCHDB_URL is not a CouchDB. Correct the address; it ends with the port, 5984 as a rule.';
