import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import type { Judgement } from '#domain/protocol/verdict.ts';
import type { Background, Clock } from '../deps.ts';
import type { StoredDocument } from '../store/database.ts';
import { StoreUnavailable } from '../store/store-unavailable.ts';
import type { Store } from '../store/store.ts';
import type { Authority, ReceivedAction } from './authority.ts';
import { inTime } from './in-time.ts';
import { newJudgedPlaces } from './judged-places.ts';
import { unjudged } from './unjudged.ts';

/**
 * Takes what the door has stored to the authority.
 * 1. It always reads from the store, behind a checkpoint kept in each outbox: judging at once,
 *    after an outage and after a restart are the same way.
 * 2. One batch of a provider at a time, in order; the checkpoint moves when the batch is judged.
 * 3. The door never waits for it and never learns what came of it.
 * 4. An action on which the authority fails again and again becomes a support case and is passed,
 *    so that it cannot block those behind it. It stays in the outbox, and its device hears that it is held.
 */
export interface Judging {
  /** There may be something new in this provider's outbox. */
  wake(provider: string): void;
  /** Resolves when all that this provider's devices have sent so far is judged. */
  judged(provider: string): Promise<void>;
  /**
   * Looks into every outbox: at start, and from time to time for what another instance left. Resolves when all are judged but
   * those on which it takes longer than anybody waits: they go on by themselves.
   */
  catchUp(): Promise<void>;
  /** Resolves when nothing is being judged. */
  idle(): Promise<void>;
  /** After `closing`: resolves when the last batch is judged and written down. */
  ended(): Promise<void>;
}

interface JudgingDeps {
  store: Store;
  authority: Authority;
  clock: Clock;
  log: FastifyBaseLogger;
  closing: AbortSignal;
  /** How long catching up waits for one outbox. */
  patienceMs?: number;
}

interface UnjudgedCase extends StoredDocument {
  type: 'case';
  kind: 'judging.failed';
  state: 'open';
  provider: string;
  action: string;
  actionRev: string;
  openedAt: number;
  /** What the device is told; for an action that no order knows, this is its record. */
  judgement: Judgement;
  error: string;
}

interface Run {
  /** More came in meanwhile. */
  again: boolean;
  ended: Promise<void>;
}

const TRIES = 3;
const AT_ONCE = 4;
const LONGEST_PAUSE_MS = 10_000;
/** One outbox that cannot be read must not end the look into the others. */
const PATIENCE_MS = 5 * 60_000;
const WAITS = 'judging waits for the store';

export function newJudging(deps: JudgingDeps): Judging {
  const { store, authority, clock, log, closing, patienceMs = PATIENCE_MS } = deps;
  /** Providers being judged, and whether more came in meanwhile. */
  const running = new Map<string, Run>();
  const places = newJudgedPlaces(store, log);

  async function judgeAll(provider: string, run: Run): Promise<void> {
    let failures = 0;
    while (!closing.aborted) {
      try {
        run.again = false;
        const since = await places.get(provider);
        for await (const { actions, nextSeq } of unjudged(store, provider, since)) {
          await take(actions);
          places.move(provider, nextSeq);
          if (closing.aborted) break;
        }
        if (!run.again) break;
        failures = 0;
      } catch (error) {
        failures += 1;
        // What is no outage is a bug of ours or a broken document. It is tried for ever all the same: nothing may be passed unread.
        if (error instanceof StoreUnavailable) log.warn({ err: error, provider }, WAITS);
        else log.error({ err: error, provider }, 'an outbox cannot be judged');
        await pause(failures);
      }
    }
    // In the same breath as the last look at `again`: a wake in between would be lost.
    running.delete(provider);
  }

  /** Together if all is well, else one by one to find out which one fails. */
  async function take(actions: ReceivedAction[]): Promise<void> {
    if (actions.length === 0) return;
    try {
      await authority.take(actions);
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      for (const action of actions) await takeAlone(action);
    }
  }

  async function takeAlone(action: ReceivedAction): Promise<void> {
    for (let failures = 1; ; failures += 1) {
      try {
        return await authority.take([action]);
      } catch (error) {
        if (error instanceof StoreUnavailable || closing.aborted) throw error;
        log.error({ err: error, action: action.id, provider: action.provider }, 'judging failed');
        if (failures >= TRIES) return giveUp(action, error);
        await pause(failures);
      }
    }
  }

  async function giveUp(action: ReceivedAction, error: unknown): Promise<void> {
    const { judgement } = await openCase(action, error);
    try {
      await authority.giveUp?.(action, judgement);
    } catch (failure) {
      if (failure instanceof StoreUnavailable) throw failure;
      log.error({ err: failure, action: action.id }, 'a held action has no verdict');
    }
  }

  /** The case as it stands: after a crash the verdict says what the first one said. */
  async function openCase(action: ReceivedAction, error: unknown): Promise<UnjudgedCase> {
    const at = clock.now();
    const opened: UnjudgedCase = {
      _id: `case:judging:${action.provider}:${action.id}:${action.rev}`,
      type: 'case',
      kind: 'judging.failed',
      state: 'open',
      provider: action.provider,
      action: action.id,
      actionRev: action.rev,
      openedAt: at,
      judgement: { outcome: 'held', code: 'action.malformed', at },
      error: String(error)
    };
    const put = await store.cases.put<UnjudgedCase>(opened);
    return (put.ok ? undefined : await store.cases.get<UnjudgedCase>(opened._id)) ?? opened;
  }

  async function pause(failures: number): Promise<void> {
    const ms = Math.min(LONGEST_PAUSE_MS, 50 * 2 ** failures) * (0.5 + Math.random() / 2);
    await wait(ms, undefined, { signal: closing }).catch(() => undefined);
  }

  function wake(provider: string): void {
    const known = running.get(provider);
    if (known) {
      known.again = true;
      return;
    }
    const run: Run = { again: false, ended: Promise.resolve() };
    running.set(provider, run);
    run.ended = judgeAll(provider, run);
  }

  async function idle(): Promise<void> {
    while (running.size > 0) await Promise.all([...running.values()].map((run) => run.ended));
  }

  async function judged(provider: string): Promise<void> {
    wake(provider);
    await running.get(provider)?.ended;
  }

  return {
    wake,
    judged,

    async catchUp() {
      const providers = await store.outboxes();
      const one = async () => {
        for (let provider; (provider = providers.pop()) && !closing.aborted;) {
          await inTime(judged(provider), patienceMs, closing);
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, one));
    },

    idle,

    async ended() {
      await idle();
      await places.save();
    }
  };
}

const LOOK_AGAIN_MS = 5 * 60_000;

/**
 * What was stored but not judged before the last stop is judged at the start. Where several
 * instances share a CouchDB, one may have died after storing: the others look from time to time.
 */
export const keepJudging: Background = async (deps) => {
  const { judging, orderWork, config, closing, log } = deps;
  for (let failures = 0; !closing.aborted;) {
    try {
      await judging.catchUp();
      orderWork.lapses.open();
      if (!config.couchdbUrl) return;
      failures = 0;
    } catch (error) {
      log.warn({ err: error }, 'catching up waits for the store');
      failures += 1;
    }
    const ms = failures > 0 ? Math.min(LONGEST_PAUSE_MS, 50 * 2 ** failures) : LOOK_AGAIN_MS;
    await wait(ms, undefined, { signal: closing }).catch(() => undefined);
  }
};
