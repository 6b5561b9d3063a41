// A backup has the layout of a DATA_DIR: all databases as they were at one moment, in one file, and
// the photos. Photos come second: what a record in the databases calls whole is there by then.
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { WrongPlace } from '../reach/place.ts';
import type { Reached } from '../reach/reach-store.ts';
import { StoreUnavailable } from '../store/store-unavailable.ts';
import { copyFiles } from './copy-files.ts';

const MARK = 'backup.json';

/** Returns how many photos were new. @throws WrongPlace where something else is in the folder */
export async function backUp(
  { connection, place }: Reached,
  folder: string,
  now: number
): Promise<number> {
  await assertBackup(folder);
  await mkdir(join(folder, 'couch'), { recursive: true, mode: 0o700 });
  await writeFile(join(folder, MARK), JSON.stringify({ from: place.dataDir, begunAt: now }));
  await takeSnapshot(connection, join(folder, 'couch'));
  return copyFiles(place.filesDir, join(folder, 'files'));
}

/** The engine's file in `folder`, the old one until the new one is whole. */
export async function takeSnapshot(
  connection: Reached['connection'],
  folder: string
): Promise<void> {
  const file = resolve(folder, 'engine.sqlite');
  await rm(`${file}.new`, { force: true });
  const body = { file: `${file}.new` };
  const answer = await connection.request({ method: 'POST', path: '_snapshot', body });
  if (!answer.ok) throw new StoreUnavailable(`it gives no copy of itself: ${answer.reason}`);
  // Of a copy that was looked at before.
  for (const rest of ['-wal', '-shm']) await rm(`${file}${rest}`, { force: true });
  await rename(`${file}.new`, file);
}

async function assertBackup(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  if (names.length === 0 || existsSync(join(folder, MARK))) return;
  throw new WrongPlace(
    `${folder} is not empty and no backup of before: name a folder of its own, or a new one.`
  );
}
