import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  CaseDetail,
  CasePage,
  CaseRow,
  WaitingDetail,
  WaitingOrder
} from '#domain/order/views/support-view.ts';
import { aPaper, withHeld } from '../../support/papers.ts';
import { anOrder, anOrderAfter, aProvider, NOW } from '../../support/builders.ts';
import { startOrderServer } from '../../support/order-server.ts';
import { PASSWORD, type TestServer } from '../../support/test-server.ts';
import { newCase } from '../../../sync-server/cases/case-document.ts';

let server: TestServer;
let headers: { authorization: string };
beforeAll(async () => {
  server = await startOrderServer();
  const { email } = await server.addStaff('staff-lea');
  const answer = await server.app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { email, password: PASSWORD }
  });
  headers = { authorization: `Bearer ${answer.json<{ token: string }>().token}` };

  const { orders, cases } = server.store;
  const held = { ...anOrderAfter('work.start'), _id: 'order-held' };
  const paper = aPaper({
    code: 'statement.mismatch',
    body: { statementHash: 'h', statement: { totalMinor: 9990 } },
    rebuilt: { totalMinor: 8390 }
  });
  const job = { ...held.job, state: 'held' as const };
  await orders.put(withHeld({ ...held, job }, 'anna', paper));
  const unplaced = anOrder({ id: 'order-unplaced' });
  await orders.put({ ...unplaced, job: { ...unplaced.job, state: 'unplaced' } });
  await orders.put(anOrder({ id: 'order-fresh', now: NOW }));
  const completion = { id: 'a', hash: 'h', receivedAt: NOW, text: '{"kind":"job.complete"}' };
  await cases.put(
    newCase({
      ...{ _id: 'case:1', kind: 'action.held', openedAt: NOW + 5, action: completion },
      ...{ order: 'order-held', provider: 'anna', code: 'statement.mismatch' }
    })
  );
  const unreadable = { id: 'b', hash: 'h', receivedAt: NOW, text: 'not JSON' };
  await cases.put(
    newCase({ _id: 'case:2', kind: 'support.ask', openedAt: NOW, action: unreadable })
  );
});
afterAll(() => server.close());

const get = (path: string) => server.app.inject({ url: `/api/support/${path}`, headers });
const post = (path: string, payload: object = {}) =>
  server.app.inject({ method: 'POST', url: `/api/support/${path}`, headers, payload });

describe('who may look', () => {
  it.each(['cases', 'cases/case:1', 'orders', 'orders/order-unplaced'])(
    '%s: support, nobody else',
    async (path) => {
      const url = `/api/support/${path}`;
      expect((await server.app.inject(url)).statusCode).toBe(401);
      const id = `helper-${path.replace(/\W/g, '-')}`;
      const { email } = await server.addProvider({ id, email: `${id}@example.org` });
      const helper = await server.signIn(email);
      expect((await server.app.inject({ url, headers: helper.headers })).statusCode).toBe(403);
      expect((await get(path)).statusCode).toBe(200);
    }
  );
});

describe('cases', () => {
  it('are listed oldest first', async () => {
    const { cases } = (await get('cases')).json<{ cases: CaseRow[] }>();
    expect(cases.map((each) => each.id)).toEqual(['case:2', 'case:1']);
    expect(cases[1]).toMatchObject({ kind: 'action.held', orderNumber: 'DER-HELD' });
  });

  it('[R15.4] show both versions of a held completion and the action as it came', async () => {
    const detail = (await get('cases/case:1')).json<CaseDetail>();
    expect(detail.held).toMatchObject({
      signed: { totalMinor: 9990 },
      rebuilt: { totalMinor: 8390 },
      code: 'statement.mismatch'
    });
    expect(detail.action).toEqual({ kind: 'job.complete' });
    expect(detail.customer?.name).toBe('Rosa Keller');
  });

  it('[R15.18] show nothing as held that another action of the same order has brought', async () => {
    const other = { id: 'c', hash: 'h', receivedAt: NOW, text: '{"kind":"note.add"}' };
    for (const [id, action] of [
      ['case:note', other],
      ['case:missed', null]
    ] as const) {
      await server.store.cases.put(
        newCase({
          ...{ _id: id, kind: 'action.held', state: 'closed', openedAt: NOW },
          ...{ order: 'order-held', provider: 'anna', code: 'job.reassigned', action }
        })
      );
      const detail = (await get(`cases/${id}`)).json<CaseDetail>();
      expect(detail.held).toBeNull();
      await server.store.cases.remove(id, (await server.store.cases.get(id))!._rev);
    }
  });

  it('show an action that nobody can read as the text that it is', async () => {
    expect((await get('cases/case:2')).json<CaseDetail>().action).toBe('not JSON');
  });

  it('are closed with a note, once, and stay readable', async () => {
    expect((await post('cases/case:2/close', { note: ' ' })).statusCode).toBe(400);
    const closed = (await post('cases/case:2/close', { note: 'Angerufen' })).json<CaseDetail>();
    expect(closed).toMatchObject({ state: 'closed', closed: { note: 'Angerufen' } });
    const again = (await post('cases/case:2/close', { note: 'Noch einmal' })).json<CaseDetail>();
    expect(again.closed?.note).toBe('Angerufen');
    const open = (await get('cases')).json<{ cases: CaseRow[] }>().cases;
    expect(open.map((each) => each.id)).toEqual(['case:1']);
    const done = (await get('cases?state=closed')).json<{ cases: CaseRow[] }>().cases;
    expect(done.map((each) => each.id)).toEqual(['case:2']);
  });

  it('that are none answer 404', async () => {
    expect((await get('cases/nothing')).statusCode).toBe(404);
    expect((await get('cases/..%2Fkeys')).statusCode).toBe(400);
  });
});

