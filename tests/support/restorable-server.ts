import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backUp } from '../../sync-server/backup/back-up.ts';
import { restore } from '../../sync-server/backup/restore.ts';
import { readPlace } from '../../sync-server/reach/place.ts';
import { reachStore } from '../../sync-server/reach/reach-store.ts';
import { aClock, type TestClock } from './a-clock.ts';
import { aPackage } from './builders.ts';
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

  return {
    get server() {
      return server;
    },
    clock,
    async backUp() {
      const reached = await reachStore(readPlace(dataDir, {}));
      await backUp(reached, copy, clock.now()).finally(() => reached.close());
    },
    async restore() {
      await server.close();
      await rm(dataDir, { recursive: true });
      const { breaches } = await restore(copy, dataDir);
      if (breaches.length > 0) throw new Error(`the backup is not sound: ${breaches[0]!.says}`);
      server = await start();
    },
    async close() {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    }
  };
}
