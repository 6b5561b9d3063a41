import type { Clock } from '../../clock.ts';
import type { Store } from '../../store/store.ts';

/**
 * What one helper's devices may hand in: a fortnight without a connection is a few megabytes. The
 * first two are about what is not judged yet, in this process; the others about what a day adds to
 * the outbox, where sending again what is there adds nothing.
 */
export const OUTBOX_LIMITS = {
  waitingBytes: 32 * 1024 * 1024,
  waitingActions: 5_000,
  dayBytes: 128 * 1024 * 1024,
  dayActions: 20_000
} as const;

const DAY_MS = 24 * 3_600_000;
/** How much is taken between two looks at what the store really holds. */
const LOOK_BYTES = 8 * 1024 * 1024;
const LOOK_ACTIONS = 1_000;
const SOON_S = 10;
const LATER_S = 600;

export interface OutboxQuota {
  /** Null: room for it, and it counts until `judged`. Else after how many seconds to ask again. */
  take(provider: string, load: Load): Promise<number | null>;
  judged(provider: string, load: Load): void;
}

export interface Load {
  actions: number;
  bytes: number;
}

interface Use {
  waiting: Load;
  /** What the outbox held when the day began, and what has come since the last look at it. */
  day: { startedAt: number; held: Load; since: Load; grown: Load };
}

export function newOutboxQuota(store: Pick<Store, 'outbox'>, clock: Clock): OutboxQuota {
  const uses = new Map<string, Use>();

  async function heldBy(provider: string): Promise<Load> {
    const { doc_count: actions, sizes } = await store.outbox(provider).demand<{
      doc_count: number;
      sizes?: { external?: number; active?: number };
    }>({ path: '' });
    return { actions, bytes: sizes?.external ?? sizes?.active ?? 0 };
  }

  async function newDay(provider: string): Promise<Use['day']> {
    const held = await heldBy(provider);
    return { startedAt: clock.now(), held, since: none(), grown: none() };
  }

  async function useOf(provider: string): Promise<Use> {
    const known = uses.get(provider);
    const isToday = known && Math.abs(clock.now() - known.day.startedAt) < DAY_MS;
    if (isToday) return known;
    const day = await newDay(provider);
    const use = uses.get(provider);
    if (use) return Object.assign(use, { day });
    const fresh = { waiting: none(), day };
    uses.set(provider, fresh);
    return fresh;
  }

  /** Whether a day's worth is there; the store is asked only when so much has come that it may be. */
  async function isDayOver(provider: string, { day }: Use): Promise<boolean> {
    if (day.since.bytes > LOOK_BYTES || day.since.actions > LOOK_ACTIONS) {
      const now = await heldBy(provider);
      day.grown = plus(now, day.held, -1);
      day.since = none();
    }
    const { dayBytes, dayActions } = OUTBOX_LIMITS;
    return day.grown.bytes > dayBytes || day.grown.actions > dayActions;
  }

  return {
    async take(provider, load) {
      const use = await useOf(provider);
      if (await isDayOver(provider, use)) return LATER_S;
      const waiting = plus(use.waiting, load);
      const { waitingBytes, waitingActions } = OUTBOX_LIMITS;
      const isFull = waiting.bytes > waitingBytes || waiting.actions > waitingActions;
      // Whoever has nothing waiting is never turned away: no request is as large as that.
      if (isFull && use.waiting.actions > 0) return SOON_S;
      use.waiting = waiting;
      use.day.since = plus(use.day.since, load);
      return null;
    },
    judged(provider, load) {
      const use = uses.get(provider);
      if (use) use.waiting = plus(use.waiting, load, -1);
    }
  };
}

const none = (): Load => ({ actions: 0, bytes: 0 });

function plus(one: Load, other: Load, sign = 1): Load {
  return { actions: one.actions + sign * other.actions, bytes: one.bytes + sign * other.bytes };
}
