import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OwnReview, Review } from '#domain/profile/review.ts';
import { DAY_MS } from '#domain/policy/policy.ts';
import { keepReview, type ReviewDocument } from '../../../sync-server/orders/review-document.ts';
import { browser } from '../../support/applying.ts';
import {
  PASSWORD,
  startTestServer,
  type SignedInDevice,
  type TestServer
} from '../../support/test-server.ts';
import { storedAfter } from '../../support/tracked-order.ts';
import { until } from '../../support/until.ts';

let server: TestServer;
let anna: SignedInDevice;
let desk: ReturnType<typeof browser>;
let order: { _id: string; token: string };
beforeAll(async () => {
  server = await startTestServer({ background: false });
  anna = await server.signIn((await server.addProvider({ id: 'anna' })).email);
  await server.addProvider({ id: 'ben' });
  const { email } = await server.addStaff();
  const session = await browser(server)('POST', '/api/session', { email, password: PASSWORD });
  desk = browser(server, session.cookie);
  order = await storedAfter(server, 'job.complete');
  const rating = { stars: 2, words: 'Frau Muster kam zu spät' };
  expect((await browser(server)('POST', `/api/o/${order.token}/rating`, rating)).status).toBe(200);
  await until(async () => (await own()).length > 0);
});
afterAll(() => server.close());

async function as(who: SignedInDevice, method: 'GET' | 'POST', url: string, payload?: object) {
  const headers = { ...who.headers, ...(payload && { 'content-type': 'application/json' }) };
  const answer = await server.app.inject({ method, url, headers, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.json() as unknown };
}
const own = async () =>
  ((await as(anna, 'GET', '/api/reviews/own')).body as { reviews: OwnReview[] }).reviews;
const page = async () => (await browser(server)('GET', `/api/o/${order.token}`)).body as object;
const answerUrl = () => `/api/reviews/own/${order._id}/answer`;

describe('what a customer said', () => {
  it('[R16.4] is read and answered once by the helper, and by nobody else', async () => {
    expect(await own()).toMatchObject([{ order: order._id, stars: 2, answer: null }]);
    const ben = await server.signIn('ben@example.org');
    expect((await as(ben, 'POST', answerUrl(), { words: 'I' })).status).toBe(404);
    expect((await as(anna, 'POST', answerUrl(), { words: ' ' })).status).toBe(400);
    expect(await as(anna, 'POST', answerUrl(), { words: 'Der Zug.' })).toMatchObject({
      ...{ status: 200, body: { answer: { words: 'Der Zug.' } } }
    });
    expect((await as(anna, 'POST', answerUrl(), { words: 'Noch etwas' })).status).toBe(409);
    expect(await page()).toMatchObject({ rating: { stars: 2, answer: { words: 'Der Zug.' } } });
  });

  it('[R16.5] is hidden by support with a reason, shown again, and counts all the same', async () => {
    const before = await server.store.people.get('provider:anna');
    const hide = (payload: object) =>
      desk('POST', `/api/support/reviews/${order._id}/hide`, payload);
    expect((await hide({ part: 'answer', reason: '' })).status).toBe(400);
    expect((await hide({ part: 'answer', reason: 'Kein Ton' })).status).toBe(200);
    expect(await page()).not.toMatchObject({ rating: { answer: {} } });
    expect(await own()).toMatchObject([{ hidden: { answer: { reason: 'Kein Ton' } } }]);
    const [entry] = await server.store.audit.withPrefix('entry:', { limit: 1, descending: true });
    expect(entry).toMatchObject({ what: 'review.hide', after: { reason: 'Kein Ton' } });
    await desk('POST', `/api/support/reviews/${order._id}/show`, { part: 'answer' });
    expect(await page()).toMatchObject({ rating: { answer: { words: 'Der Zug.' } } });
    expect(await server.store.people.get('provider:anna')).toEqual(before);
    expect((await desk('GET', '/api/support/reviews')).body).toMatchObject({
      reviews: [{ order: order._id, stars: 2 }]
    });
  });

  it('[R16.6] stays published when the order loses its words', async () => {
    await server.store.orders.update(order._id, (current) => ({
      ...current!,
      job: { ...current!.job, rating: { ...current!.job.rating!, words: '' } }
    }));
    expect(await own()).toMatchObject([{ words: 'Frau Muster kam zu spät' }]);
  });

  it('[R16.5] is found by support for as long after the answer as after the stars', async () => {
    const seen = async () =>
      ((await desk('GET', '/api/support/reviews')).body as never as { reviews: Review[] }).reviews;
    const { people, orders } = server.store;
    const at = server.clock.now() - 200 * DAY_MS;
    await people.put<ReviewDocument>({
      ...{ _id: 'review:older', type: 'review', order: 'older', provider: 'anna' },
      ...{ title: { de: 'WLAN' }, stars: 3, words: 'Gut', at, touchedAt: at, answer: null },
      hidden: {}
    });
    expect((await seen()).map((each) => each.order)).toEqual([order._id]);
    await as(anna, 'POST', '/api/reviews/own/older/answer', { words: 'Endlich' });
    const [first] = await seen();
    expect(first).toMatchObject({ order: 'older', at, answer: { words: 'Endlich' } });
    // As a server before this one kept it.
    const id = `review:${order._id}`;
    await people.update<ReviewDocument>(id, (current) => {
      const { touchedAt: _, ...before } = current!;
      return before as ReviewDocument;
    });
    await keepReview(server.store, (await orders.get(order._id))!);
    const kept = await people.get<ReviewDocument>(id);
    expect(kept?.touchedAt).toBe(kept?.answer?.at);
    expect((await seen()).map((each) => each.order).sort()).toEqual([order._id, 'older'].sort());
  });
});
