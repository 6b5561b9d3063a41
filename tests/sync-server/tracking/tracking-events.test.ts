import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HOUR_MS } from '#domain/policy/policy.ts';
import type { CustomerView } from '#domain/order/views/customer-view.ts';
import { aProvider, NOW } from '../../support/builders.ts';
import { startOrderServer } from '../../support/order-server.ts';
import type { TestServer } from '../../support/test-server.ts';
import { actOn, storedAfter } from '../../support/tracked-order.ts';
import { until } from '../../support/until.ts';

let server: TestServer;
let url: string;
beforeAll(async () => {
  server = await startOrderServer({ background: true });
  await server.store.people.put(aProvider());
  url = await server.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => server.close());
beforeEach(() => server.clock.advance(61_000));

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
  it('[R11.4] sends where things stand at once, then every change, whoever wrote it', async () => {
    const order = await storedAfter(server, 'appointment.confirm');
    const stream = await open(order.token);
    expect(stream.answer.status).toBe(200);
    expect(stream.answer.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(stream.answer.headers.get('mila-time')).toBeTruthy();
    await until(() => stream.views.length === 1);
    expect(stream.views[0]?.phase).toBe('confirmed');
    // Written past this process's own events: only the store's feed can tell of it.
    await actOn(server, order, 'travel.start', { at: NOW + 47 * HOUR_MS });
    await until(() => stream.views.at(-1)?.phase === 'travelling');
    expect(stream.views.at(-1)?.etaAt).toBe(NOW + 47 * HOUR_MS + 20 * 60_000);
    stream.close();
  });

  it('[R11.4] tells a second page at once what the first one did', async () => {
    const order = await storedAfter(server, 'customer.contacted');
    const [one, other] = [await open(order.token), await open(order.token)];
    await until(() => one.views.length > 0 && other.views.length > 0);
    await server.app.inject({
      method: 'POST',
      url: `/api/o/${order.token}/cancel`,
      payload: { reason: '' }
    });
    await until(() => [one, other].every((each) => each.views.at(-1)?.phase === 'cancelled'));
    one.close();
    other.close();
  });

  it('starts anew with the present state for any Last-Event-ID', async () => {
    const order = await storedAfter(server, 'work.start');
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
    const order = await storedAfter(server, 'work.start');
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
    const order = await storedAfter(server, 'work.start');
    const answer = await fetch(`${address}/api/o/${order.token}/events`);
    const reader = answer.body!.getReader();
    await reader.read();
    await other.app.close();
    const rest = await until(async () => (await reader.read()).done);
    expect(rest).toBe(true);
  });
});
