import { describe, expect, it, vi } from 'vitest';
import type { Order } from '#domain/order/order.ts';
import { hashOf } from '#domain/protocol/hash.ts';
import { bookOrder, knownOrder, type OrderWish } from '../../../sync-server/orders/book-order.ts';
import { orderByToken } from '../../../sync-server/orders/order-by-token.ts';
import { orderTopic } from '../../../sync-server/orders/order-topic.ts';
import { openCatalogRules } from '../../../sync-server/order-work/catalog-rules.ts';
import { newFollowUp } from '../../../sync-server/order-work/follow-up.ts';
import { keepOutboxesJudged } from '../../../sync-server/order-work/keep-outboxes-judged.ts';
import { openOrderWriter } from '../../../sync-server/order-work/open-order-writer.ts';
import { takeBatch } from '../../../sync-server/order-work/take-batch.ts';
import { newJudgedPlaces } from '../../../sync-server/outbox/judged-places.ts';
import { receivedAction } from '../../../sync-server/outbox/received-action.ts';
import {
  actionHash,
  claimedHash,
  contentHash,
  contentText
} from '../../../sync-server/outbox/received-hash.ts';
import { storedAction, storedId } from '../../../sync-server/outbox/stored-action.ts';
import { unjudged } from '../../../sync-server/outbox/unjudged.ts';
import { StoreUnavailable } from '../../../sync-server/store/store-unavailable.ts';
import type { Store } from '../../../sync-server/store/store.ts';
import { aClock } from '../../support/a-clock.ts';
import { anOrder, anOrderAfter, aPackage, aProvider, NOW, RULES } from '../../support/builders.ts';
import { MemoryDatabase } from '../../support/memory-database.ts';

const received = (id: string, envelope: unknown = { id }) => ({
  ...{ provider: 'anna', id, rev: '1-a', device: 'd', receivedAt: NOW, envelope }
});

describe('[P7.2] taking a batch', () => {
  async function take(
    fails: (ids: string[], calls: number) => Error | null,
    { giveUp, isClosing = false }: { giveUp?: () => Promise<void>; isClosing?: boolean } = {}
  ) {
    const cases = new MemoryDatabase();
    const calls: string[] = [];
    const said: string[] = [];
    const given: unknown[] = [];
    const closing = new AbortController();
    if (isClosing) closing.abort();
    const done = takeBatch([received('a'), received('b')], {
      store: { cases: cases.asDatabase } as unknown as Store,
      clock: aClock(),
      closing: closing.signal,
      log: { error: (_: unknown, text: string) => said.push(text) } as never,
      authority: {
        async take(actions) {
          const ids = actions.map(({ id }) => id);
          calls.push(ids.join());
          const error = fails(ids, calls.length);
          if (error) throw error;
        },
        async giveUp(action, judgement) {
          given.push([action.id, judgement]);
          await giveUp?.();
        }
      }
    });
    const answer = await done.then(
      () => 'done',
      (error: Error) => error.message
    );
    const made = [...cases.documents.values()].map(({ _rev, ...each }) => each);
    return { answer, calls, said, given, cases: made };
  }
  const bug = new Error('bug');

  it('takes all at once where all is well', async () => {
    expect(await take(() => null)).toEqual({
      ...{ answer: 'done', calls: ['a,b'], said: [], given: [], cases: [] }
    });
  });

  it('finds out which one fails, tries it three times and tells support and device', async () => {
    const judgement = { outcome: 'held', code: 'action.malformed', at: NOW };
    expect(await take((ids) => (ids.includes('a') ? bug : null))).toEqual({
      ...{ answer: 'done', calls: ['a,b', 'a', 'a', 'a', 'b'] },
      said: ['judging failed', 'judging failed', 'judging failed'],
      given: [['a', judgement]],
      cases: [
        {
          ...{ _id: 'case:judging:anna:a:1-a', type: 'case', state: 'open' },
          ...{ kind: 'judging.failed', openedAt: NOW, order: null, provider: 'anna', code: null },
          ...{ judgement, statement: null, note: 'Error: bug' },
          action: {
            ...{ id: 'a', hash: await hashOf({ id: 'a' }), receivedAt: NOW, text: '{"id":"a"}' }
          }
        }
      ]
    });
  });

  it('goes on where the second try does', async () => {
    const { answer, calls, cases } = await take((_ids, count) => (count <= 2 ? bug : null));
    expect([answer, calls, cases]).toEqual(['done', ['a,b', 'a', 'a', 'b'], []]);
  });

  it('passes an outage and the end of the server on', async () => {
    const down = new StoreUnavailable('down');
    expect(await take(() => down)).toMatchObject({ calls: ['a,b'], cases: [] });
    const later = await take((ids) => (ids.length > 1 ? bug : down));
    expect(later).toMatchObject({ calls: ['a,b', 'a'], cases: [] });
    expect(later.answer).toContain('down');
    expect(await take(() => bug, { isClosing: true })).toMatchObject({ answer: 'bug', cases: [] });
  });

  it('holds also whom it cannot tell, and waits where the store is away', async () => {
    const fails = (ids: string[]) => (ids.includes('a') ? bug : null);
    const untold = await take(fails, {
      giveUp: async () => {
        throw bug;
      }
    });
    expect([untold.answer, untold.said.at(-1)]).toEqual([
      ...['done', 'a held action has no verdict']
    ]);
    const away = await take(fails, {
      giveUp: async () => {
        throw new StoreUnavailable('down');
      }
    });
    expect(away.answer).toContain('down');
  });
});

