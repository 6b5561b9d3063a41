import { StoreUnavailable } from './store-unavailable.ts';

/**
 * Where a database has several copies, two writers of one revision may both be told that they won
 * (decisions/0001): nothing is decided on such a database, whenever it is found out.
 */
export class NotOneCopy extends StoreUnavailable {
  override name = 'NotOneCopy';
}

/** What `GET /db` tells, as far as it matters. */
export interface DatabaseInfo {
  cluster?: { n?: unknown };
}

/** @throws NotOneCopy with what to do */
export function assertOneCopy(name: string, { cluster }: DatabaseInfo): void {
  const copies = cluster?.n;
  if (copies === 1) return;
  if (typeof copies !== 'number') {
    throw new NotOneCopy(
      `What answers at COUCHDB_URL does not tell how many copies it keeps of the database ${name} ` +
        '(no cluster.n in its answer): a CouchDB before 2.0, or a proxy that changes answers. ' +
        'Set COUCHDB_URL to a CouchDB 3.x itself. Nothing was changed.'
    );
  }
  throw new NotOneCopy(
    `The database ${name} has ${copies} copies in this CouchDB cluster. With more than one, two ` +
      'helpers can both be told that a job is theirs, so every database of this server must have ' +
      'exactly one. Copy all of them to a new prefix, "npm run copy -- ADDRESS ADDRESS ' +
      '--source-prefix OLD --target-prefix NEW": there each has one. Then set COUCHDB_PREFIX to ' +
      'the new prefix and start again. Nothing was changed.'
  );
}
