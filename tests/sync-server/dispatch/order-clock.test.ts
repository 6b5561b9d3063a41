import { describe, expect, it, vi } from 'vitest';
import { rank } from '#domain/matching/ranking.ts';
import { advanceOrder } from '#domain/order/advance-order.ts';
import type { Order } from '#domain/order/order.ts';
import { HOUR_MS, TIME_POLICY } from '#domain/policy/policy.ts';
import { newGracePeriod } from '../../../sync-server/dispatch/grace-period.ts';
import { runOrderClock } from '../../../sync-server/dispatch/run-order-clock.ts';
import { aClock } from '../../support/a-clock.ts';
import { anOrder, anOrderAfter, aProvider, NOW } from '../../support/builders.ts';

const CONTACT_DUE = NOW + 60_000 + TIME_POLICY.contactLimitMs;

describe('the clock of one order', () => {
  async function run(
    order: Order | undefined,
    now: number,
    options: {
      keptUntil?: number | null;
      restoredUntil?: number;
      meanwhile?: (order: Order) => Order;
    } = {}
  ) {
    let current = order;
    const told: unknown[] = [];
    const orderClock = runOrderClock('order1', {
      now: () => now,
      writer: {
        async change(_id, decide) {
          if (current) current = await decide(current);
          return current;
        }
      },
      async candidates(asked) {
        told.push('candidates');
        if (options.meanwhile) current = options.meanwhile(asked);
        return [rank(aProvider({ id: 'berta' }), 'wlan', asked.job.place, null)];
      },
      async keptUntil(provider) {
        told.push(`keptUntil ${provider}`);
        if (options.meanwhile) current = options.meanwhile(current!);
        return options.keptUntil ?? null;
      },
      restoredUntil: () => options.restoredUntil ?? null,
      notBefore: (at) => told.push(`notBefore ${at}`)
    });
    const answer = await orderClock;
    expect(answer).toBe(current);
    return { order: current!, told };
  }

  it('[R5.1] sends a new order out', async () => {
    const { order, told } = await run(anOrder(), NOW);
    expect(order.offers).toMatchObject([{ provider: 'berta', state: 'open', sentAt: NOW }]);
    expect(told).toEqual(['candidates']);
  });

  it('[S6.8] leaves an order alone while devices bring what the backup lacks', async () => {
    const restored = await run(anOrder(), NOW, { restoredUntil: NOW + 5 });
    expect(restored.order).toEqual(anOrder());
    expect(restored.told).toEqual([`notBefore ${NOW + 5}`]);
  });

  it('[R5.11] asks nobody once the visit has begun', async () => {
    const { startsAt } = anOrder().job.appointment;
    const { order, told } = await run(anOrder(), startsAt);
    expect([order.job.state, order.offers, told]).toEqual(['unplaced', [], []]);
    expect((await run(anOrder(), startsAt - 1)).told).toEqual(['candidates']);
  });

  it('[R5.13] leaves an order to whoever was faster', async () => {
    const faster = advanceOrder({ ...anOrder(), round: 1 }, NOW);
    const { order } = await run(anOrder(), NOW, { meanwhile: () => faster });
    expect(order).toBe(faster);
    const taken = anOrderAfter('offer.accept');
    expect((await run(anOrder(), NOW, { meanwhile: () => taken })).order).toBe(taken);
  });

  it('[R9.17] takes a job back only when its provider was heard', async () => {
    const accepted = anOrderAfter('offer.accept');
    const early = await run(accepted, CONTACT_DUE);
    expect([early.told, early.order.job.state]).toEqual([[], 'accepted']);
    const kept = await run(accepted, CONTACT_DUE + 1, { keptUntil: 77 });
    expect([kept.told, kept.order.job.state]).toEqual([
      ['keptUntil anna', 'notBefore 77'],
      'accepted'
    ]);
    const lost = await run(accepted, CONTACT_DUE + 1);
    expect(lost.told).toEqual(['keptUntil anna', 'candidates']);
    expect(lost.order.offers).toMatchObject([{ provider: 'berta', state: 'open' }]);
    // By then another has it, and nobody has heard them.
    const berta = { ...accepted.job.provider!, id: 'berta' };
    const another = await run(accepted, CONTACT_DUE + 1, {
      meanwhile: (order) => ({ ...order, job: { ...order.job, provider: berta } })
    });
    expect(another.order.job).toMatchObject({ state: 'accepted', provider: { id: 'berta' } });
  });

  it('is nothing where there is no order', async () => {
    expect(await run(undefined, NOW)).toEqual({ order: undefined, told: [] });
  });
});

