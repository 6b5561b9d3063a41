import { createHash } from 'node:crypto';
import type { Pages } from '../reach/read-pages.ts';

export interface DatabasePrint {
  documents: number;
  deleted: number;
  /** Of every document's id and its leaves, whatever order they come in. */
  hash: string;
}

const WIDTH = 2n ** 256n;
const PAGE = 1_000;

/** What two databases with the same documents, deletions and conflicts have in common. */
export async function printOf(pages: Pages, database: string): Promise<DatabasePrint> {
  const print = { documents: 0, deleted: 0 };
  let sum = 0n;
  for await (const page of pages.changes(database, { size: PAGE })) {
    for (const { id, deleted, changes } of page) {
      if (deleted) print.deleted += 1;
      else print.documents += 1;
      const leaves = changes.map(({ rev }) => rev).sort();
      const digest = createHash('sha256')
        .update(JSON.stringify([id, ...leaves]))
        .digest('hex');
      sum = (sum + BigInt(`0x${digest}`)) % WIDTH;
    }
  }
  return { ...print, hash: sum.toString(16) };
}
