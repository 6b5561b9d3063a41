import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { compactErased } from '../../../sync-server/order-work/keep-erased.ts';
import { removeTestDatabases } from '../../support/store-under-test.ts';
import { openTestStore } from '../../support/test-engine.ts';
import { until } from '../../support/until.ts';

it('[S2.14] what was erased is gone from the disk, old revisions too', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'mila-erased-'));
  const store = await openTestStore(dataDir);
  const databases = [store.mails, store.cases, store.inbox('anna'), store.inbox('ben')];
  const revs: string[] = [];
  for (const database of databases) {
    const first = await database.put({ _id: 'x', phone: '+41 61 555 02 02' } as never);
    if (!first.ok) throw new Error('not stored');
    revs.push(first.rev);
    await database.put({ _id: 'x', _rev: first.rev, phone: '' } as never);
  }
  const old = () => Promise.all(databases.map((each, n) => each.get('x', { rev: revs[n]! })));
  expect(JSON.stringify(await old())).toContain('555');
  await compactErased(store);
  // CouchDB answers at once and works on.
  await until(
    async () => (await old()).every((found) => found === undefined),
    'nothing to be left'
  );
  await store.close();
  await removeTestDatabases(dataDir);
  await rm(dataDir, { recursive: true, force: true });
});
