import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkDataKind } from '../../../sync-server/store/data-kind.ts';
import { checkDataVersion } from '../../../sync-server/store/data-version.ts';
import { anOrder } from '../../support/builders.ts';
import { twoStores, type TwoStores } from '../../support/two-stores.ts';

let stores: TwoStores;
beforeEach(async () => {
  stores = await twoStores();
  const { _rev } = (await stores.store.catalog.get('package:wlan')) ?? {};
  if (_rev) await stores.store.catalog.remove('package:wlan', _rev);
});
afterEach(() => stores.close());

const DEMO_ON_REAL = /data are real[^]*DEMO=0[^]*DATA_DIR/;
const REAL_ON_DEMO = /data are demo data[^]*DATA_DIR[^]*DEMO=1/;

describe('demo data and real data', () => {
  it('[S1.1] never come into one store, whichever was first', async () => {
    const { store } = stores;
    await checkDataVersion(store);
    await checkDataKind(store, true);
    await checkDataKind(store, true);
    await expect(checkDataKind(store, false)).rejects.toThrow(REAL_ON_DEMO);
    await checkDataKind(store, true);
  });

  it('[S1.1] are told apart in a store that nobody has filled yet', async () => {
    const { store } = stores;
    await checkDataKind(store, false);
    await expect(checkDataKind(store, true)).rejects.toThrow(DEMO_ON_REAL);
  });

  it.each([
    ['a demo', { _id: 'demo', type: 'demo' }, true, REAL_ON_DEMO],
    ['real people', { _id: 'account:a@b.ch', type: 'account' }, false, DEMO_ON_REAL]
  ])('[S1.1] are told apart in %s from before they were marked', async (_, doc, isDemo, error) => {
    const { store } = stores;
    await store.people.put(doc);
    await expect(checkDataKind(store, !isDemo)).rejects.toThrow(error);
    expect(await store.people.get(doc._id)).toMatchObject(doc);
    await checkDataKind(store, isDemo);
  });

  it('[S1.1] are real where there are orders and nothing else', async () => {
    await stores.store.orders.put(anOrder());
    await expect(checkDataKind(stores.store, true)).rejects.toThrow(DEMO_ON_REAL);
  });

  it('[S1.1] are decided once where two processes start together', async () => {
    const { store, otherStore } = stores;
    const both = await Promise.allSettled([
      checkDataKind(store, true),
      checkDataKind(otherStore, false)
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});
