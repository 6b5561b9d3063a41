import type { Script } from '../script.ts';
import { changes } from './changes.ts';
import { documents } from './documents.ts';
import { lists } from './lists.ts';
import { queries } from './queries.ts';
import { revisions } from './revisions.ts';

/** Everything that was once seen to differ between the engine and CouchDB, and its neighbours. */
export const topics: Record<string, Record<string, Script>> = {
  changes,
  documents,
  lists,
  queries,
  revisions
};
