import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { JobDocument, OfferDocument } from '#domain/order/views/inbox.ts';
import type { VerdictDocument } from '#domain/protocol/verdict.ts';
import { aPackage, anOrder, NOW } from '../../support/builders.ts';
import { startTestServer, type TestServer } from '../../support/test-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
  await server.store.catalog.put(aPackage());
});
afterEach(() => server.close());

describe('from a booking to the job, through the door alone', () => {
  it('[R5.6] offers, takes the acceptance, answers with a verdict and hands the job over', async () => {
    const { id, email } = await server.addProvider();
    const { device, headers } = await server.signIn(email);
    const get = async <T>(document: string): Promise<T | undefined> => {
      const url = `/sync/inbox/${encodeURIComponent(document)}`;
      const answer = await server.app.inject({ url, headers });
      return answer.statusCode === 200 ? answer.json<T>() : undefined;
    };
    await server.store.orders.put(anOrder());
    await vi.waitFor(
      async () => expect(await get<OfferDocument>('offer:order1')).toMatchObject({ state: 'open' }),
      20_000
    );

    const at = { wall: NOW, anchor: NOW, sinceAnchor: 0 };
    const accept = await device.act('offer.accept', {}, { provider: id, order: 'order1', at });
    const sent = await server.app.inject({
      method: 'POST',
      url: '/sync/outbox/_bulk_docs',
      headers,
      payload: { docs: [accept] }
    });
    expect(sent.statusCode).toBe(201);
    await vi.waitFor(
      async () =>
        expect(await get<VerdictDocument>(`verdict:${accept._id}`)).toMatchObject({
          outcome: 'applied',
          order: 'order1'
        }),
      20_000
    );
    expect(await get<JobDocument>('job:order1')).toMatchObject({
      job: { state: 'accepted', customer: { name: 'Rosa Keller' } }
    });
    expect(await get('profile')).toMatchObject({ id, email });
  });
});
