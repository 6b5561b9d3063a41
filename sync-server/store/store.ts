import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import type { InboxDocument } from '#domain/order/views/inbox.ts';
import { assertOrder, type Order } from '#domain/order/order.ts';
import { sleep } from '../concurrency/sleep.ts';
import { openConnection, type Connection, type ForwardedRequest } from './connection.ts';
import type { Check, Database } from './database.ts';
import { newDatabases, type Layout } from './databases.ts';
import {
  startEngineWorker,
  type EngineOptions,
  type RunningEngine
} from '../couch-engine/engine.ts';
import { tellRunningEngine } from './running-engine.ts';
import { StoreUnavailable } from './store-unavailable.ts';
import { checkCopies } from './check-copies.ts';
import { waitForCouchdb } from './wait-for-couchdb.ts';
import type { StoredDocument } from './stored-document.ts';

/** Everything that is kept, in CouchDB or in the embedded engine. */
export interface Store {
  orders: Database<Order>;
  people: Database;
  ledger: Database;
  cases: Database;
  /** Who of the operator's did what. */
  audit: Database;
  catalog: Database;
  /** Drafts of the catalogue and what it was before: no device reads them. */
  editing: Database;
  /** Every mail to a customer, before and after it was sent. */
  mails: Database;
  /** Postal codes with their coordinates, imported by the operator. */
  places: Database;
  inbox(provider: string): Database<InboxDocument | StoredDocument>;
  outbox(provider: string): Database;
  /** Providers of whom there is an inbox. */
  inboxes(): Promise<string[]>;
  /** Providers of whom there is an outbox. */
  outboxes(): Promise<string[]>;
  /** Hands a read through to the store as it is; `db` is the database's own name. */
  forward(request: ForwardedRequest): Promise<IncomingMessage>;
  /** Whether the store answers within a moment. */
  isUp(): Promise<boolean>;
  /** Whether it takes a small document within a moment: not on a full or read-only disk. */
  canWrite(): Promise<boolean>;
  close(): Promise<void>;
}

export interface StoreSettings {
  /** Null: the embedded engine in `dataDir`. */
  couchdbUrl: string | null;
  /** Put before every database name, for several installations on one CouchDB. */
  couchdbPrefix: string;
  dataDir: string;
}

/**
 * One copy of everything (decisions/0001-one-copy-where-a-race-is-decided.md), in as many shards as
 * spread the work over a few nodes; a small database is one shard, and each lies somewhere else.
 */
const LARGE: Layout = { q: 4, n: 1 };
const SMALL: Layout = { q: 1, n: 1 };

/** Local: it keeps no revisions and no feed shows it. */
const TRIAL = '_local/trial-of-writing';
interface TrialDocument extends StoredDocument {
  at: number;
}

/** Whoever asks for the health of this process waits no longer. */
const UP_PATIENCE_MS = 2_000;

type StartEngine = (options: EngineOptions) => Promise<RunningEngine>;

/**
 * `startEmbedded` starts the engine where the settings name no CouchDB.
 * @throws where CouchDB does not answer within a minute.
 */
export async function openStore(
  settings: StoreSettings,
  startEmbedded: StartEngine = startEngineWorker
): Promise<Store> {
  const { couchdbUrl, couchdbPrefix: prefix } = settings;
  if (couchdbUrl === null) return openEmbedded(settings, startEmbedded);
  const connection = openConnection(couchdbUrl);
  try {
    await waitForCouchdb(connection);
    const store = storeOver(connection, { prefix, isEmbedded: false });
    const { orders, people, ledger, cases, audit, catalog, editing, mails, places } = store;
    await checkCopies({
      always: [orders, people, ledger, cases, audit, catalog, editing, mails, places],
      inboxes: { ids: store.inboxes, open: store.inbox },
      outboxes: { ids: store.outboxes, open: store.outbox }
    });
    return store;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/**
 * With a new password at every start: nobody can use the engine but this process, and a tool of
 * whoever may read the data anyway (running-engine.ts).
 */
async function openEmbedded(
  { dataDir, couchdbPrefix: prefix }: StoreSettings,
  start: StartEngine
): Promise<Store> {
  const user = 'mila';
  const password = randomBytes(24).toString('base64url');
  const engine = await start({
    dataDir: join(dataDir, 'couch'),
    host: '127.0.0.1',
    port: 0,
    user,
    password
  });
  const address = engine.url.replace('://', `://${user}:${password}@`);
  const store = storeOver(openConnection(address), { prefix, isEmbedded: true });
  const takeBack = await tellRunningEngine(dataDir, address);
  return {
    ...store,
    async close() {
      await takeBack();
      await store.close();
      await engine.close();
    }
  };
}

function storeOver(
  connection: Connection,
  { prefix, isEmbedded }: { prefix: string; isEmbedded: boolean }
): Store {
  const databases = newDatabases(connection, isEmbedded);
  const open = <D extends StoredDocument>(name: string, layout: Layout, check?: Check) =>
    databases.open<D>(`${prefix}${name}`, layout, check);

  return {
    orders: open<Order>('orders', LARGE, assertOrder),
    people: open('people', LARGE),
    ledger: open('ledger', LARGE),
    cases: open('cases', SMALL),
    audit: open('audit', SMALL),
    catalog: open('catalog', SMALL),
    editing: open('editing', SMALL),
    mails: open('mails', SMALL),
    places: open('places', SMALL),
    inbox: (provider) => open(`inbox-${checked(provider)}`, SMALL),
    outbox: (provider) => open(`outbox-${checked(provider)}`, SMALL),

    inboxes: () => providersWith(connection, `${prefix}inbox-`),
    outboxes: () => providersWith(connection, `${prefix}outbox-`),

    async forward(request) {
      await databases.opened(request.db)?.ready();
      return connection.forward(request);
    },

    async isUp() {
      const signal = AbortSignal.timeout(UP_PATIENCE_MS);
      const answer = await connection.request({ path: '', signal }).catch(() => undefined);
      return answer?.ok === true;
    },

    async canWrite() {
      const trial = open('people', LARGE).update<TrialDocument>(TRIAL, (current) => ({
        ...current,
        _id: TRIAL,
        at: Date.now()
      }));
      const late = sleep(UP_PATIENCE_MS).then(() => false);
      return Promise.race([trial.then(() => true).catch(() => false), late]);
    },

    close() {
      connection.close();
      return Promise.resolve();
    }
  };
}

async function providersWith(connection: Connection, start: string): Promise<string[]> {
  const answer = await connection.request<string[]>({
    path: '_all_dbs',
    qs: { start_key: start, end_key: `${start}\uffff` }
  });
  if (!answer.ok) throw new StoreUnavailable(answer.reason);
  return answer.body.filter((name) => name.startsWith(start)).map((n) => n.slice(start.length));
}

/** Provider ids are made by this server; nothing else may become part of a database's name. */
function checked(provider: string): string {
  if (!/^[a-z0-9][a-z0-9-]{0,79}$/.test(provider)) {
    throw new RangeError(`not a provider id: ${JSON.stringify(provider)}`);
  }
  return provider;
}