describe('[P7.1] what an outbox holds', () => {
  const stored = (id: string, fields: object = {}) => ({
    ...{
      _id: id,
      _rev: '1-a',
      type: 'action',
      device: 'd',
      receivedAt: NOW,
      text: `{"id":"${id}"}`
    },
    ...fields
  });

  it('is read in batches of a hundred, every leaf of a forked one', async () => {
    const asked: unknown[] = [];
    const outbox = {
      async changes(request: { since: string }) {
        asked.push(request);
        if (request.since === '7') {
          const ids = Array.from({ length: 100 }, (_, index) => `a${index}`);
          return {
            results: ids.map((id) => ({ id, changes: [{ rev: '1-a' }], doc: stored(id) })),
            lastSeq: '107'
          };
        }
        return {
          results: [
            {
              id: 'f',
              changes: [{ rev: '1-b' }, { rev: '1-a' }, { rev: '1-c' }],
              doc: stored('f')
            },
            { id: 'x', changes: [{ rev: '1-a' }], doc: { _id: 'x', type: 'other' } },
            { id: 'gone', changes: [{ rev: '2-a' }] }
          ],
          lastSeq: '110'
        };
      },
      get: async (id: string, { rev }: { rev: string }) =>
        rev === '1-b' ? stored(id, { _rev: rev, text: '{"id":"other"}', receivedAt: 9 }) : undefined
    };
    const batches = [];
    const store = { outbox: () => outbox } as unknown as Store;
    for await (const batch of unjudged(store, 'anna', '7')) batches.push(batch);
    expect(batches.map(({ actions, nextSeq }) => [actions.length, nextSeq])).toEqual([
      [100, '107'],
      [2, '110']
    ]);
    expect(batches[1]?.actions).toEqual([
      receivedAction('anna', stored('f') as never),
      { ...received('f', { id: 'other' }), rev: '1-b', receivedAt: 9 }
    ]);
    expect(asked).toEqual([
      { since: '7', limit: 100, includeDocs: true, allLeaves: true },
      { since: '107', limit: 100, includeDocs: true, allLeaves: true }
    ]);
  });

  it('is judged up to a place that is written down a little later', async () => {
    const outbox = new MemoryDatabase({ _id: '_local/judged', seq: '5' } as never);
    const said: unknown[] = [];
    const store = { outbox: () => outbox.asDatabase } as unknown as Store;
    const places = newJudgedPlaces(store, {
      warn: (_: unknown, text: string) => said.push(text)
    } as never);
    const written = async () => (await outbox.get('_local/judged')) as unknown as { seq: string };
    expect(await places.get('anna')).toBe('5');
    places.move('anna', '8');
    expect(await places.get('anna')).toBe('8');
    expect((await written()).seq).toBe('5');
    await vi.waitFor(async () => expect((await written()).seq).toBe('8'), 5_000);
    places.move('anna', '9');
    await places.save();
    expect((await written()).seq).toBe('9');
    outbox.put = async () => {
      throw new Error('down');
    };
    places.move('anna', '10');
    await places.save();
    expect(said).toEqual(['how far an outbox is judged could not be written']);
    outbox.put = MemoryDatabase.prototype.put.bind(outbox);
    await places.save();
    expect((await written()).seq).toBe('10');
  });

  it('is looked at again from time to time where others share the store, else once', async () => {
    for (const isShared of [false, true]) {
      const closing = new AbortController();
      const told: string[] = [];
      let failures = 1;
      const kept = keepOutboxesJudged({
        outboxWorker: {
          async catchUp() {
            told.push('catchUp');
            if (failures-- > 0) throw new Error('down');
          }
        },
        gracePeriod: { backlogJudged: () => void told.push('judged') },
        ...{ isShared, closing: closing.signal },
        log: { warn: (_: unknown, text: string) => told.push(text) } as never
      });
      const expected = ['catchUp', 'catching up waits for the store', 'catchUp', 'judged'];
      await vi.waitFor(() => expect(told).toEqual(expected), 5_000);
      const isOver = await Promise.race([
        kept.then(() => true),
        new Promise((resolve) => setTimeout(() => resolve(false), 30))
      ]);
      expect(isOver).toBe(!isShared);
      closing.abort();
      await kept;
    }
  });
});

