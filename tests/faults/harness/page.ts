// The device's store in a page of its own, for tests that break things around it. Not part of the app.
import { Dexie } from 'dexie';
import { hashOfText } from '../../../src/domain/protocol/hash.ts';
import { actionHashText } from '../../../src/domain/protocol/action-hash.ts';
import { toBase64url } from '../../../src/domain/protocol/base64url.ts';
import { systemClock } from '../../../src/lib/device/time/device-clock.ts';
import { newDeviceKeyPair } from '../../../src/lib/device/store/device-key.ts';
import { DeviceError } from '../../../src/lib/device/store/device-error.ts';
import { openDeviceStore, type DeviceStore } from '../../../src/lib/device/device-store.ts';
import { readJob, readJobs } from '../../../src/lib/device/views/read-view.ts';
import { ServerTime } from '../../../src/lib/device/store/server-time.ts';
import { shrinkPhoto, thumbnailOf } from '../../../src/lib/device/photos/photo-picture.ts';

const NAME = 'mila-anna';

/** As fast as `pace` times real time: a test waits for what happens, not for the clock. */
async function open(pace = 1): Promise<DeviceStore> {
  const store = await openDeviceStore({
    name: NAME,
    fetch: (url, init) => fetch(url, init),
    locks: navigator.locks,
    clock: { ...systemClock, sleep: (ms, signal) => systemClock.sleep(ms / pace, signal) }
  });
  if (!store.isSignedIn) {
    const time = new ServerTime(systemClock);
    time.observe(Date.now(), 0);
    const session = {
      id: 'session',
      provider: 'anna',
      name: 'Anna',
      role: 'friend',
      email: 'anna@example.org',
      locale: 'de',
      token: 'token'
    } as const;
    await navigator.locks.request('sign-in', async () => {
      const device = crypto.randomUUID();
      await store.open(session, { id: 'device', device, keyPair: await newDeviceKeyPair() }, time);
    });
  }
  return store;
}

/** What the store holds, checked: the chain, the hashes, every photo's bytes. */
async function inspect(store: DeviceStore) {
  const rows = await store.relaxed.outbox.toArray();
  const chain = await store.relaxed.checkpoints.get('chain');
  const faults: string[] = [];
  let previous: string | null = null;
  for (const [index, { seq, action }] of rows.entries()) {
    if (seq !== index + 1) faults.push(`seq ${seq} at ${index}`);
    if (action.previous !== previous) faults.push(`fork at ${seq}`);
    if ((await hashOfText(actionHashText(action))) !== action.hash) faults.push(`hash of ${seq}`);
    previous = action.hash;
    if (action.kind !== 'photo.add') continue;
    const { sha256 } = action.body as { sha256: string };
    const blob = (await store.relaxed.photos.get(sha256))?.blob;
    const digest = await crypto.subtle.digest(
      'SHA-256',
      (await blob?.arrayBuffer()) ?? new ArrayBuffer()
    );
    if (toBase64url(new Uint8Array(digest)) !== sha256) faults.push(`photo of ${seq}`);
  }
  const head = chain?.id === 'chain' ? chain : undefined;
  if ((head?.seq ?? 0) !== rows.length) faults.push(`head ${head?.seq} of ${rows.length}`);
  if ((head?.hash ?? null) !== previous) faults.push('hash of the head');
  return {
    faults,
    hashes: rows.map((row) => row.action.hash),
    drafts: await store.relaxed.drafts.count()
  };
}

/** Some bytes as a photo; what is in them does not matter to the store. */
async function addBytes(store: DeviceStore, size: number) {
  const bytes = new Uint8Array(size);
  for (let start = 0; start < size; start += 65_536) {
    crypto.getRandomValues(bytes.subarray(start, Math.min(size, start + 65_536)));
  }
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  const sha256 = toBase64url(new Uint8Array(digest));
  const body = { sha256, size, type: 'image/webp', caption: '' } as const;
  return store.addPhoto('order1', body, new Blob([bytes], { type: 'image/webp' }));
}

/** Writes until the page dies; says so after each action that is on the disk. */
async function writeForEver(store: DeviceStore): Promise<never> {
  for (let n = 0; ; n += 1) {
    const key = `note/${n}`;
    if (n % 2 === 0) await store.drafts.save(key, { text: `n${n}` });
    const action =
      n % 5 === 4
        ? await addBytes(store, 40_000)
        : await store.recordAction('note.add', 'order1', { text: `n${n}` }, { draft: key });
    console.info(`ack ${action.seq} ${action.hash}`);
  }
}

/** What the next version of the app would do to the database: a new table, a new index, a new member. */
async function openNewerSchema(): Promise<void> {
  const newer = new Dexie(NAME);
  newer.version(99).stores({
    inbox: '_id, type, order, generation',
    catalog: '_id, type',
    outbox: 'id, seq, order, state, kind',
    photos: 'sha256, state, order',
    drafts: 'key',
    keys: 'id',
    checkpoints: 'id',
    receipts: 'id, order',
    routes: 'id'
  });
  await newer.open();
  await newer.table('outbox').toCollection().modify({ colour: 'new' });
  await newer.table('routes').put({ id: 1 });
  newer.close();
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    return error instanceof DeviceError ? error.code : String(error);
  }
}

/** Every read-write transaction since the page was loaded, as the browser itself describes it. */
const transactions: { stores: string[]; durability: string }[] = [];
const originalTransaction = IDBDatabase.prototype.transaction;
IDBDatabase.prototype.transaction = function (...args: Parameters<typeof originalTransaction>) {
  const transaction = originalTransaction.apply(this, args) as IDBTransaction & {
    durability: string;
  };
  const { mode, durability } = transaction;
  if (mode === 'readwrite') {
    transactions.push({ stores: [...transaction.objectStoreNames], durability });
  }
  return transaction;
};

/** The n-th write to this table aborts its transaction, once. */
function abortAtPut(table: string, nth: number): void {
  const original = IDBObjectStore.prototype.put;
  let left = nth;
  IDBObjectStore.prototype.put = function (...args: Parameters<typeof original>) {
    const request = original.apply(this, args);
    if (this.name === table && (left -= 1) === 0) this.transaction.abort();
    return request;
  };
}

const harness = {
  open,
  inspect,
  addBytes,
  writeForEver,
  openNewerSchema,
  codeOf,
  transactions,
  abortAtPut,
  readJob,
  readJobs,
  shrinkPhoto,
  thumbnailOf
};
declare global {
  var mila: typeof harness;
  /** The store that a test works on. */
  var store: DeviceStore;
}
globalThis.mila = harness;
