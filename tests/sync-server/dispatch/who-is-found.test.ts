import { describe, expect, it } from 'vitest';
import type { Provider } from '#domain/matching/provider.ts';
import { newAssignment } from '#domain/order/assignment/assignment.ts';
import type { JobState } from '#domain/order/job-states.ts';
import type { Job } from '#domain/order/job.ts';
import type { Order } from '#domain/order/order.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { AT_ALL_TIMES } from '#domain/profile/work-plan.ts';
import { candidatesFor } from '../../../sync-server/dispatch/candidates.ts';
import { claimVisit } from '../../../sync-server/dispatch/claim-visit.ts';
import { newDueOrders } from '../../../sync-server/dispatch/due-orders.ts';
import { promisedVisits } from '../../../sync-server/dispatch/promised-visits.ts';
import { openProviderIndex } from '../../../sync-server/dispatch/provider-index.ts';
import type { Store } from '../../../sync-server/store/store.ts';
import { aClock } from '../../support/a-clock.ts';
import { anOfferedOrder, anOrder, aProvider, NOW } from '../../support/builders.ts';
import { MemoryDatabase } from '../../support/memory-database.ts';

const STARTS_AT = NOW + 48 * HOUR_MS;
const MINUTE = 60_000;
const storeOf = (orders: MemoryDatabase, people = new MemoryDatabase()) =>
  ({ orders: orders.asDatabase, people: people.asDatabase }) as unknown as Store;

/** Another order of this provider, at the same place. */
function theirs(_id: string, id: string | null, fields: Partial<Job> = {}): Order {
  const { job, ...order } = anOrder();
  const provider = id === null ? null : { id, name: '', role: 'friend' as const };
  return { ...order, _id, job: { ...job, provider, state: 'confirmed', ...fields } };
}
const at = (startsAt: number): Partial<Job> => ({
  appointment: { ...anOrder().job.appointment, startsAt }
});

describe('the visits that a provider has promised', () => {
  it.each<[string, Order, boolean]>([
    ['of theirs', theirs('other', 'anna'), true],
    ['of another', theirs('other', 'berta'), false],
    ['that this order is itself', theirs('order1', 'anna'), false],
    ['a day before', theirs('other', 'anna', at(STARTS_AT - 24 * HOUR_MS)), false],
    [
      'just less than a day before',
      theirs('other', 'anna', at(STARTS_AT - 24 * HOUR_MS + 1)),
      true
    ],
    ['just less than a day after', theirs('other', 'anna', at(STARTS_AT + 24 * HOUR_MS - 1)), true],
    ['a day after', theirs('other', 'anna', at(STARTS_AT + 24 * HOUR_MS)), false],
    ...(['accepted', 'contacted', 'travelling', 'arrived', 'working'] as const).map(
      (state): [string, Order, boolean] => [state, theirs('other', 'anna', { state }), true]
    ),
    ...(['completed', 'held', 'failed', 'cancelled'] as const).map(
      (state): [string, Order, boolean] => [state, theirs('other', 'anna', { state }), false]
    )
  ])('[R3.5] count or not: one %s', async (_title, other, isPromised) => {
    const orders = new MemoryDatabase(other);
    const found = await promisedVisits(storeOf(orders), 'anna', anOrder());
    const { startsAt, durationMin } = other.job.appointment;
    const { lat, lon } = other.job.place;
    expect(found).toEqual(isPromised ? [{ startsAt, durationMin, lat, lon }] : []);
    expect(orders.queries[0]).toMatchObject({
      index: {
        name: 'orders-by-provider-and-time',
        fields: ['job.provider.id', 'job.appointment.startsAt']
      },
      fields: ['_id', '_rev', 'job.state', 'job.appointment', 'job.place']
    });
  });
});