describe('[P3.3, P3.4] what was sent, as it is kept', () => {
  const from = { device: 'd', receivedAt: NOW };
  const kept = (sent: unknown) => storedAction(sent, from, { raw: '[…]', index: 3 });

  it('has its own name where that is one of an action, else always the same other', () => {
    expect(storedId('device-1:0000000001')).toBe('device-1:0000000001');
    for (const id of [
      'device-1:1',
      'xdevice-1:00000000012',
      'DEVICE-1:0000000001',
      'short:0000000001'
    ]) {
      expect(storedId(id), id).toMatch(/^other:[0-9a-f]{64}$/);
    }
    expect(storedId('a'.repeat(64) + ':0000000001')).toMatch(/^a/);
    expect(storedId('a'.repeat(65) + ':0000000001')).toMatch(/^other:/);
    expect(storedId('x')).toBe(storedId('x'));
  });

  it('is its content, without what a replicating client adds', () => {
    const sent = {
      ...{ _id: 'device-1:0000000001', _rev: '1-abc', _revisions: { start: 1 } },
      ...{ _deleted: false, _attachments: {}, b: 1, a: 2 }
    };
    const document = kept(sent);
    expect(document).toEqual({
      ...{ _id: 'device-1:0000000001', _rev: expect.stringMatching(/^1-[0-9a-f]{32}$/) },
      ...{ type: 'action', text: '{"_id":"device-1:0000000001","b":1,"a":2}' },
      ...{ sentId: 'device-1:0000000001', sentRev: '1-abc', device: 'd', receivedAt: NOW }
    });
    // The order of members makes no other revision, another content does.
    expect(kept({ a: 2, b: 1, _id: sent._id })._rev).toBe(document._rev);
    expect(kept({ ...sent, a: 3 })._rev).not.toBe(document._rev);
    expect(kept({ ...sent, _rev: 'x y' }).sentRev).toBeNull();
    expect(kept({ ...sent, _rev: ' 1-a' }).sentRev).toBeNull();
    expect(kept({ ...sent, _rev: '1-a ' }).sentRev).toBeNull();
    expect(kept({ ...sent, _deleted: true }).text).toContain('_deleted');
    expect(kept({ ...sent, _attachments: { a: 1 } }).text).toContain('_attachments');
  });

  it.each([[['x']], ['text'], [7], [null], [{}], [{ _id: '' }], [{ _id: 7 }]])(
    'has a made-up name where it has none: %j',
    (sent) => {
      const document = kept(sent);
      expect(document.sentId).toMatch(/^other:[0-9a-f]{64}$/);
      expect(document._id).toMatch(/^other:[0-9a-f]{64}$/);
      expect(kept(sent)).toEqual(document);
    }
  );

  it('is what came over the wire where it cannot be written again', () => {
    const cycle: Record<string, unknown> = { _id: 'device-1:0000000001' };
    cycle.self = cycle;
    expect(kept(cycle)).toMatchObject({
      ...{ _id: 'device-1:0000000001', text: '{"unreadable":{"raw":"[…]","index":3}}' }
    });
    expect(kept({ a: '\ud800' })._rev).toBe(kept({ a: '\ud800' })._rev);
  });

  it('is known by a hash, whatever it is', async () => {
    expect(await contentHash({ b: 1, a: 2 })).toBe(await hashOf({ a: 2, b: 1 }));
    expect(await contentHash('\ud800')).toHaveLength(43);
    expect([contentText({ b: 1 }), contentText(undefined)]).toEqual(['{"b":1}', 'null']);
    const cycle: Record<string, unknown> = {};
    cycle.self = cycle;
    expect(contentText(cycle)).toBe('null');
    expect([claimedHash({ hash: 'h' }), claimedHash({ hash: 7 }), claimedHash({})]).toEqual([
      ...['h', null, null]
    ]);
    expect([claimedHash(null), claimedHash('hash'), claimedHash(undefined)]).toEqual([
      ...[null, null, null]
    ]);
    expect(await actionHash({ kind: '\ud800' } as never)).toBeUndefined();
  });
});

