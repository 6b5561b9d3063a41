import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HOUR_MS } from '#domain/policy/policy.ts';
import type { CustomerView } from '#domain/order/views/customer-view.ts';
import { aPaper, withHeld } from '../../support/papers.ts';
import { aProvider, NOW } from '../../support/builders.ts';
import { startOrderServer } from '../../support/order-server.ts';
import type { TestServer } from '../../support/test-server.ts';
import { actOn, storedAfter } from '../../support/tracked-order.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startOrderServer({ background: true });
  await server.store.people.put(aProvider());
});
afterAll(() => server.close());
beforeEach(() => server.clock.advance(61_000));

const get = (path: string) => server.app.inject(`/api/o/${path}`);
const post = (path: string, payload: object = {}) =>
  server.app.inject({ method: 'POST', url: `/api/o/${path}`, payload });
const viewOf = async (token: string) => (await get(token)).json<CustomerView>();

describe('GET /api/o/:token', () => {
  it('shows where an order stands, with the stars of who comes', async () => {
    const { token } = await storedAfter(server, 'customer.contacted');
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
  it('[R27.1] cancels in time, once, and it stays cancelled', async () => {
    const { token, _id } = await storedAfter(server, 'customer.contacted');
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

  it('[R27.3] is told that it is too late within 24 hours', async () => {
    const { token } = await storedAfter(server, 'customer.contacted');
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
  ])('[R7.2] %ss to a new time, once', async (answer, startsAt) => {
    const order = await storedAfter(server, 'customer.contacted');
    const body = { startsAt: NOW + 80 * HOUR_MS, customerWish: 'abends', confirmedBy: 'link' };
    await actOn(server, order, 'appointment.change', { body: body as never, at: NOW + HOUR_MS });
    expect((await viewOf(order.token)).appointmentChange).toMatchObject({ wish: 'abends' });
    const said = await post(`${order.token}/appointment/${answer}`);
    expect(said.json()).toMatchObject({ appointment: { startsAt }, appointmentChange: null });
    const again = await post(`${order.token}/appointment/${answer}`);
    expect(again.json()).toMatchObject({ error: 'appointment.unclear' });
  });

  it('[R16.1] rates once, after completion, with 1 to 5 stars', async () => {
    const { token } = await storedAfter(server, 'job.complete');
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
    const early = await storedAfter(server, 'work.start');
    expect((await post(`${early.token}/rating`, { stars: 5, words: '' })).statusCode).toBe(409);
  });
});

describe('GET /api/statements/:hash', () => {
  const ask = (hash: string, token = '') =>
    server.app.inject(`/api/statements/${hash}${token && `?token=${token}`}`);

  it('[R15.14, R15.13] says whether a statement is the signed one; totals only to who has the link', async () => {
    const hash = 'B'.repeat(43);
    const { token } = await storedAfter(server, 'job.complete', (order) => {
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

  it('[R15.14] tells that one is being looked at when it did not match', async () => {
    const hash = 'D'.repeat(43);
    const order = await storedAfter(server, 'work.start', (each) => each);
    const paper = aPaper({ code: 'statement.mismatch', body: { statementHash: hash } });
    const { writer } = server.deps.orderWork;
    await writer.change(order._id, (each) => withHeld(each, 'anna', paper));
    expect((await ask(hash)).json()).toMatchObject({ state: 'review', order: null });
  });
});
