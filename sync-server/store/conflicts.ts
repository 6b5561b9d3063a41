import type { Stored, StoredDocument } from './stored-document.ts';

/** For a read: names the leaves that stand beside the one that is answered. */
export const WITH_CONFLICTS = { conflicts: true };

export type Conflicting = Stored<StoredDocument> & { _conflicts?: string[] };

/**
 * Several revisions of one document stand beside each other: what was decided is not known, and
 * somebody may have been told either. Nothing further is decided on it; watch-conflicts.ts has made
 * it a case, and support says which of them stands.
 */
export class InConflict extends Error {
  override name = 'InConflict';
}

/** To decide on. @throws InConflict */
export function decidable(name: string, found: Conflicting | undefined): Conflicting | undefined {
  if (!found?._conflicts?.length) return found;
  throw new InConflict(`${name}/${found._id}: ${found._rev} and ${found._conflicts.join(', ')}`);
}

/** To show: what CouchDB makes the winner. */
export function standing(found: Conflicting | undefined): Conflicting | undefined {
  if (found?._conflicts === undefined) return found;
  const { _conflicts, ...document } = found;
  return document;
}
