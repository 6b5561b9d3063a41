import type { Database } from './database.ts';
import { lookAgain } from './look-again.ts';
import { StoreUnavailable } from './store-unavailable.ts';
import type { Stored, StoredDocument } from './stored-document.ts';

/**
 * Stores a document whose id says what it is about. Whoever comes second, in this process or
 * another or after a crash, gets what is there: so each step of billing can be done again from the
 * start.
 */
export async function createOnce<D extends StoredDocument>(
  database: Pick<Database, 'get' | 'put'>,
  document: D
): Promise<Stored<D>> {
  const there = await database.get<D>(document._id);
  if (there) return there;
  const put = await database.put<D>(document);
  if (put.ok) return { ...document, _rev: put.rev };
  const faster = await lookAgain(() => database.get<D>(document._id));
  if (!faster) throw new StoreUnavailable(`${document._id} is neither there nor to be made`);
  return faster;
}
