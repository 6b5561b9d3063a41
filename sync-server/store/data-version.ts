// Which version of this program wrote the data, so that an older one does not misread them.
// Data of a version that this program does not know are left alone: starting is refused.
import type { Store } from './store.ts';
import type { StoredDocument } from './stored-document.ts';

export const DATA_VERSION = 1;

interface DataVersion extends StoredDocument {
  type: 'dataVersion';
  version: number;
}

const ID = 'data-version';

/** @throws with what to do, where the data were written by another version */
export async function checkDataVersion({ people }: Pick<Store, 'people'>): Promise<void> {
  const { doc } = await people.update<DataVersion>(ID, (current) =>
    current ? undefined : { _id: ID, type: 'dataVersion', version: DATA_VERSION }
  );
  const version = doc?.version ?? DATA_VERSION;
  if (version === DATA_VERSION) return;
  throw new Error(
    `its data were written by another version (data version ${version}, ` +
      `this program knows ${DATA_VERSION}). Start that version again, ` +
      'or use another DATA_DIR (or COUCHDB_PREFIX). Nothing was changed.'
  );
}
