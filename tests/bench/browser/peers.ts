// The same job for four ways of keeping a thousand documents in a browser: pull them all, open and list them, write one strictly.
import PouchDB from 'pouchdb-browser';
import { createRxDatabase, type RxCollection } from 'rxdb/plugins/core';
import { replicateCouchDB } from 'rxdb/plugins/replication-couchdb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import type { JobDocument } from '#domain/order/views/inbox.ts';
import { newCatalogLookup } from '../../../src/lib/device/views/catalog-lookup.ts';
import { systemClock } from '../../../src/lib/device/time/device-clock.ts';
import { newDeviceKeyPair } from '../../../src/lib/device/store/device-key.ts';
import { openDeviceStore, type DeviceStore } from '../../../src/lib/device/device-store.ts';
import { jobView } from '../../../src/lib/device/views/job-view.ts';
import { ServerTime } from '../../../src/lib/device/store/server-time.ts';
import { IndexedDbFile } from './indexed-db-file.ts';

const BATCH = 150;

export interface Peer {
  /** From an empty database to everything that the inbox holds. */
  firstSync(name: string, token: string): Promise<number>;
  /** From a closed database to the job documents in memory, as a list needs them. */
  openAndList(name: string): Promise<{ _id: string }[]>;
  close(): Promise<void>;
}

const authorized =
  (token: string) =>
  (url: RequestInfo | URL, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set('Authorization', `Bearer ${token}`);
    return fetch(url, { ...init, headers });
  };
const inboxUrl = () => `${location.origin}/sync/inbox`;

class Ours implements Peer {
  store: DeviceStore | undefined;

  async open(name: string): Promise<DeviceStore> {
    this.store = await openDeviceStore({
      name,
      fetch: (url, init) => fetch(url, init),
      locks: navigator.locks as never
    });
    return this.store;
  }

  async signIn(store: DeviceStore, token: string): Promise<void> {
    const time = new ServerTime(systemClock);
    time.observe(Date.now(), 0);
    const session = { id: 'session', provider: 'bench', name: '', role: 'friend' } as const;
    const key = {
      id: 'device',
      device: 'bench-tablet',
      keyPair: await newDeviceKeyPair()
    } as const;
    await store.open({ ...session, email: '', locale: 'de', token }, key, time);
  }

  async firstSync(name: string, token: string): Promise<number> {
    const store = await this.open(name);
    await this.signIn(store, token);
    for (;;) {
      const pulled = await store.steps.pullInbox();
      if (pulled.is !== 'pulled') throw new Error(pulled.is);
      if (pulled.isDone) return store.relaxed.inbox.count();
    }
  }

  async openAndList(name: string): Promise<{ _id: string }[]> {
    const { relaxed } = await this.open(name);
    const [documents, rows] = await Promise.all([
      relaxed.inbox.where('type').equals('job').toArray(),
      relaxed.outbox.toArray()
    ]);
    // What the screen really shows: each document with this device's waiting actions on it.
    const catalog = newCatalogLookup([]);
    return (documents as JobDocument[]).map((document) => {
      const own = rows.filter((row) => row.order === document.order);
      return { _id: document._id, ...jobView(document, own, catalog) };
    });
  }

  async close(): Promise<void> {
    await this.store?.close();
  }
}

class Raw implements Peer {
  file: IndexedDbFile | undefined;

  async firstSync(name: string, token: string): Promise<number> {
    const file = (this.file = await IndexedDbFile.open(name));
    const ask = authorized(token);
    let since = '0';
    for (;;) {
      const query = `since=${encodeURIComponent(since)}&limit=${BATCH}&include_docs=true`;
      const answer = await ask(`${inboxUrl()}/_changes?${query}`);
      const body = (await answer.json()) as {
        results: { doc: { _id: string } }[];
        last_seq: string;
      };
      since = body.last_seq;
      const checkpoint = { _id: 'checkpoint', since };
      await file.putAll([...body.results.map((row) => row.doc), checkpoint]);
      if (body.results.length < BATCH) return (await file.all()).length - 1;
    }
  }

