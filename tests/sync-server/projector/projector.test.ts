import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HOUR_MS } from '#domain/policy/policy.ts';
import type { InboxDocument } from '#domain/order/views/inbox.ts';
import { StoreUnavailable } from '../../../sync-server/store/store-unavailable.ts';
import type { Store } from '../../../sync-server/store/store.ts';
import { InboxWriter } from '../../../sync-server/projector/inbox-writer.ts';
import { acceptJobIn } from '../../support/accepted-job.ts';
import { NOW } from '../../support/builders.ts';
import { visitActions } from '../../support/visit-actions.ts';
import {
  aClock,
  aMember,
  anOfferedOrderIn,
  aProcess,
  aStore,
  casesOf,
  inboxOf,
  judge,
  judgeAgain,
  send,
  verdictOn
} from '../../support/order-work.ts';

let store: Store;
beforeEach(async () => {
  store = await aStore();
});
afterEach(() => store.close());

/** A store whose inboxes fail as often as `failures` says. */
function failingInboxes(failures: { left: number }): Store {
  return {
    ...store,
    inbox(provider) {
      const inbox = store.inbox(provider);
      if (failures.left <= 0) return inbox;
      failures.left -= 1;
      return Object.assign(Object.create(inbox) as typeof inbox, {
        getMany: inbox.getMany.bind(inbox),
        bulk: () => Promise.reject(new StoreUnavailable('cut off'))
      });
    }
  };
}

describe('a crash between the order and the inboxes', () => {
  it('is caught up by whoever follows the orders, and nothing happens twice', async () => {
    const { device } = await aMember(store);
    const clock = aClock();
    const first = await aProcess(store, clock);
    await anOfferedOrderIn(first);
    const accept = await device.sign('offer.accept', 'order1', {}, NOW);
    await send(store, device, [accept], NOW);
    const failures = { left: 0 };
    const dying = await aProcess(failingInboxes(failures), clock);
    failures.left = 2;
    await judge(store, dying, 'anna').catch(() => undefined);
    expect((await store.orders.get('order1'))?.job.provider?.id).toBe('anna');
    expect(await verdictOn(store, 'anna', accept)).toBeUndefined();

    const next = await aProcess(store, clock);
    const billed: string[] = [];
    next.hooks.billCompleted = (id) => Promise.resolve(void billed.push(id));
    const running = next.run();
    await vi.waitFor(async () => {
      expect(await verdictOn(store, 'anna', accept)).toMatchObject({ outcome: 'applied' });
      expect(await store.inbox('anna').get('offer:order1')).toMatchObject({ state: 'yours' });
      expect(await store.inbox('anna').get('profile')).toBeDefined();
    }, 20_000);
    const order = await store.orders.get('order1');
    const inbox = await inboxOf(store, 'anna');
    await judgeAgain(store, next, 'anna');
    expect(await store.orders.get('order1')).toEqual(order);
    expect(await inboxOf(store, 'anna')).toEqual(inbox);

    const actions = await visitActions(device, order!.job);
    clock.set(NOW + 50 * HOUR_MS);
    await send(store, device, actions, clock.now());
    await judge(store, next, 'anna');
    expect(billed).toContain('order1');
    next.stop();
    await running;
  });

  it('[P3.4] opens the case of a held action that was judged before the crash', async () => {
    const { work, device, clock } = await acceptJobIn(store);
    const sell = { productId: 'unknown', productVersion: 1, quantity: 1 };
    const job = (await store.orders.get('order1'))!.job;
    const actions = await visitActions(device, job, { without: 'job.complete' });
    const held = await device.sign('product.sell', 'order1', sell, NOW + 49 * HOUR_MS);
    clock.set(NOW + 50 * HOUR_MS);
    await send(store, device, [...actions, held], clock.now());

    const failures = { left: 0 };
    const dying = await aProcess(failingInboxes(failures), clock);
    failures.left = 3;
    await judge(store, dying, 'anna').catch(() => undefined);
    expect(await casesOf(store)).toEqual([]);
    const running = work.run();
    await vi.waitFor(async () => {
      const [found] = await casesOf(store);
      expect(found).toMatchObject({ kind: 'action.held', code: 'product.unknown' });
      expect(JSON.parse(found!.action!.text)).toEqual(held);
    }, 20_000);
    work.stop();
    await running;
  });
});

describe('an inbox', () => {
  const notice = (generation: number, kind: string): InboxDocument =>
    ({ _id: 'offer:x', type: 'offer', generation, order: 'x', kind }) as unknown as InboxDocument;
  const write = (generation: number, kind: string) => ({
    id: 'offer:x',
    generation,
    build: () => notice(generation, kind)
  });

  it('never goes back, whichever of two processes comes last', async () => {
    const [one, other] = [new InboxWriter(store), new InboxWriter(store)];
    await one.write('anna', [write(1, 'first')]);
    await other.write('anna', [write(3, 'third')]);
    await one.write('anna', [write(2, 'second')]);
    expect(await store.inbox('anna').get('offer:x')).toMatchObject({ kind: 'third' });
    await one.write('anna', [write(4, 'fourth')]);
    expect(await store.inbox('anna').get('offer:x')).toMatchObject({ kind: 'fourth' });
  });

  it('holds what is written at the same time from many sides once, the newest of each', async () => {
    const writers = [new InboxWriter(store), new InboxWriter(store)];
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        writers[index % 2]!.write('anna', [write(index + 1, `generation ${index + 1}`)])
      )
    );
    expect(await store.inbox('anna').get('offer:x')).toMatchObject({ kind: 'generation 40' });
  });
});

describe('the customer’s rating', () => {
  it('[R16.2] counts once in the provider’s stars, however often it is followed up', async () => {
    const { work, device, clock } = await acceptJobIn(store);
    const actions = await visitActions(device, (await store.orders.get('order1'))!.job);
    clock.set(NOW + 50 * HOUR_MS);
    await send(store, device, actions, clock.now());
    await judge(store, work, 'anna');
    const give = { kind: 'rating.give', body: { stars: 4, words: 'gut' } } as const;
    const command = { ...give, actor: { type: 'customer' }, at: clock.now() } as const;
    const results = await Promise.all([
      work.writer.apply('order1', command),
      work.writer.apply('order1', command)
    ]);
    expect(results.map((each) => (each.outcome === 'applied' ? 'applied' : each.code))).toEqual([
      'applied',
      'rating.alreadyGiven'
    ]);
    const others = [await aProcess(store, clock), await aProcess(store, clock)];
    const running = others.map((each) => each.run());
    await vi.waitFor(
      async () =>
        expect(await store.inbox('anna').get('profile')).toMatchObject({
          stars: { mean: 100 / 21, count: 21 }
        }),
      20_000
    );
    expect(await store.people.get('provider:anna')).toMatchObject({
      stars: { sum: 100, count: 21 }
    });
    expect((await store.orders.get('order1'))?.countedEvents).toEqual(['kept', 'rating']);
    for (const each of others) each.stop();
    await Promise.all(running);
  });
});
