// A database that was emptied, or another one behind the same address, looks like a first start. So
// the store has an id, and DATA_DIR remembers it: a server that has run here before does not begin
// anew without a word.
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createOnce } from './create-once.ts';
import type { Store } from './store.ts';
import type { StoredDocument } from './stored-document.ts';

interface StoreMark extends StoredDocument {
  type: 'storeMark';
  store: string;
}

const ID = 'store-mark';

/** @throws with what to do, where this is not the store that DATA_DIR has known */
export async function checkStoreMark(
  { people }: Pick<Store, 'people'>,
  dataDir: string
): Promise<void> {
  const path = join(dataDir, 'store-mark.txt');
  const known = (await readFile(path, 'utf8').catch(() => '')).trim();
  const there = await people.get<StoreMark>(ID);
  if (known && known !== there?.store) {
    throw new Error(
      `its database is ${there ? 'another one than' : 'empty, and was not'} when it last ran here. ` +
        `Restore it, or set COUCHDB_URL and COUCHDB_PREFIX to the right one. To begin anew on ` +
        `purpose, delete ${path}. Nothing was changed.`
    );
  }
  if (known) return;
  const mark: StoreMark = { _id: ID, type: 'storeMark', store: randomUUID() };
  const { store } = there ?? (await createOnce<StoreMark>(people, mark));
  await mkdir(dataDir, { recursive: true });
  await writeFile(path, `${store}\n`, { mode: 0o600 });
}
