import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { JobDocument, OfferDocument } from '#domain/order/inbox.ts';
import type { Order } from '#domain/order/order.ts';
import { HOUR_MS, TIME_POLICY } from '#domain/policy/policy.ts';
import { newTimers } from '../../sync-server/dispatch/timers.ts';
import type { Query } from '../../sync-server/store/database.ts';
import type { Store } from '../../sync-server/store/store.ts';
import { NOW } from '../support/builders.ts';
import type { SignerDevice } from '../support/device-signer.ts';
import {
  aClock,
  aMember,
  anOfferedOrderIn,
  aProcess,
  aStore,
  casesOf,
  fromInbox,
  inboxOf,
  judge,
  send,
  SILENT_LOG,
  verdictOn,
  type ServerProcess,
  type TestClock
} from '../support/order-work.ts';

const STEP = TIME_POLICY.offerStepMs;
const REACH = TIME_POLICY.offerReachMs;
const CONTACT_DUE = NOW + TIME_POLICY.contactLimitMs;

let store: Store;
let clock: TestClock;
let work: ServerProcess;
const devices = new Map<string, SignerDevice>();

/** Three providers, ranked anna, berta, carla by their stars. */
beforeEach(async () => {
  store = await aStore();
  clock = aClock();
  for (const [index, id] of ['anna', 'berta', 'carla'].entries()) {
    const stars = { sum: (50 - index) * 5, count: 50 };
    devices.set(id, (await aMember(store, { id, stars })).device);
  }
  work = await aProcess(store, clock);
});
afterEach(() => store.close());

const orderNow = async (): Promise<Order> => (await store.orders.get('order1'))!;
const offerState = async (provider: string) =>
  (await fromInbox<OfferDocument>(store, provider, 'offer:order1'))?.state;
const offerStates = () => Promise.all(['anna', 'berta', 'carla'].map(offerState));
const noticesOf = async (provider: string) =>
  (await inboxOf(store, provider)).flatMap((each) => (each.type === 'notice' ? [each.kind] : []));

async function at(time: number, process = work): Promise<void> {
  clock.set(time);
  await process.timers.runDue();
}

async function act(
  provider: string,
  kind: 'offer.accept' | 'offer.decline' | 'customer.contacted' | 'note.add' | 'job.giveBack',
  happenedAt = clock.now()
) {
  const bodies = {
    'offer.accept': {},
    'offer.decline': {},
    'customer.contacted': { way: 'phone', reached: true, agreed: '' },
    'note.add': { text: 'Beweis' },
    'job.giveBack': { reason: 'krank' }
  } as const;
  const device = devices.get(provider)!;
  const action = await device.sign(kind, 'order1', bodies[kind], happenedAt);
  await send(store, device, [action], clock.now());
  await judge(store, work, provider);
  return verdictOn(store, provider, action);
}

