import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backUp } from '../../sync-server/backup/back-up.ts';
import { restore } from '../../sync-server/backup/restore.ts';
import { copyStore } from '../../sync-server/copy/copy-store.ts';
import { readPlace } from '../../sync-server/reach/place.ts';
import { reachStore } from '../../sync-server/reach/reach-store.ts';
import type { Verified } from '../../sync-server/verify/verify-store.ts';
import { aClock, type TestClock } from './a-clock.ts';
import { aPackage } from './builders.ts';
import { couchdbUrl, placeUnderTest, removeTestDatabases } from './store-under-test.ts';
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

interface Operator {
  backUp(now: number): Promise<void>;
  /** Over nothing: the disk is lost. */
  restore(): Promise<Pick<Verified, 'breaches'>>;
}

function operatorOfEngine(dataDir: string, copy: string): Operator {
  return {
    async backUp(now) {
      const reached = await reachStore(placeUnderTest(dataDir));
      await backUp(reached, copy, now).finally(() => reached.close());
    },
    restore: () => restore(copy, dataDir)
  };
}

/** Of a CouchDB a copy is the backup, and copying it back restores it. */
function operatorOfCouchdb(dataDir: string, copy: string): Operator {
  const place = placeUnderTest(dataDir);
  const backup = readPlace(copy, {});
  const quiet = () => undefined;
  return {
    async backUp() {
      await copyStore(place, backup, quiet);
    },
    async restore() {
      await removeTestDatabases(dataDir);
      return (await copyStore(backup, place, quiet)).verified;
    }
  };
}

export async function aRestorableServer(
  options: Parameters<typeof startTestServer>[0] = {}
): Promise<RestorableServer> {
  const folder = await mkdtemp(join(tmpdir(), 'mila-restored-'));
  const [dataDir, copy] = [join(folder, 'data'), join(folder, 'copy')];
  const clock = aClock();
  const operator =
    couchdbUrl === null ? operatorOfEngine(dataDir, copy) : operatorOfCouchdb(dataDir, copy);
  const start = () => startTestServer({ ...options, dataDir, clock });
  let server = await start();
  await server.store.catalog.put(aPackage());

  return {
    get server() {
      return server;
    },
    clock,
    backUp: () => operator.backUp(clock.now()),
    async restore() {
      await server.close();
      await rm(dataDir, { recursive: true, force: true });
      const { breaches } = await operator.restore();
      if (breaches.length > 0) throw new Error(`the backup is not sound: ${breaches[0]!.says}`);
      server = await start();
    },
    async close() {
      await server.close();
      await removeTestDatabases(dataDir);
      await rm(folder, { recursive: true, force: true });
    }
  };
}
