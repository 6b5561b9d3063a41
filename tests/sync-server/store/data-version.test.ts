import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkDataVersion, DATA_VERSION } from '../../../sync-server/store/data-version.ts';
import type { Store } from '../../../sync-server/store/store.ts';
import { anOrder } from '../../support/builders.ts';
import { removeTestDatabases } from '../../support/store-under-test.ts';
import { openTestStore } from '../../support/test-engine.ts';

let folder: string;
let store: Store;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mila-version-'));
  store = await openTestStore(folder);
});
afterEach(async () => {
  await store.close();
  await removeTestDatabases(folder);
  await rm(folder, { recursive: true, force: true });
});

describe('the version of the data', () => {
  it('is written at the first start, once, whoever is first', async () => {
    await Promise.all([checkDataVersion(store), checkDataVersion(store)]);
    const written = await store.people.get('data-version');
    expect(written).toMatchObject({ version: DATA_VERSION });
    await checkDataVersion(store);
    expect(await store.people.get('data-version')).toEqual(written);
  });

  it.each([DATA_VERSION + 1, 0])(
    'refuses to start on data of another version (%i), says what to do and changes nothing',
    async (version) => {
      await store.orders.put(anOrder());
      await store.people.put({ _id: 'data-version', type: 'dataVersion', version } as never);
      const before = [await store.orders.get('order1'), await store.people.get('data-version')];
      await expect(checkDataVersion(store)).rejects.toThrow(/another version[^]*DATA_DIR/);
      const after = [await store.orders.get('order1'), await store.people.get('data-version')];
      expect(after).toEqual(before);
    }
  );
});
