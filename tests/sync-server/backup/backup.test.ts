import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { backUp } from '../../../sync-server/backup/back-up.ts';
import { restore } from '../../../sync-server/backup/restore.ts';
import { aWorkedStore, WORKED, type WorkedStore } from '../../support/a-worked-store.ts';
import { anOrder } from '../../support/builders.ts';
import { ON_THE_ENGINE } from '../../support/store-under-test.ts';
import { startTestServer } from '../../support/test-server.ts';
import { until } from '../../support/until.ts';

let worked: WorkedStore;
let folder: string;
const inFolder = (name: string) => join(folder, name);
beforeAll(async () => {
  worked = await aWorkedStore(ON_THE_ENGINE);
  folder = await mkdtemp(join(tmpdir(), 'mila-backup-'));
});
afterAll(async () => {
  await worked.close();
  await rm(folder, { recursive: true, force: true });
});

it('[S5.5] a backup is taken while the server writes, and is of one moment', async () => {
  const { store, deps } = worked.server;
  let isWriting = true;
  const writing = (async () => {
    for (let n = 0; isWriting; n += 1) {
      await deps.orderWork.writer.book(anOrder({ id: `busy-${n}` as never }));
    }
  })();
  await until(() => store.orders.get('busy-3'), 'some writes');
  expect(await backUp(worked.reached, inFolder('backup'), 1)).toBe(1);
  isWriting = false;
  await writing;
  const verified = await restore(inFolder('backup'), inFolder('restored'));
  expect(verified.breaches).toEqual([]);
  expect(verified.figures).toMatchObject({ photos: 1, 'ledger: invoice': 1 });
  expect(verified.figures.orders).toBeGreaterThan(3);
});

it('[S5.6] what was restored goes on as a copy of its own, and begins every feed again', async () => {
  const before = await worked.server.store.orders.changes({ since: '0' });
  const server = await startTestServer({
    dataDir: inFolder('restored'),
    config: ON_THE_ENGINE,
    clock: worked.server.clock,
    background: false
  });
  try {
    expect(server.deps.epoch).not.toBe(worked.server.deps.epoch);
    expect(server.deps.keys.publicKey).toBe(worked.server.deps.keys.publicKey);
    const again = await server.store.orders.changes({ since: before.lastSeq });
    expect(again.results.map(({ id }) => id)).toContain(WORKED);
  } finally {
    await server.close({ keepData: true });
  }
});

it('[S5.5] a backup is brought up to date, and nothing else is overwritten', async () => {
  expect(await backUp(worked.reached, inFolder('backup'), 2)).toBe(0);
  await expect(restore(inFolder('backup'), inFolder('restored'))).rejects.toThrow(/already/);
  await expect(restore(inFolder('none'), inFolder('other'))).rejects.toThrow(/no backup/);
  await expect(restore(worked.server.dataDir, inFolder('other'))).rejects.toThrow(/A server runs/);
  await writeFile(inFolder('mine.txt'), '');
  await expect(backUp(worked.reached, folder, 3)).rejects.toThrow(/not empty/);
  expect(existsSync(inFolder('other'))).toBe(false);
});
