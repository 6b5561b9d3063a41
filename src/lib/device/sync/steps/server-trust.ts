// Whether what came is from the server that this device signed in to. What must hold:
// 1. The server's key comes with a sign-in and is pinned until the next one; a feed never changes
//    it. Earlier keys stay, so that what they signed stays genuine.
// 2. A verdict on this device's own action and a document of the catalogue are stored only with a
//    genuine signature. What fails is left out and written down; what was there before stays: the
//    action waits on, the older price list serves on. It is asked for again when the app starts and
//    after a sign-in.
// 3. Where nothing can be checked (no key yet, a browser without Ed25519), everything is taken and
//    the screen says so.
import { catalogBody, importServerKey, isSignedBy } from '#domain/protocol/server-signature.ts';
import { receiptBody, type VerdictDocument } from '#domain/protocol/verdict.ts';
import type { Changes } from '../../door/feed-answer.ts';
import type { DeviceDatabase } from '../../store/device-database.ts';
import { readDistrust } from './distrust.ts';

export type ServerTrust = 'checked' | 'noKey' | 'notSupported';

interface Sifted {
  genuine: Changes;
  /** Ids of documents. */
  refused: string[];
}

export async function readTrust(relaxed: DeviceDatabase): Promise<ServerTrust> {
  const row = await relaxed.checkpoints.get('serverKeys');
  if (row?.id !== 'serverKeys') return 'noKey';
  return (await importServerKey(row.keys[0] ?? '')) ? 'checked' : 'notSupported';
}

/** What of a pulled batch is genuine. */
export async function sift(relaxed: DeviceDatabase, changes: Changes): Promise<Sifted> {
  const keys = await pinnedKeys(relaxed);
  if (keys.length === 0) return { genuine: changes, refused: [] };
  const verdicts = changes.rows.filter((row) => row.doc?.type === 'verdict');
  const own = await relaxed.outbox.bulkGet(verdicts.map(({ doc }) => String(doc?.['action'])));
  const hashes = new Map(own.flatMap((row) => (row ? [[row.id, row.action.hash]] : [])));
  const checks = await Promise.all(
    changes.rows.map(({ doc }) => {
      if (doc?.type !== 'verdict') return true;
      const verdict = doc as unknown as VerdictDocument;
      const hash = hashes.get(verdict.action);
      // Another device's, or no longer in the outbox: nothing hangs on it.
      if (hash === undefined) return true;
      return isGenuine(keys, receiptBody(hash, verdict), verdict.receipt);
    })
  );
  return split(changes, checks);
}

export async function siftCatalog(relaxed: DeviceDatabase, changes: Changes): Promise<Sifted> {
  const keys = await pinnedKeys(relaxed);
  if (keys.length === 0) return { genuine: changes, refused: [] };
  const checks = await Promise.all(
    changes.rows.map(({ doc }) => !doc || isGenuine(keys, catalogBody(doc), doc['signature']))
  );
  return split(changes, checks);
}

/** @returns whether it is news: not written down yet */
export async function writeDown(
  relaxed: DeviceDatabase,
  refused: readonly string[],
  at: number
): Promise<boolean> {
  const { checkpoints } = relaxed;
  return relaxed.transaction('rw', [checkpoints], async () => {
    const row = await readDistrust(relaxed);
    const fresh = refused.filter((id) => !row.items.some((each) => each.id === id));
    if (fresh.length === 0) return false;
    const items = [...row.items, ...fresh.map((id) => ({ id, at }))];
    await checkpoints.put({ ...row, items });
    return true;
  });
}

async function pinnedKeys({ checkpoints }: DeviceDatabase): Promise<CryptoKey[]> {
  const row = await checkpoints.get('serverKeys');
  if (row?.id !== 'serverKeys') return [];
  const keys = await Promise.all(row.keys.map(importServerKey));
  return keys.filter((key) => key !== null);
}

async function isGenuine(keys: CryptoKey[], body: object, signature: unknown): Promise<boolean> {
  if (typeof signature !== 'string') return false;
  for (const key of keys) if (await isSignedBy(key, body, signature)) return true;
  return false;
}

function split(changes: Changes, checks: readonly boolean[]): Sifted {
  const rows = changes.rows.filter((_row, index) => checks[index]);
  const refused = changes.rows.filter((_row, index) => !checks[index]).map((row) => row.id);
  return { genuine: { ...changes, rows }, refused };
}
