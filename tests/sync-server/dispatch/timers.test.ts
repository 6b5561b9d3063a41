import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HOUR_MS, TIME_POLICY } from '#domain/policy/policy.ts';
import { newTimers } from '../../../sync-server/dispatch/timers.ts';
import type { Query } from '../../../sync-server/store/database-requests.ts';
import type { Store } from '../../../sync-server/store/store.ts';
import { anOrder, NOW } from '../../support/builders.ts';
import { openDispatchWorld, type DispatchWorld } from '../../support/dispatch-world.ts';
import { anOfferedOrderIn, aProcess, casesOf, SILENT_LOG } from '../../support/order-work.ts';

const STEP = TIME_POLICY.offerStepMs;
const REACH = TIME_POLICY.offerReachMs;

let world: DispatchWorld;
beforeEach(async () => {
  world = await openDispatchWorld();
});
afterEach(() => world.close());

describe('a visit of which nobody says how it went', () => {
  it('[V1.3] becomes one case, with two processes running', async () => {
    await anOfferedOrderIn(world.work);
    await world.act('anna', 'offer.accept');
    await world.act('anna', 'customer.contacted');
    const { job } = await world.orderNow();
    const { startsAt, durationMin } = job.appointment;
    await world.work.writer.change('order1', (order) => ({
      ...order,
      job: { ...order.job, state: 'confirmed', confirmedAt: world.clock.now() }
    }));
    const other = await aProcess(world.store, world.clock);
    world.clock.set(startsAt + durationMin * 60_000 + TIME_POLICY.missedAfterMs);
    await Promise.all([world.work.timers.runDue(), other.timers.runDue()]);
    await world.at(world.clock.now() + 48 * HOUR_MS);
    const cases = await casesOf(world.store);
    expect(cases.map(({ kind, order, provider }) => [kind, order, provider])).toEqual([
      ['visit.missed', 'order1', 'anna']
    ]);
    expect((await world.orderNow()).job.state).toBe('confirmed');
  });
});

describe('the timers of a process', () => {
  it('leave an order that fails alone and do the others', async () => {
    await anOfferedOrderIn(world.work, { id: 'poison', token: 'poison' });
    await anOfferedOrderIn(world.work);
    const broken = await world.store.orders.get('poison');
    await world.store.orders.put({ ...broken!, offers: null as never, generation: 9 });
    await world.at(NOW + REACH + STEP);
    expect(await world.offerStates()).toEqual(['open', 'open', undefined]);
  });

  /** Orders by their due times; `onFind` happens while the timers ask for them. */
  function timersOver(dueAt: Map<string, number>, onFind: (asked: number) => void) {
    const closing = new AbortController();
    const ran: string[] = [];
    let asked = 0;
    async function find({ selector }: Query) {
      const { $lte = Infinity, $gt = -Infinity } = selector.dueAt as Record<string, number>;
      const found = [...dueAt].filter(([, at]) => at <= $lte && at > $gt);
      onFind((asked += 1));
      return found.map(([_id, at]) => ({ _id, _rev: '1-a', dueAt: at }));
    }
    const timers = newTimers({
      ...{ clock: world.clock, closing: closing.signal, log: SILENT_LOG },
      store: { orders: { find } as unknown as Store['orders'] },
      async runOrder(id) {
        ran.push(id);
        dueAt.delete(id);
      }
    });
    return { timers, ran, stop: () => closing.abort() };
  }

  it('do at once what becomes due while they look for the next', async () => {
    const { timers, ran, stop } = timersOver(new Map([['soon', NOW + 5]]), (asked) => {
      if (asked === 1) world.clock.set(NOW + 10);
    });
    const running = timers.run();
    await vi.waitFor(() => expect(ran).toEqual(['soon']));
    stop();
    await running;
  });

  it('hear of an order that is booked while they look for the next', async () => {
    const dueAt = new Map<string, number>();
    const { timers, ran, stop } = timersOver(dueAt, (asked) => {
      if (asked !== 2) return;
      dueAt.set('new', 0);
      timers.due(0);
    });
    const running = timers.run();
    await vi.waitFor(() => expect(ran).toEqual(['new']));
    stop();
    await running;
  });

  it('run by themselves from a booking to the offer, and end with the server', async () => {
    const running = world.work.run();
    await world.store.orders.put(anOrder());
    await vi.waitFor(async () => expect(await world.offerState('anna')).toBe('open'), 20_000);
    await vi.waitFor(
      async () =>
        expect(await world.store.inbox('anna').get('profile')).toMatchObject({ id: 'anna' }),
      20_000
    );
    world.work.stop();
    await running;
  });
});
