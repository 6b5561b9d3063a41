// Copies a whole store into another place, over HTTP, by PouchDB's replication: revisions,
// deletions and conflicts as they are. `_local` documents stay behind: they are places in feeds, and
// the target's feeds are its own (decisions/0001-a-copy-is-a-store-of-its-own.md).
import { copyFiles } from '../backup/copy-files.ts';
import { readPages } from '../reach/read-pages.ts';
import type { Place } from '../reach/place.ts';
import { openStoreAt } from '../reach/open-store-at.ts';
import { reachStore, type Reached } from '../reach/reach-store.ts';
import type { Store } from '../store/store.ts';
import { verifyStore, type Verified } from '../verify/verify-store.ts';
import { printOf } from './compare-databases.ts';
import { claimTarget, makeDatabase } from './copy-target.ts';
import { inCopyOrder } from './database-order.ts';
import { Pouch } from './pouch.ts';
import { reachStill } from './still-source.ts';

export interface Copied {
  databases: number;
  written: number;
  photos: number;
  /** Databases that are not equal afterwards: somebody wrote meanwhile. */
  different: string[];
  /** Of the source as it was copied. */
  verified: Verified;
}

type Tell = (line: string) => void;

/** Copies what the target lacks; going on after a break is calling it again. */
export async function copyStore(from: Place, to: Place, tell: Tell): Promise<Copied> {
  const source = await reachStill(from);
  try {
    const target = await reachStore(to, { isMade: true });
    const store = await openStoreAt(target);
    return await copyBetween(source, { ...target, store }, tell).finally(async () => {
      await store.close();
      await target.close();
    });
  } finally {
    await source.close();
  }
}

async function copyBetween(
  source: Reached,
  target: Reached & { store: Store },
  tell: Tell
): Promise<Copied> {
  await claimTarget(source, target, target.store);
  const pages = readPages(source.connection, source.place.prefix);
  const names = inCopyOrder(await pages.names());
  const copied = { databases: names.length, written: 0, photos: 0, different: [] as string[] };
  // After the moment at which the databases stand, before anybody sees their records.
  if (source.place.filesDir !== target.place.filesDir) {
    copied.photos = await copyFiles(source.place.filesDir, target.place.filesDir);
  }
  for (const [index, name] of names.entries()) {
    await makeDatabase(target.store, name);
    const written = await replicate(name, source, target);
    copied.written += written;
    tell(`${index + 1}/${names.length} ${name}: ${written} new revisions`);
  }
  tell('Comparing …');
  for (const name of names) {
    if (!(await isEqual(name, source, target))) copied.different.push(name);
  }
  tell('Verifying …');
  return { ...copied, verified: await verifyStore(source) };
}

const BATCH = 100;
/** Their documents may be large. */
const OUTBOX_BATCH = 20;

async function replicate(name: string, source: Reached, target: Reached): Promise<number> {
  const open = ({ address, place }: Reached) =>
    new Pouch(`${address}/${encodeURIComponent(place.prefix + name)}`, { skip_setup: true });
  const batch_size = name.startsWith('outbox-') ? OUTBOX_BATCH : BATCH;
  // The place is kept in the target alone: the source may be a snapshot that is thrown away.
  const done = await open(source).replicate.to(open(target), { batch_size, checkpoint: 'target' });
  return done.docs_written;
}

async function isEqual(name: string, source: Reached, target: Reached): Promise<boolean> {
  const [one, other] = await Promise.all(
    [source, target].map(({ connection, place }) =>
      printOf(readPages(connection, place.prefix), name)
    )
  );
  return one!.hash === other!.hash && one!.documents === other!.documents;
}