describe('whom an order may be offered to', () => {
  const index = (...providers: Provider[]) => ({
    get: (id: string) => providers.find((each) => each.id === id),
    nearest: (_place: unknown, atMost: number, suits: (provider: Provider) => boolean) =>
      providers.filter((each) => each.bio !== 'far' && suits(each)).slice(0, atMost)
  });
  const found = async (order: Order, providers: Provider[], orders = new MemoryDatabase()) =>
    (await candidatesFor(order, index(...providers), storeOf(orders))).map(
      ({ provider }) => provider.id
    );
  const [anna, berta] = [aProvider(), aProvider({ id: 'berta', stars: { sum: 250, count: 50 } })];

  it('[R4.5, R3.1, R3.3] are those who qualify, best first', async () => {
    const others = [
      aProvider({ id: 'paused', active: false }),
      aProvider({ id: 'unvetted', vetted: false }),
      aProvider({ id: 'german', market: 'DE' }),
      aProvider({ id: 'other', skills: [] })
    ];
    expect(await found(anOrder(), [anna, ...others, berta])).toEqual(['berta', 'anna']);
    const partner = {
      ...{ id: 'n', name: 'N', brands: [], skill: 'wlan', level: 1 },
      ...{ proOnly: false, tests: ['nordhall'], papers: [] }
    };
    const tested = aProvider({ id: 'tested', tests: ['nordhall'] });
    expect(await found(anOrder({ partner }), [anna, tested])).toEqual(['tested']);
  });

  it('[R3.10] are not those who do not work then', async () => {
    const nights = Array.from({ length: 7 }, () => [{ from: 0, until: 60 }]);
    const asleep = { ...berta, plan: { ...AT_ALL_TIMES, hours: nights } };
    expect(await found(anOrder(), [anna, asleep])).toEqual(['anna']);
    const personal = anOrder({ personalProvider: 'berta' });
    expect(await found(personal, [anna, asleep])).toEqual(['anna']);
  });

  it('[R3.5] are not those who are busy then', async () => {
    const busy = new MemoryDatabase(theirs('other', 'berta', at(STARTS_AT + 30 * MINUTE)));
    expect(await found(anOrder(), [anna, berta], busy)).toEqual(['anna']);
    const later = new MemoryDatabase(theirs('other', 'berta', at(STARTS_AT + 70 * MINUTE)));
    expect(await found(anOrder(), [anna, berta], later)).toEqual(['berta', 'anna']);
  });

  it('[R5.15] are not those who declined, gave it back or lost it', async () => {
    const [offer] = anOfferedOrder([berta]).offers;
    const declined = { ...offer!, state: 'declined' as const };
    expect(await found({ ...anOrder(), offers: [declined] }, [anna, berta])).toEqual(['anna']);
    expect(await found({ ...anOrder(), earlierOffers: [declined] }, [anna, berta])).toEqual([
      'anna'
    ]);
    expect(await found({ ...anOrder(), earlierOffers: [offer!] }, [anna, berta])).toEqual([
      ...['berta', 'anna']
    ]);
    const ended = { at: NOW, why: 'givenBack', limitAt: null, job: anOrder().job } as const;
    const back = { ...anOrder(), assignments: [{ ...newAssignment('berta', NOW), ended }] };
    expect(await found(back, [anna, berta])).toEqual(['anna']);
  });

  it('[R2.1] are first whom the customer asked for, also from further away, if they qualify', async () => {
    const far = aProvider({ id: 'far', bio: 'far' });
    const asked = anOrder({ personalProvider: 'far' });
    expect(await found(asked, [anna, berta, far])).toEqual(['far', 'berta', 'anna']);
    expect(await found(anOrder(), [anna, berta, far])).toEqual(['berta', 'anna']);
    expect(await found(asked, [anna, { ...far, active: false }])).toEqual(['anna']);
    expect(await found(asked, [anna])).toEqual(['anna']);
    const near = anOrder({ personalProvider: 'anna' });
    expect(await found(near, [anna, berta])).toEqual(['anna', 'berta']);
    const busy = new MemoryDatabase(theirs('other', 'far'));
    expect(await found(asked, [anna, far], busy)).toEqual(['anna']);
  });

  it('[R4.5] are no more than thirty of the nearest hundred', async () => {
    const many = Array.from({ length: 120 }, (_, index) =>
      aProvider({ id: `p${index}`, stars: { sum: 400 + index, count: 100 } })
    );
    const ids = await found(anOrder(), many);
    // The best of the first hundred.
    expect(ids).toEqual(Array.from({ length: 30 }, (_, index) => `p${99 - index}`));
    // Of busy ones the next are looked at, ten at a time.
    const busy = new MemoryDatabase(
      ...Array.from({ length: 95 }, (_, index) => theirs(`o${index}`, `p${index + 5}`))
    );
    expect(await found(anOrder(), many, busy)).toEqual(['p4', 'p3', 'p2', 'p1', 'p0']);
    const few = new MemoryDatabase(
      ...Array.from({ length: 5 }, (_, index) => theirs(`o${index}`, `p${99 - index}`))
    );
    const after = await found(anOrder(), many, few);
    expect([after.length, after[0], after.at(-1)]).toEqual([30, 'p94', 'p65']);
    expect(few.queries).toHaveLength(40);
  });
});

