/** Every store contract on every engine: embedded, embedded in a worker, and CouchDB if COUCHDB_URL names one. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEngine, startEngineWorker } from '../../sync-server/couch-engine/engine.ts';
import { attachmentsContract } from './attachments-contract.ts';
import { changesContract } from './changes-contract.ts';
import { documentsContract } from './documents-contract.ts';
import { findContract } from './find-contract.ts';
import type { OpenStore } from './open-store.ts';
import { protocolContract } from './protocol-contract.ts';
import { queryContract } from './query-contract.ts';
import { syncContract } from './sync-contract.ts';

async function embedded(start: typeof startEngine): Promise<OpenStore> {
  const dataDir = await mkdtemp(join(tmpdir(), 'engine-'));
  const credentials = { user: 'admin', password: 'a secret' };
  const engine = await start({ dataDir, ...credentials });
  const close = async () => {
    await engine.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { url: engine.url, ...credentials, close };
}

const engines: Record<string, () => Promise<OpenStore>> = {
  'the embedded engine': () => embedded(startEngine),
  'the embedded engine in a worker': () => embedded(startEngineWorker)
};

const { COUCHDB_URL } = process.env;
if (COUCHDB_URL) {
  const { username, password, origin } = new URL(COUCHDB_URL);
  engines.CouchDB = async () => ({
    url: origin,
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    close: async () => {}
  });
}

for (const [name, open] of Object.entries(engines)) {
  documentsContract(name, open);
  changesContract(name, open);
  attachmentsContract(name, open);
  queryContract(name, open);
  protocolContract(name, open);
  findContract(name, open);
  syncContract(name, open);
}