describe('the grace period', () => {
  function grace(judged: () => Promise<void> = async () => undefined, patienceMs = 5) {
    const clock = aClock();
    const closing = new AbortController();
    const errors: unknown[] = [];
    const calls: string[] = [];
    const period = newGracePeriod({
      ...{ clock, closing: closing.signal, patienceMs },
      log: { error: (...said: unknown[]) => void errors.push(said) } as never,
      judged(provider) {
        calls.push(provider);
        return judged();
      }
    });
    return { clock, closing, errors, calls, period };
  }
  const LATER = 30_000;

  it('[R9.18] is not over before the backlog is judged, and devices had time to come back', async () => {
    const { clock, period } = grace();
    expect(await period.keptUntil('anna')).toBeNull();
    period.backlogJudged();
    expect(await period.keptUntil('anna')).toBeNull();
    period.serverStarted();
    clock.set(NOW + HOUR_MS - 1);
    expect(await period.keptUntil('anna')).toBe(clock.now() + LATER);
    clock.set(NOW + HOUR_MS);
    expect(await period.keptUntil('anna')).toBeNull();
    period.serverStarted();
    period.backlogJudged();
    // Only the first time counts.
    clock.advance(1);
    period.backlogJudged();
    clock.set(NOW + HOUR_MS + 600_000 - 1);
    expect(await period.keptUntil('anna')).not.toBeNull();
    clock.advance(1);
    expect(await period.keptUntil('anna')).toBeNull();
  });

  it('[R9.18] begins again after an outage, and is never cut short by one', async () => {
    const { clock, period } = grace();
    period.storeWasAway();
    clock.set(NOW + 600_000 - 1);
    expect(await period.keptUntil('anna')).not.toBeNull();
    clock.advance(1);
    expect(await period.keptUntil('anna')).toBeNull();
    period.serverStarted();
    period.storeWasAway();
    clock.advance(600_000);
    expect(await period.keptUntil('anna')).not.toBeNull();
  });

  it('[R9.17] asks for what was sent until now, each time anew', async () => {
    const { calls, period } = grace();
    await period.keptUntil('anna');
    await period.keptUntil('anna');
    await period.keptUntil('berta');
    expect(calls).toEqual(['anna', 'anna', 'berta']);
  });

  it('[R9.19] ends after an hour for an outbox that cannot be judged', async () => {
    const { clock, errors, calls, period } = grace(() => new Promise(() => undefined));
    expect(await period.keptUntil('anna')).toBe(NOW + LATER);
    clock.set(NOW + HOUR_MS - 1);
    expect(await period.keptUntil('anna')).not.toBeNull();
    expect(errors).toEqual([]);
    clock.set(NOW + HOUR_MS);
    expect(await period.keptUntil('anna')).toBeNull();
    expect(errors).toEqual([[{ provider: 'anna' }, expect.any(String)]]);
    expect(calls).toEqual(['anna']);
    // An outage in between: the hour begins when it is over.
    period.storeWasAway();
    clock.set(NOW + HOUR_MS + 600_000 + HOUR_MS - 1);
    expect(await period.keptUntil('anna')).not.toBeNull();
    clock.advance(1);
    expect(await period.keptUntil('anna')).toBeNull();
  });

  it('[R9.19] takes nothing from anybody while the server closes', async () => {
    const { clock, closing, period } = grace(() => new Promise(() => undefined));
    await period.keptUntil('anna');
    clock.set(NOW + 2 * HOUR_MS);
    closing.abort();
    expect(await period.keptUntil('anna')).not.toBeNull();
  });

  it('[R9.17] what came while one waits for an earlier judging is waited for as well', async () => {
    let end = (): void => undefined;
    const { calls, period } = grace(() => new Promise((resolve) => (end = resolve)), 5_000);
    const first = period.keptUntil('anna');
    end();
    expect(await first).toBeNull();
    const [one, two] = [period.keptUntil('anna'), period.keptUntil('anna')];
    expect(calls).toEqual(['anna', 'anna']);
    end();
    // Whoever came second shares the wait that began after the first.
    await vi.waitFor(() => expect(calls).toEqual(['anna', 'anna', 'anna']));
    end();
    expect([await one, await two]).toEqual([null, null]);
  });
});