describe('[R1.4, R1.5] booking once', () => {
  const wish: OrderWish = {
    ...{ key: 'request-1', asked: { b: 1, a: 2 }, channel: 'web', market: 'CH' },
    ...{ service: aPackage(), startsAt: NOW + 1e8, problem: 'x', payment: { kind: 'invoice' } },
    ...{ personalProvider: null, partner: null, pickup: null, catalogVersion: '1' },
    ...{ termsVersion: '1', place: anOrder().job.place, customer: anOrder().job.customer }
  };
  function aDesk() {
    const [people, orders] = [new MemoryDatabase(), new MemoryDatabase()];
    const store = { people: people.asDatabase, orders: orders.asDatabase } as unknown as Store;
    const writer = {
      async book(order: Order) {
        if (!orders.documents.has(order._id)) await orders.put(order);
        return (await orders.get(order._id)) as unknown as Order;
      }
    };
    const book = (fields: Partial<OrderWish> = {}, now = NOW) =>
      bookOrder({ store, writer, now }, { ...wish, ...fields });
    return { people, orders, store, book };
  }

  it('makes an order with a name, a token and the day of its place', async () => {
    const { people, book } = aDesk();
    const { outcome, order } = await book();
    expect(outcome).toBe('booked');
    expect(order).toMatchObject({
      ...{ _id: expect.stringMatching(/^[0-9a-z]{26}$/), createdAt: NOW, channel: 'web' },
      token: expect.stringMatching(/^[A-Za-z0-9_-]{22}$/)
    });
    const [booking] = [...people.documents.values()];
    expect(booking).toMatchObject({
      ...{ _id: expect.stringMatching(/^booking:[A-Za-z0-9_-]{43}$/), type: 'booking' },
      ...{ order: order._id, token: order.token, createdAt: NOW },
      askedHash: await hashOf({ a: 2, b: 1 })
    });
    expect(JSON.stringify(booking)).not.toContain('request-1');
  });

  it('answers the same again, and another wish under the key as one that differs', async () => {
    const { orders, store, book } = aDesk();
    const { order } = await book();
    const again = await book({ asked: { a: 2, b: 1 } }, NOW + 9);
    expect(again).toEqual({ outcome: 'booked', order });
    const other = await book({ asked: { a: 3 }, problem: 'y' }, NOW + 9);
    expect(other).toEqual({ outcome: 'differs', order });
    expect(orders.documents.size).toBe(1);
    expect((await book({ key: 'request-2' })).order._id).not.toBe(order._id);
    expect(await knownOrder(store, 'request-1', { b: 1, a: 2 })).toEqual(again);
    expect(await knownOrder(store, 'request-1', {})).toEqual(other);
    expect(await knownOrder(store, 'request-3', {})).toBeUndefined();
    // A crash between the two writes: the order is made then, by whoever asks.
    orders.documents.clear();
    expect(await knownOrder(store, 'request-1', {})).toBeUndefined();
    const late = await book({ asked: { a: 3 } }, NOW + 99);
    expect(late).toMatchObject({ outcome: 'booked', order: { _id: order._id, createdAt: NOW } });
  });

  it('[R24.1] takes the VAT of the day on the wall of the place', async () => {
    const { book } = aDesk();
    // 23:30 on New Year’s Eve in UTC, half past midnight in Zurich.
    const { order } = await book({ startsAt: Date.parse('2023-12-31T23:30:00Z') });
    expect(order.job.terms.vatBps).toBe(810);
    const before = await book({ key: 'k', startsAt: Date.parse('2023-12-31T22:30:00Z') });
    expect(before.order.job.terms.vatBps).toBe(770);
  });

  it('is found by its token and by nothing else', async () => {
    const orders = new MemoryDatabase(anOrder());
    const store = { orders: orders.asDatabase } as unknown as Store;
    expect((await orderByToken(store, 'token1'))?._id).toBe('order1');
    for (const token of ['token2', '', 'token1 ', ' token1', 'x'.repeat(65)]) {
      expect(await orderByToken(store, token)).toBeUndefined();
    }
    expect(orders.queries).toHaveLength(2);
    expect(orders.queries[0]).toMatchObject({ limit: 1, index: { fields: ['token'] } });
    expect(orderTopic('order1')).toBe('order:order1');
  });
});

