import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkDataVersion, DATA_VERSION } from '../../../sync-server/store/data-version.ts';
import { openStore, type Store } from '../../../sync-server/store/store.ts';

let folder: string;
let store: Store;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mila-version-'));
  store = await openStore({ couchdbUrl: null, couchdbPrefix: '', dataDir: folder });
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

describe('the version of the data', () => {
  it('is written at the first start, once, also by processes that start together', async () => {
    await Promise.all([checkDataVersion(store), checkDataVersion(store)]);
    const before = await store.people.withPrefix('');
    expect(before).toMatchObject([{ _id: 'data-version', version: DATA_VERSION }]);
    await checkDataVersion(store);
    expect(await store.people.withPrefix('')).toEqual(before);
  });

  it('refuses a newer one with what to do, and leaves the data alone', async () => {
    await store.people.put({ _id: 'data-version', type: 'dataVersion', version: 99 } as never);
    const before = await store.people.withPrefix('');
    await expect(checkDataVersion(store)).rejects.toThrow(
      /newer version \(data version 99, .*another DATA_DIR/
    );
    expect(await store.people.withPrefix('')).toEqual(before);
  });
});