describe('the visit that somebody is about to get', () => {
  const agendaOf = async (
    other: Order,
    { claimedAt = NOW - MINUTE, provider = 'anna' }: { claimedAt?: number; provider?: string } = {}
  ) => {
    const agenda = { _id: 'agenda:anna', type: 'agenda', claims: { [other._id]: claimedAt } };
    // The index has not seen the order yet.
    const orders = new MemoryDatabase(other);
    const store = storeOf(orders, new MemoryDatabase(agenda));
    Object.assign(store.orders, { find: async () => [] });
    const inTheWay = await claimVisit(store, provider, anOrder(), NOW);
    const kept = (await store.people.get(`agenda:${provider}`)) as unknown as {
      claims: Record<string, number>;
    };
    return { isInTheWay: inTheWay.length > 0, claims: kept.claims };
  };
  const free = (state: JobState) => theirs('other', null, { state });

  it.each<[string, Order, number, boolean]>([
    ['just announced', free('offered'), NOW, true],
    ['announced three minutes ago', free('offered'), NOW - 3 * MINUTE, false],
    ['announced a moment less ago', free('offered'), NOW - 3 * MINUTE + 1, true],
    ['announced, which may come back by a proof', free('requested'), NOW, true],
    ['announced, of an order without a taker', free('unplaced'), NOW, true],
    ['announced, and cancelled since', free('cancelled'), NOW, false],
    ['theirs by now', theirs('other', 'anna'), 0, true],
    ['another’s by now', theirs('other', 'berta'), NOW, false],
    ['theirs and completed', theirs('other', 'anna', { state: 'completed' }), NOW, false],
    ['theirs and to be over', theirs('other', 'anna', at(NOW - 61 * MINUTE)), NOW, false],
    ['theirs and not over', theirs('other', 'anna', at(NOW - 60 * MINUTE)), NOW, true],
    ['their own', { ...free('offered'), _id: 'order1' }, NOW, false]
  ])('[R3.8] stands in the way or not: %s', async (_title, other, claimedAt, expected) => {
    const { isInTheWay } = await agendaOf(other, { claimedAt });
    expect(isInTheWay).toBe(expected);
  });

  it('[R3.8] is announced where it is free, beside what still counts', async () => {
    const later = theirs('other', 'anna', at(STARTS_AT + 70 * MINUTE));
    expect((await agendaOf(later, { claimedAt: 5 })).claims).toEqual({ other: 5, order1: NOW });
    expect((await agendaOf(theirs('other', 'anna'), { claimedAt: 5 })).claims).toEqual({
      other: 5
    });
    expect((await agendaOf(free('cancelled'))).claims).toEqual({ order1: NOW });
    expect((await agendaOf(free('offered'), { provider: 'berta' })).claims).toEqual({
      order1: NOW
    });
  });

  it('[R3.8] is in the way of what is promised already', async () => {
    const people = new MemoryDatabase();
    const promised = storeOf(new MemoryDatabase(theirs('other', 'anna')), people);
    expect(await claimVisit(promised, 'anna', anOrder(), NOW)).toHaveLength(1);
    expect(await people.get('agenda:anna')).toMatchObject({ type: 'agenda', claims: {} });
    const gone = new MemoryDatabase({ _id: 'agenda:anna', claims: { gone: NOW } } as never);
    expect(await claimVisit(storeOf(new MemoryDatabase(), gone), 'anna', anOrder(), NOW)).toEqual(
      []
    );
  });
});