describe('the order writer', () => {
  function aWriter(...orders: Order[]) {
    const database = new MemoryDatabase(...orders);
    const told: unknown[] = [];
    const writer = openOrderWriter({
      store: { orders: database.asDatabase } as unknown as Store,
      rules: RULES,
      followUp: async ({ _id, generation }, base) => {
        told.push([_id, generation, base]);
        if (generation === 99) throw new Error('bug');
      },
      log: { warn: (_: unknown, text: string) => told.push(text) } as never,
      closing: new AbortController().signal
    });
    return { database, told, writer };
  }

  it('[P4.1] raises the generation and sets what is due next, with every write', async () => {
    const { told, writer } = aWriter(anOrderAfter('offer.accept'));
    const next = await writer.change('order1', (order) => ({ ...order, round: 7 }));
    expect(next).toMatchObject({ round: 7, generation: 2, dueAt: NOW + 60_000 + 6 * 3_600_000 });
    expect(told).toEqual([['order1', 2, 1]]);
    // Nothing to write: the state is followed up all the same.
    await writer.change('order1', (order) => order);
    expect(told).toEqual([
      ['order1', 2, 1],
      ['order1', 2, 2]
    ]);
    expect(await writer.change('gone', (order) => order)).toBeUndefined();
    await writer.note('order1', (order) => order);
    expect(told).toHaveLength(2);
    await writer.note('order1', (order) => ({ ...order, round: 8 }));
    expect(told.at(-1)).toEqual(['order1', 3, 2]);
  });

  it('[R1.10] books once, due at once', async () => {
    const { told, writer } = aWriter();
    expect(await writer.book(anOrder())).toMatchObject({ generation: 1, dueAt: 0 });
    expect(await writer.book(anOrder({ problem: 'other' }))).toMatchObject({
      job: { problem: 'Kein Empfang im Keller' }
    });
    expect(told).toEqual([
      ['order1', 1, undefined],
      ['order1', 1, undefined]
    ]);
  });

  it('[R27.3] does what customer or support ask, or says why not', async () => {
    const { writer } = aWriter(anOrderAfter('offer.accept'));
    const cancel = { kind: 'order.cancel', body: { reason: 'x' }, at: NOW } as const;
    const support = { type: 'support', id: 'lea' } as const;
    expect(await writer.apply('gone', { ...cancel, actor: support })).toEqual({
      ...{ outcome: 'refused', code: 'order.unknown' }
    });
    expect(await writer.apply('order1', { ...cancel, actor: { type: 'clock' } })).toEqual({
      ...{ outcome: 'refused', code: 'actor.notAllowed' }
    });
    const done = await writer.apply('order1', { ...cancel, actor: support });
    expect(done).toMatchObject({ outcome: 'applied', order: { job: { state: 'cancelled' } } });
  });

  it('[P7.1] fails nobody where the follow-up does', async () => {
    const { told, writer } = aWriter({ ...anOrder(), generation: 98 });
    expect(await writer.change('order1', (order) => ({ ...order, round: 1 }))).toMatchObject({
      generation: 99
    });
    expect(told.at(-1)).toBe('an order is followed up later');
    await writer.followedUp('order1');
  });
});

