import { retry } from '../concurrency/retry.ts';
import type { AskedDatabase, Index } from './database-requests.ts';
import { StoreUnavailable } from './store-unavailable.ts';

const RACE = { tries: 5, firstMs: 50, longestMs: 400, signal: new AbortController().signal };

/** Of two processes that make it at once a CouchDB answers one with 409, 412 or 500: once more. */
export function makeIndex(database: AskedDatabase, { name, fields }: Index): Promise<void> {
  const body = { index: { fields }, ddoc: name, name, type: 'json' };
  async function make(): Promise<void> {
    const answer = await database.ask({ method: 'POST', path: '_index', body });
    if (answer.ok) return;
    const { status, error, reason } = answer;
    const said = `${database.name}, index ${name}: ${status} ${error}: ${reason}`;
    throw status === 409 || status === 412 ? new StoreUnavailable(said) : new Error(said);
  }
  return retry(make, { ...RACE, isFinal: (error) => !(error instanceof StoreUnavailable) });
}
