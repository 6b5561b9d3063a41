import { Dexie, RangeSet, type ObservabilitySet } from 'dexie';
import type { DeviceDatabase } from './device-database.ts';

interface DirectWrite {
  table: string;
  /** Its primary key. */
  key: string;
  /** A row that was not there before: only its own places in the indexes have changed. */
  added?: object;
}

/**
 * One strict transaction straight on IndexedDB, for what is done at every tap: Dexie's own costs
 * half as much again as the write itself (see `npm run bench`). Live queries in every tab are told
 * as Dexie tells them.
 * @param work makes all requests at once; `abort()` in one of their handlers takes everything back
 * @returns after the complete event; false: aborted by `work`
 */
export async function writeDirectly(
  strict: DeviceDatabase,
  writes: readonly DirectWrite[],
  work: (transaction: IDBTransaction) => void
): Promise<boolean> {
  const tables = [...new Set(writes.map((each) => each.table))];
  const begin = () => strict.backendDB().transaction(tables, 'readwrite', { durability: 'strict' });
  let transaction: IDBTransaction;
  try {
    transaction = begin();
  } catch {
    // A browser may close a database behind our back; Dexie finds out by reading, and opens it
    // again.
    await strict.transaction('r', tables, () => Promise.resolve());
    transaction = begin();
  }
  const isWritten = await new Promise<boolean>((resolve, reject) => {
    transaction.oncomplete = () => resolve(true);
    // No error: it was `work` that aborted it.
    transaction.onabort = () => (transaction.error ? reject(transaction.error) : resolve(false));
    try {
      work(transaction);
    } catch (cause) {
      // What was asked for before must not be stored without the rest.
      transaction.abort();
      reject(cause as Error);
    }
  });
  if (isWritten) Dexie.on.storagemutated.fire(changedBy(strict, writes));
  return isWritten;
}

/**
 * Keys exactly. Indexes exactly for a row that is new, so that a screen that shows another order
 * reads nothing; else as a whole.
 */
function changedBy(strict: DeviceDatabase, writes: readonly DirectWrite[]): ObservabilitySet {
  const changed: Record<string, RangeSet> = {};
  for (const { table, key, added } of writes) {
    const part = `idb://${strict.name}/${table}/`;
    for (const each of ['', ':dels']) {
      (changed[`${part}${each}`] ??= new RangeSet()).addKey(key);
    }
    for (const { name } of strict.table(table).schema.indexes) {
      const range = (changed[`${part}${name}`] ??= new RangeSet());
      const value = (added as Record<string, string | null> | undefined)?.[name];
      if (!added) range.add({ from: Dexie.minKey, to: Dexie.maxKey });
      else if (value !== null && value !== undefined) range.addKey(value);
    }
  }
  return changed;
}
