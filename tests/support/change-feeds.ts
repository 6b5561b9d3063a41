export type FeedName = 'inbox' | 'catalog';

interface Change {
  seq: number;
  id: string;
  /** Undefined: deleted. */
  doc?: Record<string, unknown>;
}

/** Each document at its last change, in the order of the changes, as a CouchDB's `_changes` tells them. */
export class ChangeFeeds {
  /** Long polls that hang on the line now, and the most that ever did at once. */
  readonly polls = { open: 0, most: 0 };
  readonly #rows: Record<FeedName, Change[]> = { inbox: [], catalog: [] };
  #seq = 0;
  #changed = Promise.withResolvers<void>();

  change(feed: FeedName, change: Omit<Change, 'seq'>): void {
    const kept = this.#rows[feed].filter((each) => each.id !== change.id);
    this.#rows[feed] = [...kept, { ...change, seq: (this.#seq += 1) }];
    const woken = this.#changed;
    this.#changed = Promise.withResolvers<void>();
    woken.resolve();
  }

  /** @param line `pace`: how many times faster than real a long poll ends */
  async page(
    feed: FeedName,
    query: URLSearchParams,
    line: { signal: AbortSignal; pace: number }
  ): Promise<object> {
    const since = Number(query.get('since') ?? 0);
    const limit = Number(query.get('limit') ?? Infinity);
    const newer = () => this.#rows[feed].filter((change) => change.seq > since);
    if (query.get('feed') === 'longpoll' && newer().length === 0) {
      const timeoutMs = Number(query.get('timeout')) / line.pace;
      await this.#poll(() => newer().length > 0, timeoutMs, line.signal);
    }
    const rows = newer().slice(0, limit);
    const results = rows.map(({ seq, id, doc }) => ({
      seq: String(seq),
      id,
      changes: [{ rev: '1-x' }],
      ...(doc ? { doc } : { deleted: true, doc: { _id: id, _deleted: true } })
    }));
    return { results, last_seq: String(rows.at(-1)?.seq ?? since), pending: 0 };
  }

  async #poll(hasNews: () => boolean, timeoutMs: number, signal: AbortSignal): Promise<void> {
    const ended = new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, timeoutMs);
      onAbort(signal, () => (clearTimeout(timer), resolve()));
    });
    this.polls.open += 1;
    this.polls.most = Math.max(this.polls.most, this.polls.open);
    while (!hasNews()) {
      const woken = await Promise.race([this.#changed.promise.then(() => true), ended]);
      if (woken !== true) break;
    }
    this.polls.open -= 1;
  }
}

export function onAbort(signal: AbortSignal, run: (value: undefined) => void): void {
  if (signal.aborted) run(undefined);
  else signal.addEventListener('abort', () => run(undefined), { once: true });
}
