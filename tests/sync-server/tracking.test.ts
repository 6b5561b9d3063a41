import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { applyToOrder } from '#domain/order/apply-to-order.ts';
import type { Deed, DeedKind } from '#domain/order/deed.ts';
import type { Order } from '#domain/order/order.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import type { CustomerView } from '#domain/tracking/customer-view.ts';
import { aDeed, anOrderAfter, aProvider, NOW, RULES } from '../support/builders.ts';
import { startOrderServer } from '../support/order-server.ts';
import type { TestServer } from '../support/test-server.ts';
import { until } from '../support/until.ts';

let server: TestServer;
let url: string;
beforeAll(async () => {
  server = await startOrderServer({ background: true });
  await server.store.people.put(aProvider());
  url = await server.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => server.close());
beforeEach(() => server.clock.advance(61_000));

let counter = 0;

/** The order as it is after an action, stored under an id and a token of its own. */
async function stored(last: DeedKind, change: (order: Order) => Order = (each) => each) {
  counter += 1;
  const _id = `01jtracking${String(counter).padStart(15, '0')}`;
  const token = `token-of-order-${String(counter).padStart(7, '0')}`;
  const order = change(anOrderAfter(last));
  // What the builders sign is no real statement: billing is told that it has seen it.
  const billing = {
    ...order.job.billing,
    state: order.job.completion ? 'billed' : 'none'
  } as const;
  const document = { ...order, _id, token, job: { ...order.job, id: _id, billing } };
  await server.store.orders.put(document);
  return document;
}

const get = (path: string) => server.app.inject(`/api/o/${path}`);
const post = (path: string, payload: object = {}) =>
  server.app.inject({ method: 'POST', url: `/api/o/${path}`, payload });
const viewOf = async (token: string) => (await get(token)).json<CustomerView>();

/** The order with a deed of its provider applied and stored: what another process would do. */
async function actOn({ _id }: Order, kind: DeedKind, fields: Partial<Deed>) {
  await server.store.orders.update(_id, (order) => {
    if (!order) return undefined;
    const decision = applyToOrder(order, aDeed(kind, order.job, fields), RULES);
    if (decision.outcome !== 'applied') throw new Error(decision.code);
    return { ...decision.next, generation: order.generation + 1 };
  });
}

describe('GET /api/o/:token', () => {
  it('shows where an order stands, with the stars of who comes', async () => {
    const { token } = await stored('customer.contacted');
    const view = await viewOf(token);
    expect(view).toMatchObject({
      phase: 'arranged',
      provider: { firstName: 'Anna', role: 'friend', stars: { mean: 4.8, count: 20 } },
      price: { totalMinor: 8390, currency: 'CHF' },
      place: { street: 'Steinenvorstadt', city: 'Basel' }
    });
  });

  it('answers alike for an unknown token and for none at all', async () => {
    const bodies = [];
    for (const token of ['unknown-token-0000000', 'x', 'a%2Fb', '%7B%22$ne%22:1%7D', 'order1']) {
      const answer = await get(token);
      expect(answer.statusCode).toBe(404);
      const { error, ...rest } = answer.json<Record<string, string>>();
      expect(Object.keys(rest)).toEqual(['requestId']);
      bodies.push(error);
    }
    expect(new Set(bodies)).toEqual(new Set(['request.unknown']));
  });

  it('slows down who tries many', async () => {
    const seen = new Set<number>();
    for (let guess = 0; guess < 121; guess += 1) seen.add((await get(`guess-${guess}`)).statusCode);
    expect([...seen]).toEqual([404, 429]);
  });
});

describe('what a customer does', () => {
  it('[R27] cancels in time, once, and it stays cancelled', async () => {
    const { token, _id } = await stored('customer.contacted');
    const answer = await post(`${token}/cancel`, { reason: 'Selbst gelöst' });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({ phase: 'cancelled', cancel: { isPossible: false } });
    const order = await server.store.orders.get(_id);
    expect(order?.job.cancellation).toMatchObject({ by: 'customer', reason: 'Selbst gelöst' });
    expect(order?.generation).toBeGreaterThan(1);
    const again = await post(`${token}/cancel`, { reason: '' });
    expect([again.statusCode, again.json<{ error: string }>().error]).toEqual([
      409,
      'job.wrongState'
    ]);
  });

  it('[R27] is told that it is too late within 24 hours', async () => {
    const { token } = await stored('customer.contacted');
    server.clock.set(NOW + 30 * HOUR_MS);
    const answer = await post(`${token}/cancel`, { reason: '' });
    expect([answer.statusCode, answer.json<{ error: string }>().error]).toEqual([
      409,
      'cancel.tooLate'
    ]);
    server.clock.set(NOW + HOUR_MS);
  });

  it.each([
    ['agree', NOW + 80 * HOUR_MS],
    ['reject', NOW + 48 * HOUR_MS]
  ])('[R7] %ss to a new time, once', async (answer, startsAt) => {
    const order = await stored('customer.contacted');
    const body = { startsAt: NOW + 80 * HOUR_MS, customerWish: 'abends', confirmedBy: 'link' };
    await actOn(order, 'appointment.change', { body: body as never, at: NOW + HOUR_MS });
    expect((await viewOf(order.token)).appointmentChange).toMatchObject({ wish: 'abends' });
    const said = await post(`${order.token}/appointment/${answer}`);
    expect(said.json()).toMatchObject({ appointment: { startsAt }, appointmentChange: null });
    const again = await post(`${order.token}/appointment/${answer}`);
    expect(again.json()).toMatchObject({ error: 'appointment.unclear' });
  });

  it('[R16] rates once, after completion, with 1 to 5 stars', async () => {
    const { token } = await stored('job.complete');
    expect((await post(`${token}/rating`, { stars: 6, words: '' })).statusCode).toBe(400);
    expect((await post(`${token}/rating`, { stars: 4.5, words: '' })).statusCode).toBe(400);
    const rated = await post(`${token}/rating`, { stars: 4, words: ' Sehr freundlich ' });
    expect(rated.json()).toMatchObject({
      rating: { stars: 4, words: 'Sehr freundlich' },
      canRate: false
    });
    const again = await post(`${token}/rating`, { stars: 1, words: '' });
    expect([again.statusCode, again.json<{ error: string }>().error]).toEqual([
      409,
      'rating.alreadyGiven'
    ]);
    const early = await stored('work.start');
    expect((await post(`${early.token}/rating`, { stars: 5, words: '' })).statusCode).toBe(409);
  });
});

describe('[R15] GET /api/statements/:hash', () => {
  const ask = (hash: string, token = '') =>
    server.app.inject(`/api/statements/${hash}${token && `?token=${token}`}`);

  it('says whether a statement is the signed one; totals only to who has the link', async () => {
    const hash = 'B'.repeat(43);
    const { token } = await stored('job.complete', (order) => {
      const completion = order.job.completion && { ...order.job.completion, statementHash: hash };
      return { ...order, job: { ...order.job, completion } };
    });
    const known = (await ask(hash)).json<Record<string, unknown>>();
    expect(known).toEqual({ state: 'signed', signedAt: NOW + 49 * HOUR_MS, order: null });
    expect((await ask(hash, token)).json()).toMatchObject({
      order: { totalMinor: 8390, currency: 'CHF', signedBy: 'Rosa Keller' }
    });
    expect((await ask(hash, 'another')).json()).toMatchObject({ order: null });
    expect((await ask('C'.repeat(43))).json()).toMatchObject({ state: 'unknown' });
    expect((await ask('short')).statusCode).toBe(400);
  });

  it('tells that one is being looked at when it did not match', async () => {
    const hash = 'D'.repeat(43);
    await stored('work.start', (order) => ({
      ...order,
      heldCompletion: {
        action: 'a',
        at: NOW,
        code: 'statement.mismatch',
        body: { statementHash: hash },
        rebuilt: {}
      }
    }));
    expect((await ask(hash)).json()).toMatchObject({ state: 'review', order: null });
  });
});

/** Server-sent events read as they come. */
async function open(token: string, headers: Record<string, string> = {}) {
  const abort = new AbortController();
  const answer = await fetch(`${url}/api/o/${token}/events`, { signal: abort.signal, headers });
  const views: CustomerView[] = [];
  let text = '';
  const reading = (async () => {
    const decoder = new TextDecoder();
    for await (const bytes of answer.body ?? []) {
      text += decoder.decode(bytes, { stream: true });
      const parts = text.split('\n\n');
      text = parts.pop() ?? '';
      for (const part of parts) {
        const data = /^data: (.*)$/m.exec(part)?.[1];
        if (data && /^event: view$/m.test(part)) views.push(JSON.parse(data) as CustomerView);
      }
    }
  })().catch(() => undefined);
  return { answer, views, reading, close: () => abort.abort() };
}

describe('GET /api/o/:token/events', () => {
  it('sends where things stand at once, then every change, whoever wrote it', async () => {
    const order = await stored('appointment.confirm');
    const stream = await open(order.token);
    expect(stream.answer.status).toBe(200);
    expect(stream.answer.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(stream.answer.headers.get('mila-time')).toBeTruthy();
    await until(() => stream.views.length === 1);
    expect(stream.views[0]?.phase).toBe('confirmed');
    // Written past this process's own events: only the store's feed can tell of it.
    await actOn(order, 'travel.start', { at: NOW + 47 * HOUR_MS });
    await until(() => stream.views.at(-1)?.phase === 'travelling');
    expect(stream.views.at(-1)?.etaAt).toBe(NOW + 47 * HOUR_MS + 20 * 60_000);
    stream.close();
  });

  it('tells a second page at once what the first one did', async () => {
    const order = await stored('customer.contacted');
    const [one, other] = [await open(order.token), await open(order.token)];
    await until(() => one.views.length > 0 && other.views.length > 0);
    await post(`${order.token}/cancel`, { reason: '' });
    await until(() => [one, other].every((each) => each.views.at(-1)?.phase === 'cancelled'));
    one.close();
    other.close();
  });

  it('starts anew with the present state for any Last-Event-ID', async () => {
    const order = await stored('work.start');
    for (const id of ['0', '999999', 'nonsense']) {
      const stream = await open(order.token, { 'last-event-id': id });
      await until(() => stream.views.length === 1);
      stream.close();
    }
  });

  it('answers 404 as text for an unknown token, without a stream', async () => {
    const stream = await open('unknown-token-1234567');
    expect(stream.answer.status).toBe(404);
    expect(stream.answer.headers.get('content-type')).toMatch(/json/);
    stream.close();
  });

  it('lets an address have twelve at a time and takes another when one is closed', async () => {
    const order = await stored('work.start');
    const streams = await Promise.all(Array.from({ length: 12 }, () => open(order.token)));
    expect(new Set(streams.map((each) => each.answer.status))).toEqual(new Set([200]));
    const oneMore = await open(order.token);
    expect(oneMore.answer.status).toBe(429);
    expect(oneMore.answer.headers.get('retry-after')).toBe('30');
    streams[0]?.close();
    const next = await until(async () => {
      server.clock.advance(61_000);
      const stream = await open(order.token);
      if (stream.answer.status === 200) return stream;
      stream.close();
      return undefined;
    });
    for (const stream of [...streams, oneMore, next]) stream.close();
  });

  it('ends when the server closes', async () => {
    const other = await startOrderServer({ store: server.store, clock: server.clock });
    const address = await other.app.listen({ host: '127.0.0.1', port: 0 });
    const order = await stored('work.start');
    const answer = await fetch(`${address}/api/o/${order.token}/events`);
    const reader = answer.body!.getReader();
    await reader.read();
    await other.app.close();
    const rest = await until(async () => (await reader.read()).done);
    expect(rest).toBe(true);
  });
});
