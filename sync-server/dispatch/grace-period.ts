import type { FastifyBaseLogger } from 'fastify';
import { TIME_POLICY } from '#domain/policy/policy.ts';
import type { Clock } from '../clock.ts';
import { inTime } from '../concurrency/in-time.ts';

/**
 * When the clock may take a job back for a missed limit (R8, R9). The limit asks when the proof was
 * made, not when it arrives:
 * 1. After a start nobody loses a job before everything that was stored is judged, and devices that
 *    could not reach the server meanwhile had time to; the same after an outage of the store.
 * 2. Before each loss what that provider's devices have sent is judged, whichever process stored
 *    it.
 * 3. An outbox on which judging does not end keeps that provider's jobs for an hour, and the clock
 *    of other orders for a moment. That is an hour of a server that runs and of a store that
 *    answers: after a restart or an outage it begins again. Only losses wait: offers, reminders and
 *    everything else of an order goes on.
 */
export interface GracePeriod {
  /** Nobody loses a job until the backlog is judged, or until that has taken too long. */
  serverStarted(): void;
  /** What was stored before the start is judged; devices may still be on their way. */
  backlogJudged(): void;
  /** Devices could reach nobody until now. */
  storeWasAway(): void;
  /**
   * When to look again at a job that this provider keeps for now (ms of server time); null where
   * they may lose it.
   */
  keptUntil(provider: string): Promise<number | null>;
}

interface GracePeriodDeps {
  clock: Clock;
  closing: AbortSignal;
  /** Resolves when all that a provider's devices have sent so far is judged. */
  judged(provider: string): Promise<void>;
  log: Pick<FastifyBaseLogger, 'error'>;
  patienceMs?: number;
}

/** One wait for a provider's outbox, shared by all their orders. */
interface Wait {
  /** ms of server time. */
  since: number;
  /** False where it took longer than anybody waits. */
  inTime: Promise<boolean>;
}

/** Something else may become due on an order that waits: it is looked at this often. */
const LOOK_AGAIN_MS = 30_000;
/** One outbox that cannot be read must not keep the clock of all other orders waiting. */
const PATIENCE_MS = 10_000;

export function newGracePeriod(deps: GracePeriodDeps): GracePeriod {
  const { clock, closing, judged, log, patienceMs = PATIENCE_MS } = deps;
  let endsAt = 0;
  let hasBacklog = false;
  /** Of whom judging has not ended yet, and since when. */
  const waits = new Map<string, Wait>();

  function begin(provider: string): Wait {
    const judging = judged(provider).finally(() => waits.delete(provider));
    const begun = { since: clock.now(), inTime: inTime(judging, patienceMs, closing) };
    waits.set(provider, begun);
    return begun;
  }

  async function isJudged(provider: string): Promise<boolean> {
    const earlier = waits.get(provider);
    // That wait covers what was sent before it began; what was sent since needs one from now on.
    if (earlier && !(await earlier.inTime)) return false;
    return (waits.get(provider) ?? begin(provider)).inTime;
  }

  function isGivenUp(provider: string): boolean {
    const pending = waits.get(provider);
    if (!pending || closing.aborted) return false;
    if (clock.now() < Math.max(pending.since, endsAt) + TIME_POLICY.longestGraceMs) return false;
    log.error({ provider }, 'an outbox cannot be judged: a time limit that was missed counts');
    return true;
  }

  return {
    serverStarted() {
      hasBacklog = true;
      endsAt = clock.now() + TIME_POLICY.longestGraceMs;
    },
    backlogJudged() {
      if (!hasBacklog) return;
      hasBacklog = false;
      endsAt = clock.now() + TIME_POLICY.reconnectMs;
    },
    storeWasAway() {
      endsAt = Math.max(endsAt, clock.now() + TIME_POLICY.reconnectMs);
    },
    async keptUntil(provider) {
      const isOver = clock.now() >= endsAt;
      const mayLose = isOver && ((await isJudged(provider)) || isGivenUp(provider));
      return mayLose ? null : clock.now() + LOOK_AGAIN_MS;
    }
  };
}
