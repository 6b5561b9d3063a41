import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EPOCH_ID } from '../../sync-server/store/epoch.ts';
import { aClock, type TestClock } from './a-clock.ts';
import { aPackage } from './builders.ts';
import { openTestStore } from './test-engine.ts';
import { startTestServer, type TestServer } from './test-server.ts';

/** A server whose disk can be lost: what it is after `restore` is another copy of the data. */
export interface RestorableServer {
  /** As it is now; another one after each of the below. */
  readonly server: TestServer;
  readonly clock: TestClock;
  backUp(): Promise<void>;
  /** Everything since the backup is gone. */
  restore(): Promise<void>;
  close(): Promise<void>;
}

export async function aRestorableServer(
  options: Parameters<typeof startTestServer>[0] = {}
): Promise<RestorableServer> {
  const folder = await mkdtemp(join(tmpdir(), 'mila-restored-'));
  const [dataDir, copy] = [join(folder, 'data'), join(folder, 'copy')];
  const clock = aClock();
  const start = () => startTestServer({ ...options, dataDir, clock });
  let server = await start();
  await server.store.catalog.put(aPackage());

  async function whileStopped(work: () => Promise<unknown>): Promise<void> {
    await server.close();
    await work();
    server = await start();
  }

  return {
    get server() {
      return server;
    },
    clock,
    backUp: () => whileStopped(() => cp(dataDir, copy, { recursive: true })),
    restore: () =>
      whileStopped(async () => {
        await rm(dataDir, { recursive: true });
        await cp(copy, dataDir, { recursive: true });
        const store = await openTestStore(dataDir);
        const epoch = await store.people.get(EPOCH_ID);
        if (epoch) await store.people.remove(EPOCH_ID, epoch._rev);
        await store.close();
      }),
    async close() {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    }
  };
}
