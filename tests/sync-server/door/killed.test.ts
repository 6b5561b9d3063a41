import { afterAll, beforeAll, expect, it } from 'vitest';
import { reachStore } from '../../../sync-server/reach/reach-store.ts';
import { verifyStore } from '../../../sync-server/verify/verify-store.ts';
import { DEMO_SIGN_INS } from '../../../sync-server/demo/sign-ins.ts';
import { aDevice } from '../../support/a-device.ts';
import { startRealServer, type RealServer } from '../../support/real-server.ts';
import { placeUnderTest } from '../../support/store-under-test.ts';
import { until } from '../../support/until.ts';

let server: RealServer;
beforeAll(async () => {
  server = await startRealServer({ DEMO: '1', LOG_LEVEL: 'error' });
}, 120_000);
afterAll(() => server.remove());

it('an action that was answered is judged though the process was killed at that moment', async () => {
  const { email, password, person } = DEMO_SIGN_INS[0]!;
  const device = await aDevice('tablet-killed-1');
  const { id, name, publicKey } = device;
  const opened = await fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password, device: { id, name, publicKey } })
  });
  const { token } = (await opened.json()) as { token: string };
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${server.url}/sync/${path}`, { ...init, headers });

  const ids: string[] = [];
  for (let round = 0; round < 2; round += 1) {
    const at = { wall: Date.now(), anchor: Date.now(), sinceAnchor: 0 };
    const actions = [];
    for (let n = 0; n < 20; n += 1) {
      const body = { subject: `${round}`, text: `${n}` };
      actions.push(await device.act('support.ask', body, { provider: person.id, at }));
    }
    const sent = await ask('outbox/_bulk_docs', {
      method: 'POST',
      body: JSON.stringify({ docs: actions })
    });
    await server.kill();
    expect(sent.status).toBe(201);
    ids.push(...actions.map(({ _id }) => `verdict:${_id}`));
    await server.start();
  }

  const verdicts = await until(async () => {
    const answer = await ask('inbox/_all_docs', {
      method: 'POST',
      body: JSON.stringify({ keys: ids, include_docs: true })
    });
    const { rows } = (await answer.json()) as { rows: { doc?: { outcome: string } }[] };
    return rows.every(({ doc }) => doc) && rows.map(({ doc }) => doc!.outcome);
  }, 'every verdict');
  expect(new Set(verdicts)).toEqual(new Set(['applied']));
  const store = await reachStore(placeUnderTest(server.dataDir));
  const { breaches, figures } = await verifyStore(store).finally(() => store.close());
  expect(breaches).toEqual([]);
  expect(figures.actions).toBe(ids.length);
}, 180_000);
