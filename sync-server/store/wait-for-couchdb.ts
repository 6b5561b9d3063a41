import { sleep } from '../concurrency/sleep.ts';
import type { Connection } from './connection.ts';
import { StoreUnavailable } from './store-unavailable.ts';

const PATIENCE_MS = 60_000;
const PAUSE_MS = 2_000;

const WRONG_PASSWORD =
  'CouchDB does not accept the user and password in COUCHDB_URL. ' +
  'They must be those of an administrator: http://user:password@host:5984. ' +
  'CouchDB 3.5 refuses even the right password for five minutes after five wrong ones: ' +
  'correct it, wait that long, then start again.';
const NO_COUCHDB =
  'What answers at COUCHDB_URL is not a CouchDB. ' +
  'Correct the address; it ends with the port, 5984 as a rule.';

/** Both may be started together. @throws with what to do, where waiting would not help */
export async function waitForCouchdb(connection: Connection): Promise<void> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  for (let isFirst = true; ; isFirst = false) {
    const error = await errorOf(connection);
    if (!error) return;
    if (Date.now() > giveUpAt) {
      throw new Error(
        `CouchDB does not answer at COUCHDB_URL (${error.message}). ` +
          'Start it, or correct the address.',
        { cause: error }
      );
    }
    if (isFirst) console.warn('Waiting up to a minute for CouchDB to answer at COUCHDB_URL …');
    await sleep(PAUSE_MS);
  }
}

/** Undefined where it answers. @throws where somebody answers, and it is the wrong one */
async function errorOf(connection: Connection): Promise<StoreUnavailable | undefined> {
  try {
    const answer = await connection.request<unknown>({ path: '_all_dbs' });
    if (answer.ok && Array.isArray(answer.body)) return undefined;
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    const { statusCode } = (error.cause ?? {}) as { statusCode?: number };
    const isRefused = statusCode === 401 || statusCode === 403;
    if (isRefused) throw new Error(WRONG_PASSWORD, { cause: error });
    return error;
  }
  throw new Error(NO_COUCHDB);
}
