import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { compactErased } from '../../../sync-server/order-work/keep-erased.ts';
import { openStore } from '../../../sync-server/store/store.ts';
import { startTestEngine } from '../../support/test-engine.ts';

it('[S2.14] what was erased is gone from the disk, old revisions too', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'mila-erased-'));
  const settings = { couchdbUrl: null, couchdbPrefix: '', dataDir };
  const store = await openStore(settings, startTestEngine);
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
  expect(await old()).toEqual(databases.map(() => undefined));
  await store.close();
  await rm(dataDir, { recursive: true, force: true });
});
