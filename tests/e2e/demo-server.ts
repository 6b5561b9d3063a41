import { cpSync, rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { newDataDir, startRealServer, type RealServer } from '../support/real-server.ts';
import { couchdbUrl } from '../support/store-under-test.ts';
import { JANA } from './demo-people.ts';
import { HttpDevice } from './http-device.ts';

/** Offers of the demo run out within minutes: no server starts with older ones. */
const FRESH_MS = 150_000;
const LOOK_EVERY_MS = 250;

let made: { dataDir: string; at: number } | undefined;
process.once('exit', discard);

/** A server with the demo's data. One makes them, and the next ones of this worker start with a copy. */
export async function startDemoServer(settings: Record<string, string> = {}): Promise<RealServer> {
  // A CouchDB's databases are nobody's to copy: each server makes the data itself.
  if (couchdbUrl !== null) return startRealServer({ DEMO: '1', ...settings });
  if (!made || Date.now() - made.at > FRESH_MS) {
    discard();
    made = { at: Date.now(), dataDir: await makeDemoData() };
  }
  const dataDir = newDataDir();
  cpSync(made.dataDir, dataDir, { recursive: true });
  return startRealServer({ DEMO: '1', ...settings }, dataDir);
}

function discard(): void {
  if (made) rmSync(made.dataDir, { recursive: true, force: true });
  made = undefined;
}

async function makeDemoData(): Promise<string> {
  const server = await startRealServer({ DEMO: '1' });
  await untilInboxRests(server);
  await server.stop();
  return server.dataDir;
}

/** Whatever was not written into the inboxes by now, each copy's server writes for itself. */
async function untilInboxRests(server: RealServer): Promise<void> {
  const device = await HttpDevice.signIn(server, JANA);
  for (let before = ''; ; await wait(LOOK_EVERY_MS)) {
    const seen = await device.everything();
    if (seen === before && seen.includes('"job:')) return;
    before = seen;
  }
}
