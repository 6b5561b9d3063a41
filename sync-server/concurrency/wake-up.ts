interface Run {
  isWanted: boolean;
  ended: Promise<void>;
}

/**
 * Work that looks at how things stand: one run of a key at a time, and one more after it where it
 * was woken meanwhile, however often.
 */
export class WakeUp<K> {
  readonly #runs = new Map<K, Run>();
  readonly #work: (key: K) => Promise<void>;

  constructor(work: (key: K) => Promise<void>) {
    this.#work = work;
  }

  /** Resolves when a run that began after this call has ended. Rejects with what `work` throws. */
  wake(key: K): Promise<void> {
    const known = this.#runs.get(key);
    if (known) {
      known.isWanted = true;
      return known.ended;
    }
    const run: Run = { isWanted: true, ended: Promise.resolve() };
    this.#runs.set(key, run);
    run.ended = this.#drain(key, run);
    return run.ended;
  }

  /** Resolves when nothing runs. */
  async idle(): Promise<void> {
    while (this.#runs.size > 0) {
      await Promise.allSettled([...this.#runs.values()].map(({ ended }) => ended));
    }
  }

  async #drain(key: K, run: Run): Promise<void> {
    try {
      while (run.isWanted) {
        run.isWanted = false;
        await this.#work(key);
      }
    } finally {
      // Nothing comes between the last look at `isWanted` and this, or a wake-up would be lost.
      this.#runs.delete(key);
    }
  }
}
