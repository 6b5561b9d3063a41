import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EPOCH_ID, openEpoch } from '../../../sync-server/store/epoch.ts';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import { twoStores } from '../../support/two-stores.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ background: false });
  await server.addProvider();
});
afterAll(() => server.close());

describe('which copy of the data this is', () => {
  it('[S5.1] is said on every answer, whatever it is of', async () => {
    const { headers } = await server.signIn('anna@example.org');
    const asked = [
      ['/api/health', 200],
      ['/api/session', 200],
      ['/api/unknown', 404],
      ['/sync/inbox/_changes?since=0', 200],
      ['/sync/outbox/unknown', 403]
    ] as const;
    for (const [url, status] of asked) {
      const answer = await server.app.inject({ url, headers });
      const said = [url, answer.statusCode, answer.headers['mila-epoch']];
      expect(said).toEqual([url, status, server.deps.epoch]);
    }
    expect(server.deps.epoch).toMatch(/^\d+-[\w-]{12}$/);
  });

  it('[S6.10] refuses what was meant for another copy, before it looks at anything', async () => {
    const { headers } = await server.signIn('anna@example.org');
    const answer = (known: string) =>
      server.app.inject({
        method: 'POST',
        url: '/sync/outbox/_bulk_docs',
        headers: { ...headers, 'mila-epoch': known, 'content-type': 'application/json' },
        payload: '{"docs":[]}'
      });
    const other = await answer('1-other');
    expect([other.statusCode, other.json()]).toMatchObject([412, { error: 'precondition_failed' }]);
    expect((await answer(server.deps.epoch)).statusCode).toBe(201);
  });

  it('[S5.1] is said at sign-in', async () => {
    const staff = await server.addStaff();
    const payload = { email: staff.email, password: 'Sommerregen 7' };
    const answer = await server.app.inject({ method: 'POST', url: '/api/session', payload });
    expect(answer.json()).toMatchObject({ epoch: server.deps.epoch });
  });

  it('[S5.2] is the same for every process and after a restart, also where they start at once', async () => {
    const { store, otherStore, close } = await twoStores();
    try {
      const clock = { now: Date.now };
      const [one, other] = await Promise.all([
        openEpoch(store, clock),
        openEpoch(otherStore, clock)
      ]);
      expect(other).toBe(one);
      expect(await openEpoch(store, { now: () => 5 })).toBe(one);
      const kept = await store.people.get(EPOCH_ID);
      await store.people.remove(EPOCH_ID, kept!._rev);
      expect(await openEpoch(store, clock)).not.toBe(one);
    } finally {
      await close();
    }
  });
});
