import { createHash } from 'node:crypto';
import { readPlace, type Place } from '../../sync-server/reach/place.ts';
import type { StoreSettings } from '../../sync-server/store/store.ts';

/**
 * The one switch for every suite: with COUCHDB_URL set they all run over that CouchDB, each data
 * folder with databases of its own; without it over the embedded engine in that folder.
 */
const { COUCHDB_URL, COUCHDB_URLS } = process.env;

/** COUCHDB_URLS, with commas between them, for what runs several servers over one cluster. */
export const couchdbUrls = (COUCHDB_URLS || COUCHDB_URL || '').split(',').filter(Boolean);
export const couchdbUrl = couchdbUrls[0] ?? null;

/** Of this run, as `remove-test-databases.ts` has named it: another one on the same CouchDB goes on. */
export const ofThisRun = () => `mila-test-${process.env.TEST_RUN ?? 'alone'}-`;

export function storeSettings(dataDir: string): StoreSettings {
  if (couchdbUrl === null) return { couchdbUrl, couchdbPrefix: '', dataDir };
  const own = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  return { couchdbUrl, couchdbPrefix: `${ofThisRun()}${own}-`, dataDir };
}

/** As a server's environment says it. */
export function storeEnvironment(dataDir: string): Record<string, string> {
  const { couchdbUrl: url, couchdbPrefix } = storeSettings(dataDir);
  return url === null ? {} : { COUCHDB_URL: url, COUCHDB_PREFIX: couchdbPrefix };
}

/** For what only the embedded engine has. */
export const ON_THE_ENGINE = { couchdbUrl: null, couchdbPrefix: '' } as const;

/** The same, as the operator's tools name it. */
export const placeUnderTest = (dataDir: string): Place =>
  readPlace(undefined, { DATA_DIR: dataDir, ...storeEnvironment(dataDir) });

/** What this run has made on the CouchDB; all of it, or that of one data folder. */
export async function removeTestDatabases(dataDir?: string): Promise<void> {
  if (couchdbUrl === null) return;
  const { username, password, origin } = new URL(couchdbUrl);
  const user = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const headers = { authorization: `Basic ${Buffer.from(user).toString('base64')}` };
  const start = dataDir === undefined ? ofThisRun() : storeSettings(dataDir).couchdbPrefix;
  const names = (await (await fetch(`${origin}/_all_dbs`, { headers })).json()) as string[];
  for (const name of names.filter((each) => each.startsWith(start))) {
    await fetch(`${origin}/${encodeURIComponent(name)}`, { method: 'DELETE', headers });
  }
}
