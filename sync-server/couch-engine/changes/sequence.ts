/**
 * Sequence numbers as clients see them: `<number>-<database>`.
 *
 * 1. Clients treat it as opaque; it is never an empty or falsy string.
 * 2. A sequence of another database (deleted and made again, restored from another copy, or moved
 *    here from CouchDB) starts from the beginning: reading twice is harmless, missing is not.
 * 3. A sequence beyond the end (the file was restored to an earlier day) starts from the beginning
 *    too.
 * 4. What no store has ever given out is refused.
 */
import { badRequest } from '../errors/couch-error.ts';
import type { DatabaseRow } from '../storage/database-rows.ts';

const tokenLength = 20;

export function sequenceText(database: DatabaseRow, seq: number): string {
  return `${seq}-${database.uuid.slice(0, tokenLength)}`;
}

export function parseSince(database: DatabaseRow, text: string): number {
  if (text === '0') return 0;
  if (text === 'now') return database.seq;
  const found = /^"?(?:(\d{1,15})-)?([\w-]*)"?$/.exec(text);
  const [, number, token] = found ?? [];
  if (token === undefined || token.length < tokenLength) {
    throw badRequest(`Malformed sequence supplied in 'since' parameter.`);
  }
  const seq = Number(number ?? 0);
  const isOurs = token === database.uuid.slice(0, tokenLength);
  return isOurs && seq <= database.seq ? seq : 0;
}
