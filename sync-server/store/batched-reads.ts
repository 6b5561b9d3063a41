import DataLoader from 'dataloader';
import type { Stored, StoredDocument } from './stored-document.ts';

type Found = Stored<StoredDocument> | undefined;

/** As many go into one request; a request of one is a plain read. */
const LARGEST_BATCH = 200;

/**
 * Documents that are asked for in the same moment are read in one request: 200 providers who answer
 * one offer at once are 200 devices to look up. Nothing is remembered, and what is asked for while
 * a read is on its way goes into the next one: nobody gets an answer older than their question.
 */
export function newBatchedReads(
  database: { getMany(ids: string[]): Promise<Found[]> },
  getOne: (id: string) => Promise<Found>
): (id: string) => Promise<Found> {
  async function read(asked: readonly string[]): Promise<Found[]> {
    const ids = [...new Set(asked)];
    const found = ids.length === 1 ? [await getOne(ids[0]!)] : await database.getMany(ids);
    const byId = new Map(ids.map((id, index) => [id, found[index]]));
    return asked.map((id) => byId.get(id));
  }

  const loader = new DataLoader(read, {
    cache: false,
    maxBatchSize: LARGEST_BATCH,
    batchScheduleFn: setImmediate
  });
  return (id) => loader.load(id);
}
