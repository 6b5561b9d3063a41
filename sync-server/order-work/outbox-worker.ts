import { forEach } from '../concurrency/for-each.ts';
import { inTime } from '../concurrency/in-time.ts';
import { keepTrying } from '../concurrency/retry.ts';
import { sleep } from '../concurrency/sleep.ts';
import { WakeUp } from '../concurrency/wake-up.ts';
import { newJudgedPlaces } from '../outbox/judged-places.ts';
import { newStoredUnseen, type JustStored } from '../outbox/stored-unseen.ts';
import { unjudged } from '../outbox/unjudged.ts';
import { StoreUnavailable } from '../store/store-unavailable.ts';
import type { Store } from '../store/store.ts';
import { passOver, takeBatch, type TakeBatchDeps } from './take-batch.ts';

/**
 * Takes what the door has stored to the authority.
 * 1. It always reads from the store, behind a checkpoint kept in each outbox: judging at once,
 *    after an outage and after a restart are the same way.
 * 2. One batch of a provider at a time, in order; the checkpoint moves when the batch is judged.
 * 3. The door never waits for it and never learns what came of it.
 * 4. An action on which the authority fails again and again becomes a support case, and those
 *    behind it go on. It stays in the outbox, and its device hears that it is held.
 */
export interface OutboxWorker {
  /** There may be something new in this provider's outbox; this, where it is known. */
  wake(provider: string, stored?: readonly JustStored[]): void;
  /** Resolves when all that this provider's devices have sent so far is judged. */
  judged(provider: string): Promise<void>;
  /**
   * Looks into every outbox: at start, and from time to time for what another instance left.
   * Resolves when all are judged but those on which it takes too long: they go on by themselves.
   */
  catchUp(): Promise<void>;
  /** Resolves when nothing is being judged. */
  idle(): Promise<void>;
  /** After `closing`: resolves when the last batch is judged and written down. */
  ended(): Promise<void>;
}

export interface OutboxWorkerDeps extends TakeBatchDeps {
  store: Pick<Store, 'outbox' | 'outboxes' | 'cases'>;
  /** How long catching up waits for one outbox. */
  patienceMs?: number;
}

const AT_ONCE = 4;
const LOOK_AGAIN_MS = 5_000;
const BACK_OFF = { firstMs: 100, longestMs: 10_000 };
/** One outbox that cannot be read must not end the look into the others. */
const PATIENCE_MS = 5 * 60_000;

export function newOutboxWorker(deps: OutboxWorkerDeps): OutboxWorker {
  const { store, log, closing, patienceMs = PATIENCE_MS } = deps;
  const places = newJudgedPlaces(store, log);
  const unseen = newStoredUnseen(store);
  const work = new WakeUp<string>(judgeOutbox);

  /** Tried for ever, whatever fails: nothing may be passed over unread. */
  async function judgeOutbox(provider: string): Promise<void> {
    const onFailure = (error: unknown) => {
      const facts = { err: error, provider };
      if (error instanceof StoreUnavailable) log.warn(facts, 'judging waits for the store');
      else log.error(facts, 'an outbox cannot be judged');
    };
    await keepTrying(() => judgeUnjudged(provider), { ...BACK_OFF, signal: closing, onFailure });
  }

  async function judgeUnjudged(provider: string): Promise<void> {
    if (closing.aborted) return;
    const since = await places.get(provider);
    for await (const { actions, broken, nextSeq } of unjudged(store, provider, since)) {
      await takeBatch(actions, deps);
      await passOver(broken, deps);
      if (nextSeq !== null) places.move(provider, nextSeq);
      unseen.seen([...actions, ...broken]);
      if (closing.aborted) return;
    }
    await judgeUnseen(provider);
  }

  /** Judged twice where the feed shows it later, which changes nothing. */
  async function judgeUnseen(provider: string): Promise<void> {
    const { actions, missing } = await unseen.read(provider);
    await takeBatch(actions, deps);
    unseen.seen(actions);
    if (missing === 0) return;
    log.warn({ provider, missing }, 'the store does not show what it took; judged when it does');
    void sleep(LOOK_AGAIN_MS, closing).then(() => work.wake(provider));
  }

  async function catchUp(): Promise<void> {
    await forEach(await store.outboxes(), AT_ONCE, async (provider) => {
      if (!closing.aborted) await inTime(work.wake(provider), patienceMs, closing);
    });
  }

  return {
    wake(provider, stored = []) {
      unseen.stored(provider, stored);
      void work.wake(provider);
    },
    judged: (provider) => work.wake(provider),
    catchUp,
    idle: () => work.idle(),
    async ended() {
      await work.idle();
      await places.save();
    }
  };
}