describe('the orders that are due', () => {
  const due = (_id: string, dueAt: number) => ({ _id, dueAt }) as never;
  const clock = aClock();
  const database = new MemoryDatabase(
    ...[due('late', NOW - 5), due('now', NOW), due('soon', NOW + 1), due('later', NOW + 9)]
  );
  const orders = newDueOrders(storeOf(database), clock);

  it('[R5.13] are those whose time has come, what waits longest first', async () => {
    clock.set(NOW);
    expect(await orders.now(9)).toEqual(['late', 'now']);
    expect(await orders.now(1)).toEqual(['late']);
    expect(await orders.nextAfter(NOW)).toBe(NOW + 1);
    expect(await orders.nextAfter(NOW + 9)).toBe(Infinity);
    expect(database.queries[0]).toEqual({
      index: { name: 'orders-by-due', fields: ['dueAt'] },
      ...{ selector: { dueAt: { $lte: NOW } }, fields: ['_id', '_rev', 'dueAt'], limit: 9 },
      sort: [{ dueAt: 'asc' }]
    });
    expect(database.queries.at(-1)).toMatchObject({ limit: 1, sort: [{ dueAt: 'asc' }] });
  });

  it('[R9.17] are left alone as long as they are to be', async () => {
    orders.leaveAlone('late', NOW + 2);
    expect(await orders.now(9)).toEqual(['now']);
    clock.set(NOW + 1);
    expect(await orders.now(9)).toEqual(['now', 'soon']);
    clock.set(NOW + 2);
    expect(await orders.now(9)).toEqual(['late', 'now', 'soon']);
  });
});

describe('all providers in memory', () => {
  const place = (lat: number, lon = 7.588) => ({ base: { ...aProvider().base, lat, lon } });

  it('[R3.4] are found by nearness, as far as anybody goes', async () => {
    const people = new MemoryDatabase(
      aProvider({ id: 'near', ...place(47.6) }),
      aProvider({ id: 'far', ...place(48.5) }),
      aProvider({ id: 'nearest', ...place(47.554) }),
      aProvider({ id: 'east', ...place(47.553, 7.7) }),
      aProvider({ id: 'abroad', ...place(49.5) }),
      { _id: 'device:x', type: 'device' } as never
    );
    Object.assign(people, { changes: async () => ({ lastSeq: '7' }) });
    const providers = openProviderIndex(storeOf(new MemoryDatabase(), people));
    const nearest = (atMost: number, suits: (provider: Provider) => boolean = () => true) =>
      providers.nearest(anOrder().job.place, atMost, suits).map(({ id }) => id);
    expect(nearest(9)).toEqual([]);
    await providers.load();
    // 200 km and no further.
    expect(nearest(9)).toEqual(['nearest', 'near', 'east', 'far']);
    expect(nearest(2)).toEqual(['nearest', 'near']);
    expect(nearest(2, ({ id }) => id !== 'nearest')).toEqual(['near', 'east']);
    expect(providers.get('far')?.id).toBe('far');
    expect(providers.get('x')).toBeUndefined();
  });

  it('[R3.1] follow what changes', async () => {
    const people = new MemoryDatabase(aProvider({ id: 'anna', ...place(47.6) }));
    const closing = new AbortController();
    const asked: string[] = [];
    Object.assign(people, {
      async changes({ since }: { since: string }) {
        asked.push(since);
        if (since !== '7') {
          if (since !== 'now') closing.abort();
          return { lastSeq: '7', results: [] };
        }
        const doc = aProvider({ id: 'anna', active: false, ...place(47.6) });
        const other = { ...aProvider({ id: 'x' }), _id: 'device:x' };
        return {
          lastSeq: '9',
          results: [
            { id: 'provider:anna', seq: '8', changes: [], doc },
            { id: 'device:x', seq: '8', changes: [], doc: other },
            { id: 'provider:gone', seq: '9', changes: [], deleted: true }
          ]
        };
      }
    });
    const providers = openProviderIndex(storeOf(new MemoryDatabase(), people));
    await providers.load();
    expect(providers.nearest(anOrder().job.place, 1, () => true)[0]?.active).toBe(true);
    await providers.follow(closing.signal);
    expect(asked).toEqual(['now', '7', '9']);
    expect(providers.nearest(anOrder().job.place, 9, () => true)).toMatchObject([
      { id: 'anna', active: false }
    ]);
    expect(providers.get('x')).toBeUndefined();
  });
});