describe('orders without a taker', () => {
  it('are unplaced ones at once and others when they have waited long', async () => {
    const ids = async () =>
      (await get('orders')).json<{ orders: WaitingOrder[] }>().orders.map((each) => each.id);
    expect(await ids()).toEqual(['order-unplaced']);
    server.clock.advance(16 * 60_000);
    expect((await ids()).sort()).toEqual(['order-fresh', 'order-unplaced']);
  });

  it('[R3.6] say why nobody fits', async () => {
    await server.store.people.put(aProvider({ id: 'far', base: { ...aProvider().base, lat: 47 } }));
    const detail = (await get('orders/order-unplaced')).json<WaitingDetail>();
    expect(detail).toMatchObject({ reason: 'nobodyFits', canReoffer: true });
    expect(detail.against.find((each) => each.reason === 'tooFar')?.count).toBe(1);
    expect(detail.providers).toBeGreaterThan(1);
  });

  it('[R5.18] are sent out again by support, once', async () => {
    expect((await post('orders/order-unplaced/reoffer')).statusCode).toBe(202);
    const order = await server.store.orders.get('order-unplaced');
    expect(order?.job.state).toBe('requested');
    expect(order?.dueAt).toBe(0);
    const by = { type: 'support', id: 'staff-lea' };
    expect(order?.history.at(-1)).toMatchObject({ what: 'order.reoffer', by });
    const again = await post('orders/order-unplaced/reoffer');
    expect([again.statusCode, again.json<{ error: string }>().error]).toEqual([
      409,
      'job.wrongState'
    ]);
    expect((await post('orders/nothing/reoffer')).statusCode).toBe(404);
  });
});

describe('many cases', () => {
  it('come a page at a time, what waits longest first whatever its id, with the count', async () => {
    const { cases } = server.store;
    const many = Array.from({ length: 250 }, (_, index) =>
      newCase({
        ...{ _id: `case:many-${String(index).padStart(3, '0')}`, kind: 'unplaced' },
        ...{ state: 'closed', openedAt: NOW + ((index * 97) % 250) }
      })
    );
    await cases.bulk(many);
    const page = async (number: number) =>
      (await get(`cases?state=closed&page=${number}`)).json<CasePage>();
    const [first, second] = [await page(0), await page(1)];
    expect(first).toMatchObject({ page: 0, perPage: 200, isMore: false });
    expect(first.cases).toHaveLength(200);
    expect(second.cases).toHaveLength(first.total - 200);
    const ages = [...first.cases, ...second.cases].map(({ openedAt }) => openedAt);
    expect(ages).toEqual([...ages].sort((a, b) => b - a));
    expect(new Set([...first.cases, ...second.cases].map(({ id }) => id)).size).toBe(first.total);
    expect((await get('cases?page=-1')).statusCode).toBe(400);
  });
});

describe('POST orders/:id/cancel', () => {
  const stored = async (id: string) => {
    const order = { ...anOrderAfter('customer.contacted'), _id: id };
    await server.store.orders.put({ ...order, job: { ...order.job, id } });
    return order.job.appointment.startsAt;
  };

  it('[R27.11] says before what it costs, then cancels with the fee, once', async () => {
    const startsAt = await stored('order-late');
    await server.store.cases.put(
      newCase({
        ...{ _id: 'case:late', kind: 'support.ask', state: 'closed' },
        ...{ openedAt: NOW, order: 'order-late', provider: 'anna' }
      })
    );
    server.clock.set(startsAt - 60_000);
    const detail = (await get('cases/case:late')).json<CaseDetail>();
    expect(detail.cancel).toEqual({ currency: 'CHF', feeMinor: 3500 });
    const body = { reason: 'Kundin ist krank', cause: 'customer' };
    expect((await post('orders/order-late/cancel', body)).statusCode).toBe(202);
    const { job } = (await server.store.orders.get('order-late'))!;
    expect(job).toMatchObject({
      state: 'cancelled',
      cancellation: { by: 'support', payer: 'customer', feeMinor: 3500 }
    });
    expect(['due', 'billed']).toContain(job.billing.state);
    const again = await post('orders/order-late/cancel', body);
    expect([again.statusCode, again.json<{ error: string }>().error]).toEqual([
      409,
      'job.wrongState'
    ]);
    expect((await get('cases/case:late')).json<CaseDetail>().cancel).toBeNull();
    server.clock.set(NOW);
  });

  it.each([{ reason: '', cause: 'customer' }, { reason: 'x' }, { reason: 'x', cause: 'weather' }])(
    'refuses %o',
    async (body) => {
      expect((await post('orders/order-late/cancel', body)).statusCode).toBe(400);
    }
  );

  it('does not know an unknown order', async () => {
    const body = { reason: 'x', cause: 'platform' };
    expect((await post('orders/none/cancel', body)).statusCode).toBe(404);
  });
});
