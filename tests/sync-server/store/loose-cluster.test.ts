import { afterEach, describe, expect, it } from 'vitest';
import { watchConflicts } from '../../../sync-server/cases/watch-conflicts.ts';
import { InConflict } from '../../../sync-server/store/conflicts.ts';
import { followChanges } from '../../../sync-server/store/follow-changes.ts';
import { StoreUnavailable } from '../../../sync-server/store/store-unavailable.ts';
import type { Store } from '../../../sync-server/store/store.ts';
import { aClock } from '../../support/a-clock.ts';
import { aLooseCluster, type LooseCluster, type Looseness } from '../../support/loose-cluster.ts';
import { casesOf, SILENT_LOG } from '../../support/order-work.ts';
import { until } from '../../support/until.ts';

let cluster: LooseCluster | undefined;
const stores: Store[] = [];
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  await cluster?.close();
  cluster = undefined;
});

async function open(is?: Partial<Looseness>, prefix?: string): Promise<Store> {
  cluster ??= await aLooseCluster(is);
  const store = await cluster.open(prefix);
  stores.push(store);
  return store;
}

describe('[S3.1] a cluster with more than one copy', () => {
  it('is refused at the start, with the database, its copies and what to do', async () => {
    await expect(open({ copies: 3 })).rejects.toThrow(
      /database orders has 3 copies.*COUCHDB_PREFIX/s
    );
  });

  it('is refused where it does not say how many copies it has', async () => {
    await expect(open({ copies: null })).rejects.toThrow(/does not tell how many copies.* orders/s);
  });

  it.each(['inbox', 'outbox'] as const)('is found out by one %s alone', async (kind) => {
    const store = await open();
    await store[kind]('anna').ready();
    cluster!.is.copies = (database) => (database.startsWith(kind) ? 2 : 1);
    await expect(cluster!.open()).rejects.toThrow(new RegExp(`database ${kind}-anna has 2 copies`));
    const later = store[kind]('berta').ready();
    await expect(later).rejects.toBeInstanceOf(StoreUnavailable);
  });
});

describe('[S3.2] a write that is answered with 202', () => {
  it.each([
    ['put', (store: Store) => store.orders.put({ _id: 'a' } as never)],
    ['update', (store: Store) => store.people.update('a', () => ({ _id: 'a' }))],
    ['bulk', (store: Store) => store.ledger.bulk([{ _id: 'a' }])],
    [
      'putRevisions',
      (store: Store) => store.outbox('anna').putRevisions([{ _id: 'a', _rev: '1-abc' }])
    ]
  ])('is no acknowledgement: %s', async (_, write) => {
    const store = await open();
    cluster!.is.writes = 202;
    await expect(write(store)).rejects.toBeInstanceOf(StoreUnavailable);
  });

  it('leaves two revisions that nothing is decided on until one of them is removed', async () => {
    const [one, other] = [await open(), await open()];
    cluster!.is.outdatedWrites = 202;
    const claim = (store: Store, who: string) =>
      store.people.update<{ _id: string; who?: string }>('place', (current) =>
        current ? undefined : { _id: 'place', who }
      );
    const told = await Promise.allSettled([claim(one, 'anna'), claim(other, 'berta')]);
    const won = told.flatMap((each) =>
      each.status === 'fulfilled' && each.value.written ? [1] : []
    );
    expect(won.length).toBeLessThanOrEqual(1);
    for (const store of [one, other]) {
      await expect(claim(store, 'carla')).rejects.toBeInstanceOf(InConflict);
      expect(await store.people.get('place')).not.toHaveProperty('_conflicts');
    }
    const stands = (await one.people.get('place'))!;
    await other.people.remove('place', stands._rev);
    const [first, second] = [await claim(one, 'carla'), await claim(other, 'carla')];
    expect([first.written, second.written]).toEqual([false, false]);
    expect(first.doc).toEqual(second.doc);
  });
});

it('[S3.3] makes a case of every conflict on what decides, once, and of nothing else', async () => {
  const store = await open();
  const stop = new AbortController();
  const deps = { store, clock: aClock(), log: SILENT_LOG, closing: stop.signal };
  const watching = watchConflicts(deps);
  await store.ledger.put({ _id: 'sound' });
  await store.ledger.putRevisions([
    { _id: 'invoice:1', _rev: '1-aaaa' },
    { _id: 'invoice:1', _rev: '1-bbbb' }
  ]);
  const cases = await until(async () => {
    const found = await casesOf(store);
    return found.length > 0 && found;
  });
  expect(cases).toMatchObject([{ kind: 'store.conflict', state: 'open' }]);
  expect(cases[0]!.note).toMatch('ledger/invoice:1: 1-bbbb stands, 1-aaaa is stored beside it');
  stop.abort();
  await watching;
});

describe('[S3.5] a place in a feed that is of another store', () => {
  it('is read from the start by whoever follows, also from its checkpoint', async () => {
    const store = await open({ sequences: /^\d+-(?!alien)/ });
    await store.catalog.put({ _id: 'a' });
    await store.catalog.put({ _id: '_local/test', seq: '7-alien' } as never);
    const seen: string[] = [];
    const stop = new AbortController();
    const ended = followChanges(store.catalog, {
      checkpoint: 'test',
      signal: stop.signal,
      onBatch: (changes) => void seen.push(...changes.map(({ id }) => id))
    });
    await until(() => seen.length > 0, 'what is there');
    await until(
      async () => (await store.catalog.get<never>('_local/test'))?.['seq'] !== '7-alien',
      'the new place'
    );
    stop.abort();
    await ended;
    expect(seen).toEqual(['a']);
  });
});

it('[S3.8] two processes that start at once make databases and indexes without a failure', async () => {
  cluster = await aLooseCluster({ indexRaces: 3 });
  const both = await Promise.all([open(), open()]);
  const query = { selector: { n: { $gt: 0 } }, index: { name: 'by-n', fields: ['n'] } };
  const found = await Promise.all(both.map((store) => store.cases.find(query)));
  expect(found).toEqual([[], []]);
});
