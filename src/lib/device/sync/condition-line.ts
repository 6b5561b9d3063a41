import type { SyncCondition } from '../store/rows.ts';

type Message = { condition: SyncCondition } | 'ask';

/**
 * The condition of syncing, said by the tab that syncs to all others. Not through the database: when the
 * disk is full, that is just what must still be said.
 */
export class ConditionLine {
  readonly #channel: BroadcastChannel;
  readonly #listeners = new Set<(condition: SyncCondition) => void>();
  #current: SyncCondition = 'starting';
  /** This tab syncs: it answers those that come later. */
  #isOurs = false;

  constructor(name: string) {
    this.#channel = new BroadcastChannel(`mila-condition-${name}`);
    // In Node an open channel would keep the process alive.
    (this.#channel as { unref?: () => void }).unref?.();
    this.#channel.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data !== 'ask') {
        this.#isOurs = false;
        this.#take(data.condition);
      } else if (this.#isOurs) this.#say();
    };
    this.#channel.postMessage('ask' satisfies Message);
  }

  get current(): SyncCondition {
    return this.#current;
  }

  set(condition: SyncCondition): void {
    const isNews = !this.#isOurs || condition !== this.#current;
    this.#isOurs = true;
    if (!isNews) return;
    this.#take(condition);
    this.#say();
  }

  /** @returns ends it */
  subscribe(listener: (condition: SyncCondition) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#channel.close();
  }

  #say(): void {
    this.#channel.postMessage({ condition: this.#current } satisfies Message);
  }

  #take(condition: SyncCondition): void {
    this.#current = condition;
    for (const listener of this.#listeners) listener(condition);
  }
}
