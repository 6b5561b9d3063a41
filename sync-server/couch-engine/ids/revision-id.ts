/** Revisions as clients write them: `<position>-<id>`. The id may be empty (`1-` is legal). */
import { badRequest } from '../errors/couch-error.ts';

export interface Revision {
  position: number;
  id: string;
}

export function parseRevision(text: unknown): Revision {
  const found = typeof text === 'string' ? /^(\d{1,15})-([^]*)$/.exec(text) : null;
  if (!found || !found[2]!.isWellFormed()) throw badRequest('Invalid rev format');
  return { position: Number(found[1]), id: found[2]! };
}

export function revisionText(revision: Revision): string {
  return `${revision.position}-${revision.id}`;
}
