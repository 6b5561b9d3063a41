// Which version of this program wrote the data, so that an older one does not misread them.
import type { Store } from './store.ts';
import type { StoredDocument } from './stored-document.ts';

export const DATA_VERSION = 1;

interface DataVersion extends StoredDocument {
  type: 'dataVersion';
  version: number;
}

const ID = 'data-version';

/** Data of a version that this program does not know are left alone. @throws with what to do */
export async function checkDataVersion({ people }: Pick<Store, 'people'>): Promise<void> {
  const { doc } = await people.update<DataVersion>(ID, (current) =>
    current ? undefined : { _id: ID, type: 'dataVersion', version: DATA_VERSION }
  );
  const version = doc?.version ?? DATA_VERSION;
  if (version <= DATA_VERSION) return;
  throw new Error(
    `its data were written by a newer version (data version ${version}, ` +
      `this program knows ${DATA_VERSION}). Start the newer version again, ` +
      'or use another DATA_DIR (or COUCHDB_PREFIX). Nothing was changed.'
  );
}
