/** Wakes the feeds that wait for a database: once a commit, however many writes it held. */
export class FeedHub {
  readonly #listeners = new Map<number, Set<() => void>>();
  readonly #touched = new Set<number>();

  /**
   * Calls `wake` after each commit that changes the database, until the returned function is
   * called.
   */
  listen(db: number, wake: () => void): () => void {
    const listeners = this.#listeners.get(db) ?? new Set();
    this.#listeners.set(db, listeners);
    listeners.add(wake);
    return () => {
      listeners.delete(wake);
      if (listeners.size === 0 && this.#listeners.get(db) === listeners) this.#listeners.delete(db);
    };
  }

  touch(db: number): void {
    this.#touched.add(db);
  }

  wakeTouched(): void {
    for (const db of this.#touched) {
      this.#touched.delete(db);
      for (const wake of [...(this.#listeners.get(db) ?? [])]) wake();
    }
  }

  /** Ends every feed: they find the engine closed. */
  close(): void {
    for (const listeners of this.#listeners.values()) for (const wake of [...listeners]) wake();
    this.#listeners.clear();
  }
}