describe('[R5] the waterfall in time', () => {
  it('shows the exclusive offer at once to the best alone, and to the others step by step', async () => {
    await anOfferedOrderIn(work);
    expect(await offerStates()).toEqual(['open', undefined, undefined]);
    expect(await fromInbox(store, 'anna', 'offer:order1')).toMatchObject({
      exclusiveUntil: NOW + REACH + STEP
    });
    await at(NOW + REACH + STEP - 1);
    expect(await offerStates()).toEqual(['open', undefined, undefined]);
    await at(NOW + REACH + STEP);
    expect(await offerStates()).toEqual(['open', 'open', undefined]);
    expect(await fromInbox(store, 'anna', 'offer:order1')).toMatchObject({ exclusiveUntil: null });
    await at(NOW + 2 * (REACH + STEP));
    expect(await offerStates()).toEqual(['open', 'open', 'open']);
    await act('berta', 'offer.accept');
    expect(await offerStates()).toEqual(['taken', 'yours', 'taken']);
  });

  it('goes on to the next at once when the one who has it alone declines', async () => {
    await anOfferedOrderIn(work);
    await act('anna', 'offer.decline');
    await at(NOW + 1_000);
    expect(await offerStates()).toEqual(['declined', 'open', undefined]);
  });

  it('tells support once when nobody takes it, whichever process sees it', async () => {
    await anOfferedOrderIn(work);
    const other = await aProcess(store, clock);
    for (let step = 1; step <= 5; step += 1) {
      clock.set(NOW + step * (REACH + STEP));
      await Promise.all([work.timers.runDue(), other.timers.runDue()]);
    }
    expect((await orderNow()).job.state).toBe('unplaced');
    expect((await casesOf(store)).map(({ kind }) => kind)).toEqual(['unplaced']);
    expect((await act('carla', 'offer.accept'))?.outcome).toBe('applied');
  });

  it('leaves an order for which nobody qualifies with support', async () => {
    await anOfferedOrderIn(work, {
      place: { ...(await anywhere()), lat: 52.5, lon: 13.4, city: 'Berlin' }
    });
    expect((await orderNow()).job.state).toBe('unplaced');
    expect((await casesOf(store)).map(({ kind }) => kind)).toEqual(['unplaced']);
  });

  it('[R2] gives the provider whom the customer asked for two hours alone', async () => {
    await anOfferedOrderIn(work, { personalProvider: 'carla' });
    expect(await offerStates()).toEqual([undefined, undefined, 'open']);
    await at(NOW + REACH + TIME_POLICY.personalOfferMs - 1);
    expect(await offerStates()).toEqual([undefined, undefined, 'open']);
    await at(NOW + REACH + TIME_POLICY.personalOfferMs);
    expect(await offerStates()).toEqual(['open', undefined, 'open']);
  });
});

async function anywhere() {
  const { anOrder } = await import('../support/builders.ts');
  return anOrder().job.place;
}

describe('a visit of which nobody says how it went', () => {
  it('becomes one case, with two processes running', async () => {
    await anOfferedOrderIn(work);
    await act('anna', 'offer.accept');
    await act('anna', 'customer.contacted');
    const { job } = await orderNow();
    const { startsAt, durationMin } = job.appointment;
    await work.desk.change('order1', (order) => ({
      ...order,
      job: { ...order.job, state: 'confirmed', confirmedAt: clock.now() }
    }));
    const other = await aProcess(store, clock);
    clock.set(startsAt + durationMin * 60_000 + TIME_POLICY.missedAfterMs);
    await Promise.all([work.timers.runDue(), other.timers.runDue()]);
    await at(clock.now() + 48 * HOUR_MS);
    const cases = await casesOf(store);
    expect(cases.map(({ kind, order, provider }) => [kind, order, provider])).toEqual([
      ['visit.missed', 'order1', 'anna']
    ]);
    expect((await orderNow()).job.state).toBe('confirmed');
  });
});

