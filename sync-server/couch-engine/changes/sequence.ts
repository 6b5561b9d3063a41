/**
 * Sequence numbers as clients see them: `<number>-<database>`.
 *
 * 1. Clients treat it as opaque; it is never an empty or falsy string.
 * 2. A sequence of another database (deleted and made again, or restored from another copy) starts
 *    from the beginning: reading twice is harmless, missing is not.
 * 3. A sequence beyond the end (the file was restored to an earlier day) starts from the beginning
 *    too.
 */
import { badRequest } from '../errors/couch-error.ts';
import type { DatabaseRow } from '../storage/database-rows.ts';

const tokenLength = 20;

export function sequenceText(database: DatabaseRow, seq: number): string {
  return `${seq}-${database.uuid.slice(0, tokenLength)}`;
}

export function parseSince(database: DatabaseRow, text: string): number {
  if (text === 'now') return database.seq;
  const plain = text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
  const found = /^(\d{1,15})(?:-(.*))?$/.exec(plain);
  if (!found) throw badRequest(`Malformed sequence supplied in 'since' parameter.`);
  const seq = Number(found[1]);
  if (found[2] === undefined) return seq;
  const isOurs = found[2] === database.uuid.slice(0, tokenLength);
  return isOurs && seq <= database.seq ? seq : 0;
}
