/**
 * How a feed waits: for a commit, for its timeout, or for the client to leave.
 * Heartbeats go out meanwhile. Everything is released by `end`, which must be called.
 */
import type { ServerResponse } from 'node:http';
import type { FeedHub } from '../storage/feed-hub.ts';

export interface FeedTiming {
  heartbeatMs: number | undefined;
  /** Undefined: for ever. */
  timeoutMs: number | undefined;
}

export type WakeReason = 'changed' | 'timeout' | 'left';

export class FeedWaiter {
  readonly #response: ServerResponse;
  readonly #timeoutMs: number | undefined;
  readonly #stopListening: () => void;
  readonly #heartbeat: NodeJS.Timeout | undefined;
  readonly #onClose = () => this.#wake('left');
  #isChanged = false;
  #resolve: ((why: WakeReason) => void) | undefined;

  constructor(hub: FeedHub, db: number, response: ServerResponse, timing: FeedTiming) {
    this.#response = response;
    this.#timeoutMs = timing.timeoutMs;
    this.#stopListening = hub.listen(db, () => {
      this.#isChanged = true;
      this.#wake('changed');
    });
    response.on('close', this.#onClose);
    if (timing.heartbeatMs !== undefined) {
      this.#heartbeat = setInterval(() => {
        // A client that does not read gets no heap of heartbeats.
        if (!response.writableNeedDrain) response.write('\n');
      }, timing.heartbeatMs);
    }
  }

  /** Call before reading: a commit from here on is not slept through. */
  watch(): void {
    this.#isChanged = false;
  }

  wait(): Promise<WakeReason> {
    if (this.#response.destroyed) return Promise.resolve('left');
    if (this.#isChanged) return Promise.resolve('changed');
    return new Promise((resolve) => {
      const timer =
        this.#timeoutMs === undefined
          ? undefined
          : setTimeout(() => this.#wake('timeout'), this.#timeoutMs);
      this.#resolve = (why) => {
        clearTimeout(timer);
        resolve(why);
      };
    });
  }

  end(): void {
    this.#stopListening();
    clearInterval(this.#heartbeat);
    this.#response.off('close', this.#onClose);
    this.#wake('left');
  }

  #wake(why: WakeReason): void {
    const resolve = this.#resolve;
    this.#resolve = undefined;
    resolve?.(why);
  }
}