describe('what follows from an order', () => {
  async function follow(order: Order, counted: string[] = []) {
    const told: unknown[] = [];
    const people = new MemoryDatabase(aProvider());
    let noted: Order | undefined;
    const followUp = newFollowUp({
      store: { people: people.asDatabase } as unknown as Store,
      events: { publish: (topic: string) => told.push(topic) } as never,
      log: { warn: (_: unknown, text: string) => told.push(text) } as never,
      hooks: {
        billCompleted: async (id) => {
          told.push(`bill ${id}`);
          throw new Error('down');
        }
      },
      projector: {
        project: async (_: Order, base: unknown) => void told.push(['project', base])
      } as never,
      openOrderCases: async () => void told.push('cases'),
      note: async (_id, decide) => {
        noted = (await decide({ ...order, countedEvents: counted })) as Order;
      },
      due: (at) => told.push(['due', at])
    });
    await followUp(order, 4);
    await new Promise((resolve) => setTimeout(resolve));
    return {
      told,
      noted,
      anna: (await people.get('provider:anna')) as unknown as ReturnType<typeof aProvider>
    };
  }

  it('[R11.4, R16.2, R4.6] is told to pages, clock, billing, inboxes, support and reputation', async () => {
    const done = { ...anOrderAfter('job.complete'), dueAt: 77 };
    const { told, noted, anna } = await follow(done);
    expect(new Set(told)).toEqual(
      new Set([
        ...['order:order1', ['due', 77], 'bill order1', 'billing is tried again later'],
        ...[['project', 4], 'cases']
      ])
    );
    expect(told).toHaveLength(6);
    expect(noted?.countedEvents).toEqual(['kept']);
    expect(anna).toMatchObject({
      ...{ reliability: { kept: 21, lost: 0 }, recentReputationEvents: ['order1/kept'] }
    });
    // Another process has noted it meanwhile.
    expect((await follow(done, ['kept'])).noted?.countedEvents).toEqual(['kept']);
  });

  it('[R16.2] counts nothing twice, and bills only what is due', async () => {
    const done = anOrderAfter('job.complete');
    const billing = { ...done.job.billing, state: 'billed' as const };
    const counted = { ...done, job: { ...done.job, billing }, countedEvents: ['kept'] };
    const { told, noted, anna } = await follow(counted);
    expect([noted, anna.reliability.kept]).toEqual([undefined, 20]);
    expect(told).not.toContain('bill order1');
  });
});

describe('the catalogue in memory', () => {
  it('[R13.6, R18.3] is read whole, then followed', async () => {
    const catalog = new MemoryDatabase(
      { ...aPackage() },
      { _id: 'product:cable', type: 'product', id: 'cable', version: 1 } as never,
      { _id: 'catalog', type: 'catalog' } as never
    );
    const closing = new AbortController();
    Object.assign(catalog, {
      async changes({ since }: { since: string }) {
        if (since !== '0') {
          closing.abort();
          return { lastSeq: since, results: [] };
        }
        const doc = { ...aPackage(), version: 2 };
        return {
          lastSeq: '2',
          results: [
            { id: doc._id, seq: '1', changes: [], doc },
            { id: 'gone', seq: '2', changes: [], deleted: true }
          ]
        };
      }
    });
    const rules = openCatalogRules({ catalog: catalog.asDatabase } as unknown as Store);
    expect(rules.packageAt('wlan', 0)).toBeUndefined();
    await rules.load();
    expect([rules.packageAt('wlan', 0)?.version, rules.productAt('cable', 0)?.version]).toEqual([
      ...[1, 1]
    ]);
    expect([rules.packageAt('cable', 0), rules.productAt('wlan', 0)]).toEqual([
      ...[undefined, undefined]
    ]);
    await rules.follow(closing.signal);
    expect(rules.packageAt('wlan', 0)?.version).toBe(2);
  });
});
