// One kind of thing that this device hands over (actions, photos), with a lock and pauses of its
// own.
// 1. One hand-over at a time in all tabs: each runs under a Web Lock.
// 2. Once the server has asked for time (429), nothing is sent before that time is over, by hand
//    either.
// 3. A failure is waited out with growing pauses and never ends the loop.
import type { DoorFailure } from '../door/door.ts';
import type { DeviceLocks } from '../store/device-locks.ts';
import type { SyncCondition } from '../store/rows.ts';
import type { DeviceClock } from '../time/device-clock.ts';
import { Waker } from '../time/waker.ts';
import { conditionOf } from './condition.ts';
import { pauseMs } from './pause.ts';
import { storageFailureOf, type StorageFailure } from './storage-failure.ts';

const EVERY_MS = 60_000;

export interface SyncDeps {
  clock: DeviceClock;
  locks: DeviceLocks;
  random: () => number;
  report(condition: SyncCondition): void;
}

interface SendLoopOptions<Done> {
  /** Name of the Web Lock. */
  lock: string;
  send(evenIfMarked: boolean, signal?: AbortSignal): Promise<Done | DoorFailure>;
  isDone(result: Done | DoorFailure | StorageFailure): result is Done;
  /** Whether this failure keeps everybody off the server for as long as it asked. */
  isHoldingUp(failure: DoorFailure): boolean;
  /** Whether to try again as soon as anything is heard of the server. */
  isRetriedOnContact(failure: DoorFailure | StorageFailure): boolean;
  /** What each round waits for. */
  after?: () => Promise<unknown>;
  onDone?(done: Done): void;
}

export class SendLoop<Done extends { is: string }> {
  readonly waker = new Waker();
  readonly #deps: SyncDeps;
  readonly #options: SendLoopOptions<Done>;
  /** Before it, the server wants nothing of this kind. Monotonic ms. */
  #slowUntil = 0;
  #sending: Promise<unknown> = Promise.resolve();

  constructor(deps: SyncDeps, options: SendLoopOptions<Done>) {
    this.#deps = deps;
    this.#options = options;
  }

  /** The loop's hand-over that was begun last. */
  get sending(): Promise<unknown> {
    return this.#sending;
  }

  /** @param evenIfMarked also what failed lately */
  send(evenIfMarked: boolean, signal?: AbortSignal): Promise<Done | DoorFailure | StorageFailure> {
    const { clock, locks } = this.#deps;
    const { lock, isDone, isHoldingUp } = this.#options;
    const retryAfterMs = this.#slowUntil - clock.monotonic();
    if (retryAfterMs > 0) return Promise.resolve({ is: 'slowDown', retryAfterMs });
    return storageFailureOf(() =>
      locks.request(lock, signal ? { signal } : {}, async () => {
        const result = await this.#options.send(evenIfMarked, signal);
        if (!isDone(result) && 'retryAfterMs' in result && isHoldingUp(result)) {
          this.#slowUntil = clock.monotonic() + result.retryAfterMs;
        }
        return result;
      })
    );
  }

  /** Until the signal is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock, random, report } = this.#deps;
    const { after, isDone, isRetriedOnContact, onDone } = this.#options;
    let failures = 0;
    while (!signal.aborted) {
      const cut = this.waker.cut(signal);
      await after?.();
      const sending = this.send(false, signal);
      this.#sending = sending;
      const result = await sending;
      if (signal.aborted) return;
      this.waker.isRetrying = !isDone(result) && isRetriedOnContact(result);
      if (isDone(result)) {
        failures = 0;
        onDone?.(result);
        await clock.sleep(EVERY_MS, cut);
      } else {
        if (!isTransient(result)) report(conditionOf(result));
        await clock.sleep(pauseMs(result, failures, random), cut);
        failures += 1;
      }
    }
  }
}

/** Says nothing new about the connection: the loop that reads shows how that is. */
const isTransient = ({ is }: { is: string }) =>
  is !== 'expired' && is !== 'forbidden' && is !== 'storageError';