  async openAndList(name: string): Promise<{ _id: string }[]> {
    this.file = await IndexedDbFile.open(name);
    return (await this.file.all()).filter((row) => row._id.startsWith('job:'));
  }

  async close(): Promise<void> {
    this.file?.close();
  }
}

class Pouch implements Peer {
  db: PouchDB | undefined;

  async firstSync(name: string, token: string): Promise<number> {
    const db = (this.db = new PouchDB(name));
    const remote = new PouchDB(inboxUrl(), { fetch: authorized(token) });
    await db.replicate.from(remote, { batch_size: BATCH });
    return (await db.info()).doc_count;
  }

  async openAndList(name: string): Promise<{ _id: string }[]> {
    const db = (this.db = new PouchDB(name));
    const range = { startkey: 'job:', endkey: 'job:\uffff', include_docs: true };
    return (await db.allDocs(range)).rows.map((row) => row.doc!);
  }

  async close(): Promise<void> {
    await this.db?.close();
  }
}

class Rx implements Peer {
  collection: RxCollection | undefined;

  async #open(name: string): Promise<RxCollection> {
    const db = await createRxDatabase({
      name,
      storage: getRxStorageDexie(),
      multiInstance: false
    });
    const { inbox } = await db.addCollections({
      inbox: {
        schema: {
          version: 0,
          primaryKey: '_id',
          type: 'object',
          properties: { _id: { type: 'string', maxLength: 120 } }
        }
      }
    });
    this.collection = inbox as RxCollection;
    return this.collection;
  }

  async firstSync(name: string, token: string): Promise<number> {
    const collection = await this.#open(name);
    const replication = replicateCouchDB({
      replicationIdentifier: name,
      collection,
      url: `${inboxUrl()}/`,
      fetch: authorized(token),
      live: false,
      pull: { batchSize: BATCH }
    });
    await replication.awaitInitialReplication();
    return collection.count().exec();
  }

  async openAndList(name: string): Promise<{ _id: string }[]> {
    const collection = await this.#open(name);
    const found = await collection.find().exec();
    return found.map((each) => each.toJSON() as { _id: string });
  }

  async close(): Promise<void> {
    await this.collection?.database.close();
  }
}

export const PEERS = {
  ours: () => new Ours(),
  raw: () => new Raw(),
  pouchdb: () => new Pouch(),
  rxdb: () => new Rx()
};
export type PeerName = keyof typeof PEERS;

/**
 * One action, on the disk before it resolves. The limit: the very same rows with the same indexes in one strict
 * transaction by hand, without hashing, signing and checking; and, for scale, one put of one row without an index.
 */
export async function strictWrites(
  token: string,
  count: number
): Promise<{ ours: number[]; raw: number[]; rawPut: number[] }> {
  const ours = new Ours();
  const store = await ours.open(`strict-${Math.random()}`);
  await ours.signIn(store, token);
  const file = await IndexedDbFile.open(`strict-raw-${Math.random()}`);
  const text = 'Router im Flur platziert, Empfang gemessen';
  const figures = { ours: [] as number[], raw: [] as number[], rawPut: [] as number[] };
  const timed = async (into: number[], run: () => Promise<unknown>) => {
    const startedAt = performance.now();
    await run();
    into.push(performance.now() - startedAt);
  };
  for (let index = 0; index < count; index += 1) {
    await timed(figures.ours, () => store.recordAction('note.add', 'order-1', { text }));
    const row = (await store.relaxed.outbox.toCollection().last())!;
    const { seq, action } = row;
    const chain = { id: 'chain', seq, hash: action.hash, anchor: 0, time: 0 };
    await timed(figures.raw, () => file.putAction(row, chain));
    await timed(figures.rawPut, () =>
      file.putAll([{ ...action, _id: `${action._id}-raw` }], 'strict')
    );
  }
  await ours.close();
  file.close();
  return figures;
}
