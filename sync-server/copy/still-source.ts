// A source that stands still while it is copied. Of an embedded store that a server writes to a
// snapshot is taken: one moment of all databases, served by an engine of its own. A CouchDB has no
// such moment: its processes have to be stopped, which the comparison at the end finds out.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeSnapshot } from '../backup/back-up.ts';
import { reachStore, type Reached } from '../reach/reach-store.ts';
import type { Place } from '../reach/place.ts';

export async function reachStill(place: Place): Promise<Reached> {
  const store = await reachStore(place);
  if (place.couchdbUrl !== null || !store.isInUse) return store;
  const folder = await mkdtemp(join(tmpdir(), 'mila-copy-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await mkdir(join(folder, 'couch'));
    await takeSnapshot(store.connection, join(folder, 'couch'));
    const still = await reachStore({ ...place, dataDir: folder });
    const close = () => still.close().finally(remove);
    return { ...still, place, close };
  } catch (error) {
    await remove();
    throw error;
  } finally {
    await store.close();
  }
}