describe('[R8] the call within twelve hours', () => {
  beforeEach(async () => {
    await anOfferedOrderIn(work);
    await act('anna', 'offer.accept');
  });

  it('reminds once at 6 and once at 11 hours, with two processes running', async () => {
    const other = await aProcess(store, clock);
    for (const hours of [5, 6, 7, 11, 11.5]) {
      clock.set(NOW + hours * HOUR_MS);
      await Promise.all([work.timers.runDue(), other.timers.runDue()]);
      await work.timers.runDue();
    }
    expect(await noticesOf('anna')).toEqual(['contact.remind', 'contact.remind']);
  });

  it('takes the job back when it is missed: without contact data, with the reason, and told to support', async () => {
    await at(CONTACT_DUE + 1);
    const lost = await fromInbox<JobDocument>(store, 'anna', 'job:order1');
    expect(lost).toMatchObject({
      job: { provider: null, customer: { name: '', phone: '', email: '' }, place: { street: '' } },
      removed: { why: 'contact.lapsed' }
    });
    expect(Object.keys(lost!.judged)).toHaveLength(1);
    expect(JSON.stringify(lost)).not.toContain('Rosa');
    expect(await noticesOf('anna')).toContain('contact.lapsed');
    expect((await casesOf(store)).map(({ kind }) => kind)).toEqual(['contact.lapsed']);
    expect(await store.people.get('provider:anna')).toMatchObject({ reliability: { lost: 1 } });
    // Out again, without the one who lost it.
    expect(await offerStates()).toEqual(['withdrawn', 'open', undefined]);
  });

  it('honours a proof that was made in time and comes late, while nobody has the job', async () => {
    await at(CONTACT_DUE + 1);
    clock.set(CONTACT_DUE + HOUR_MS);
    const verdict = await act('anna', 'customer.contacted', CONTACT_DUE - HOUR_MS);
    expect(verdict).toMatchObject({ outcome: 'applied' });
    expect((await orderNow()).job).toMatchObject({ state: 'contacted', provider: { id: 'anna' } });
    const job = await fromInbox<JobDocument>(store, 'anna', 'job:order1');
    expect(job).toMatchObject({ removed: null, job: { customer: { name: 'Rosa Keller' } } });
    expect(await offerStates()).toEqual(['yours', 'taken', undefined]);
  });

  it('refuses a proof that was not made in time', async () => {
    await at(CONTACT_DUE + HOUR_MS);
    expect(await act('anna', 'customer.contacted')).toMatchObject({
      outcome: 'refused',
      code: 'contact.tooLate'
    });
  });

  it('holds a proof and any later evidence when another has the job', async () => {
    await at(CONTACT_DUE + 1);
    await act('berta', 'offer.accept');
    for (const kind of ['customer.contacted', 'note.add'] as const) {
      const verdict = await act('anna', kind, CONTACT_DUE - HOUR_MS);
      expect(verdict).toMatchObject({ outcome: 'held', code: 'job.reassigned' });
    }
    expect((await orderNow()).job).toMatchObject({ provider: { id: 'berta' }, notes: [] });
    const held = (await casesOf(store)).filter((each) => each.kind === 'action.held');
    expect(held.map(({ provider, code }) => [provider, code])).toEqual([
      ['anna', 'job.reassigned'],
      ['anna', 'job.reassigned']
    ]);
    expect(held[0]!.action!.text).toContain('customer.contacted');
  });

  it('[R27] sends a job that was given back out again, and keeps it from the one who gave it back', async () => {
    await act('anna', 'job.giveBack');
    await at(clock.now());
    expect(await offerStates()).toEqual(['withdrawn', 'open', undefined]);
    expect(await fromInbox(store, 'anna', 'job:order1')).toMatchObject({
      removed: { why: 'givenBack' }
    });
  });
});

describe('[R27] what is done at the server', () => {
  it('cancels, tells the provider and takes the contact data back', async () => {
    await anOfferedOrderIn(work);
    await act('anna', 'offer.accept');
    const cancel = { kind: 'order.cancel', body: { reason: 'verreist' } } as const;
    const deed = { ...cancel, actor: { type: 'customer' }, at: NOW + HOUR_MS } as const;
    expect(await work.desk.apply('order1', deed)).toMatchObject({ outcome: 'applied' });
    expect(await work.desk.apply('order1', deed)).toEqual({
      outcome: 'refused',
      code: 'job.wrongState'
    });
    expect(await noticesOf('anna')).toEqual(['order.cancelled']);
    const job = await fromInbox<JobDocument>(store, 'anna', 'job:order1');
    expect(job).toMatchObject({ job: { state: 'cancelled' }, removed: { why: 'cancelled' } });
    expect(JSON.stringify(job)).not.toContain('Rosa');
    expect(await work.desk.apply('nothing', deed)).toEqual({
      outcome: 'refused',
      code: 'order.unknown'
    });
  });
});

describe('the timers of a process', () => {
  it('leave an order that fails alone and do the others', async () => {
    await anOfferedOrderIn(work, { id: 'poison', token: 'poison' });
    await anOfferedOrderIn(work);
    const broken = await store.orders.get('poison');
    await store.orders.put({ ...broken!, offers: null as never, generation: 9 });
    await at(NOW + REACH + STEP);
    expect(await offerStates()).toEqual(['open', 'open', undefined]);
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
      ...{ clock, closing: closing.signal, log: SILENT_LOG },
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
      if (asked === 1) clock.set(NOW + 10);
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
    const running = work.run();
    const { anOrder } = await import('../support/builders.ts');
    await store.orders.put(anOrder());
    await vi.waitFor(async () => expect(await offerState('anna')).toBe('open'), 20_000);
    await vi.waitFor(
      async () => expect(await store.inbox('anna').get('profile')).toMatchObject({ id: 'anna' }),
      20_000
    );
    work.stop();
    await running;
  });
});
