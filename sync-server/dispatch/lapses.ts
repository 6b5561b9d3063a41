import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../deps.ts';

/**
 * When the clock may take a job back for a missed limit (R8, R9). The limit asks when the proof was made, not when it arrives:
 * 1. After a start nobody loses a job before everything that was stored is judged, and devices that could not reach the server
 *    meanwhile had time to; the same after an outage of the store.
 * 2. Before each loss what that provider's devices have sent is judged, whichever process stored it.
 * Only losses wait: offers, reminders and everything else of an order goes on.
 */
export interface Lapses {
  /** Nobody loses a job until `open`, or until that has taken too long. */
  hold(): void;
  /** What was stored before the start is judged; devices may still be on their way. */
  open(): void;
  /** Devices could reach nobody until now. */
  interrupted(): void;
  /** When to look again at a job that this provider must keep for now (ms of server time); null where they may lose it. */
  heldUntil(provider: string): Promise<number | null>;
}

interface LapsesDeps {
  clock: Clock;
  closing: AbortSignal;
  /** Resolves when all that a provider's devices have sent so far is judged. */
  judged(provider: string): Promise<void>;
}

/** A device tries again after a minute at the latest; the rest is for many that come at once and for slow lines. */
export const RECONNECT_MS = 10 * 60_000;
/** Something else may become due on an order that waits: it is looked at this often. */
const LOOK_AGAIN_MS = 30_000;
/** Reading everything that was stored takes minutes; one outbox that can never be read must not end the limits for good. */
const LONGEST_HOLD_MS = 60 * 60_000;
/** One outbox that cannot be read must not keep the clock of all other orders waiting. */
const PATIENCE_MS = 10_000;

export function newLapses({ clock, closing, judged }: LapsesDeps): Lapses {
  let openFrom = 0;
  let isHeld = false;

  async function isJudged(provider: string): Promise<boolean> {
    const over = new AbortController();
    const signal = AbortSignal.any([closing, over.signal]);
    try {
      return await Promise.race([
        judged(provider).then(() => !closing.aborted),
        wait(PATIENCE_MS, false, { signal }).catch(() => false)
      ]);
    } finally {
      over.abort();
    }
  }

  return {
    hold() {
      isHeld = true;
      openFrom = clock.now() + LONGEST_HOLD_MS;
    },
    open() {
      if (!isHeld) return;
      isHeld = false;
      openFrom = clock.now() + RECONNECT_MS;
    },
    interrupted() {
      openFrom = Math.max(openFrom, clock.now() + RECONNECT_MS);
    },
    async heldUntil(provider) {
      const isOpen = clock.now() >= openFrom && (await isJudged(provider));
      return isOpen ? null : clock.now() + LOOK_AGAIN_MS;
    }
  };
}
