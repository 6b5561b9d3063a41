/** IndexedDB with nothing on top: the limit that the others are measured against. */
export class IndexedDbFile {
  readonly #db: IDBDatabase;

  private constructor(db: IDBDatabase) {
    this.#db = db;
  }

  static open(name: string): Promise<IndexedDbFile> {
    return new Promise((resolve, reject) => {
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore('rows', { keyPath: '_id' });
        const outbox = request.result.createObjectStore('outbox', { keyPath: 'id' });
        for (const name of ['order', 'state']) outbox.createIndex(name, name);
        request.result.createObjectStore('checkpoints', { keyPath: 'id' });
      };
      request.onsuccess = () => resolve(new IndexedDbFile(request.result));
      request.onerror = () => reject(request.error);
    });
  }

  putAll(rows: { _id: string }[], durability: 'strict' | 'relaxed' = 'relaxed'): Promise<void> {
    return new Promise((resolve, reject) => {
      const transaction = this.#db.transaction('rows', 'readwrite', { durability });
      const store = transaction.objectStore('rows');
      for (const row of rows) store.put(row);
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
  }

  /** What recording an action writes: the row and the chain's new head. */
  putAction(row: { id: string }, chain: { id: string }): Promise<void> {
    return new Promise((resolve, reject) => {
      const tables = ['outbox', 'checkpoints'];
      const transaction = this.#db.transaction(tables, 'readwrite', { durability: 'strict' });
      transaction.objectStore('checkpoints').get('chain');
      transaction.objectStore('outbox').put(row);
      transaction.objectStore('checkpoints').put(chain);
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
  }

  all(): Promise<{ _id: string }[]> {
    return new Promise((resolve, reject) => {
      const request = this.#db.transaction('rows').objectStore('rows').getAll();
      request.onsuccess = () => resolve(request.result as { _id: string }[]);
      request.onerror = () => reject(request.error);
    });
  }

  close(): void {
    this.#db.close();
  }
}
