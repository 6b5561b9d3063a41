import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newSessions } from '../../../sync-server/people/session.ts';
import { startTestServer, type TestServer } from '../../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ listen: true, background: false });
});
afterAll(() => server.close());

const POLL = '/sync/inbox/_changes?feed=longpoll&since=now&heartbeat=60000';

async function pollOf(id: string) {
  const { email } = await server.addProvider({ id });
  const device = await server.signIn(email);
  const poll = await fetch(server.url + POLL, { headers: device.headers });
  expect(poll.status).toBe(200);
  return { email, device, answer: poll.json() as Promise<{ results: unknown[] }> };
}

describe('a long poll', () => {
  it('[S1.12] ends when its session is signed out', async () => {
    const { device, answer } = await pollOf('anna-out');
    await fetch(`${server.url}/api/session`, { method: 'DELETE', headers: device.headers });
    expect(await answer).toMatchObject({ results: [] });
    const again = await fetch(server.url + POLL, { headers: device.headers });
    expect(again.status).toBe(401);
  });

  it('[S1.12] ends when its device is revoked from another one', async () => {
    const { email, device, answer } = await pollOf('anna-lost');
    const home = await server.signIn(email);
    const url = `${server.url}/api/devices/${device.device.id}`;
    await fetch(url, { method: 'DELETE', headers: home.headers });
    expect(await answer).toMatchObject({ results: [] });
  });

  it('[S1.12] ends when another process has ended its session', async () => {
    const { device, answer } = await pollOf('anna-other');
    const other = newSessions(server.store, server.clock, 30);
    const session = await other.find(device.token);
    await other.end(session!.id);
    expect(await answer).toMatchObject({ results: [] });
  }, 15_000);
});
