import { Dexie, type DBCore, type DBCoreMutateResponse, type Middleware } from 'dexie';

/** Fewer rows go Dexie's own way, which tells live queries exactly which keys have changed. */
const LARGE = 50;

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

function putAll(store: IDBObjectStore, values: readonly unknown[]): Promise<DBCoreMutateResponse> {
  for (const value of values.slice(0, -1)) store.put(value);
  const last = store.put(values.at(-1));
  // Dexie's promise: a native one would leave its transaction.
  return new Dexie.Promise<DBCoreMutateResponse>((resolve, reject) => {
    last.onsuccess = () =>
      resolve({ numFailures: 0, failures: {}, results: [], lastResult: last.result });
    last.onerror = () => reject(last.error);
  }) as Promise<DBCoreMutateResponse>;
}
