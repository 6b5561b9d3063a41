import { createHash } from 'node:crypto';
import type { StoreSettings } from '../../sync-server/store/store.ts';

/**
 * The one switch for every suite: with COUCHDB_URL set they all run over that CouchDB, each data folder with databases of its
 * own; without it over the embedded engine in that folder.
 */
export const couchdbUrl = process.env.COUCHDB_URL || null;

const ALL_TESTS = 'mila-test-';

export function storeSettings(dataDir: string): StoreSettings {
  if (couchdbUrl === null) return { couchdbUrl, couchdbPrefix: '', dataDir };
  const own = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  return { couchdbUrl, couchdbPrefix: `${ALL_TESTS}${own}-`, dataDir };
}

/** As a server's environment says it. */
export function storeEnvironment(dataDir: string): Record<string, string> {
  const { couchdbUrl: url, couchdbPrefix } = storeSettings(dataDir);
  return url === null ? {} : { COUCHDB_URL: url, COUCHDB_PREFIX: couchdbPrefix };
}

/** What tests have made on the CouchDB; all of it, or that of one data folder. */
export async function removeTestDatabases(dataDir?: string): Promise<void> {
  if (couchdbUrl === null) return;
  const { username, password, origin } = new URL(couchdbUrl);
  const user = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const headers = { authorization: `Basic ${Buffer.from(user).toString('base64')}` };
  const start = dataDir === undefined ? ALL_TESTS : storeSettings(dataDir).couchdbPrefix;
  const names = (await (await fetch(`${origin}/_all_dbs`, { headers })).json()) as string[];
  for (const name of names.filter((each) => each.startsWith(start))) {
    await fetch(`${origin}/${encodeURIComponent(name)}`, { method: 'DELETE', headers });
  }
}
