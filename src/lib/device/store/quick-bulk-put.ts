import { Dexie, type DBCore, type DBCoreMutateResponse, type Middleware } from 'dexie';

/** Fewer rows go Dexie's own way, which tells live queries exactly which keys have changed. */
const LARGE = 20;

/**
 * Large puts without a handler and a result for every row: half the time of a first sync went there
 * (see `npm run bench`). A row that fails takes the whole transaction back, as everywhere in this
 * database.
 */
export const quickBulkPut: Middleware<DBCore> = {
  stack: 'dbcore',
  name: 'quick-bulk-put',
  // Under Dexie's own layers: those that tell live queries of the change work as always.
  level: -2,
  create: (core) => ({
    ...core,
    table: (name) => {
      const table = core.table(name);
      const { outbound } = table.schema.primaryKey;
      return {
        ...table,
        mutate: (request) =>
          request.type === 'put' && request.values.length >= LARGE && !outbound
            ? putAll((request.trans as unknown as IDBTransaction).objectStore(name), request.values)
            : table.mutate(request)
      };
    }
  })
};

/** Copying this many rows into the database holds up a slow phone for less than a frame or two. */
const SLICE = 20;

/** Slice by slice, in one transaction: in between, the browser can answer a finger. */
function putAll(store: IDBObjectStore, values: readonly unknown[]): Promise<DBCoreMutateResponse> {
  // Dexie's promise: a native one would leave its transaction.
  return new Dexie.Promise<DBCoreMutateResponse>((resolve, reject) => {
    const putFrom = (start: number) => {
      const slice = values.slice(start, start + SLICE);
      for (const value of slice.slice(0, -1)) store.put(value);
      const last = store.put(slice.at(-1));
      last.onerror = () => reject(last.error);
      last.onsuccess = () => {
        if (start + SLICE >= values.length) {
          return resolve({ numFailures: 0, failures: {}, results: [], lastResult: last.result });
        }
        try {
          putFrom(start + SLICE);
        } catch (cause) {
          // Nobody else would hear of it here; rejected, the transaction takes everything back.
          reject(cause);
        }
      };
    };
    putFrom(0);
  }) as Promise<DBCoreMutateResponse>;
}
