/** Work that is asked for again while it is under way is shared, not begun a second time. */
export class SingleFlight<K> {
  readonly #running = new Map<K, Promise<void>>();

  run(key: K, work: () => Promise<void>): Promise<void> {
    const known = this.#running.get(key);
    if (known) return known;
    const run = work().finally(() => this.#running.delete(key));
    this.#running.set(key, run);
    return run;
  }

  /** Resolves when all that is under way has ended, however it ended. */
  async ended(): Promise<void> {
    await Promise.allSettled([...this.#running.values()]);
  }
}
