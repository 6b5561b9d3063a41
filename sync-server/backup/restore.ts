// Puts a backup, or a copy of a DATA_DIR, back as a store of its own: devices and replicators of the
// store that it was copied from begin again at its start (store/epoch.ts).
import { existsSync } from 'node:fs';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { renewIdentity } from '../couch-engine/engine.ts';
import { readPlace, WrongPlace } from '../reach/place.ts';
import { reachStore, type Reached } from '../reach/reach-store.ts';
import { EPOCH_ID } from '../store/epoch.ts';
import { toldEngine } from '../store/running-engine.ts';
import { verifyStore, type Verified } from '../verify/verify-store.ts';
import { copyFiles } from './copy-files.ts';

/** What was restored, verified. @throws WrongPlace where it would overwrite something */
export async function restore(from: string, dataDir: string, prefix = ''): Promise<Verified> {
  const source = join(from, 'couch', 'engine.sqlite');
  const target = join(dataDir, 'couch', 'engine.sqlite');
  await assertRestorable(from, dataDir);
  await mkdir(join(dataDir, 'couch'), { recursive: true, mode: 0o700 });
  await copyFiles(join(from, 'files'), join(dataDir, 'files'));
  // What a snapshot of a file system has of a running engine: the log belongs to the file.
  if (existsSync(`${source}-wal`)) await copyFile(`${source}-wal`, `${target}-wal`);
  await copyFile(source, target);
  const store = await reachStore(readPlace(dataDir, {}, { prefix }));
  // By the places that the server wrote down, which count for nothing once the store is another.
  const verified = await verifyAndForget(store, prefix).finally(() => store.close());
  renewIdentity(join(dataDir, 'couch'));
  return verified;
}

async function verifyAndForget(store: Reached, prefix: string): Promise<Verified> {
  const verified = await verifyStore(store);
  const where = { db: `${prefix}people`, path: EPOCH_ID } as const;
  const found = await store.connection.request<{ _rev: string }>(where);
  const rev = found.ok ? found.body._rev : undefined;
  if (rev) await store.connection.request({ method: 'DELETE', ...where, qs: { rev } });
  return verified;
}

async function assertRestorable(from: string, dataDir: string): Promise<void> {
  if (!existsSync(join(from, 'couch', 'engine.sqlite'))) {
    throw new WrongPlace(`There is no backup in ${from}: name the folder that backup wrote.`);
  }
  if (existsSync(join(dataDir, 'couch'))) {
    throw new WrongPlace(
      `There is a store in ${dataDir} already. Nothing was changed: move it away and keep it, or ` +
        'name another folder.'
    );
  }
  if ((await toldEngine(from)) === undefined) return;
  const running = await reachStore(readPlace(from, {}));
  await running.close();
  if (!running.isInUse) return rm(join(from, 'couch', 'running.json'), { force: true });
  throw new WrongPlace(`A server runs on ${from}: take a backup of it and restore that.`);
}
