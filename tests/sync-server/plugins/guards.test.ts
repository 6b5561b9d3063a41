import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rawRequest } from '../../support/raw-request.ts';
import { startTestServer, type TestServer } from '../../support/test-server.ts';

const LIMIT = 5;

let server: TestServer;
let port: number;
beforeAll(async () => {
  server = await startTestServer({ listen: true, config: { requestsPerMinute: LIMIT } });
  port = Number(new URL(server.url).port);
});
afterAll(() => server.close());

const post = (address: string, from: string, headers: string[] = []) => {
  const body = JSON.stringify({ email: 'nobody@mila.example', password: 'guessed' });
  const own = [`host: mila.example`, 'content-type: application/json', `x-note: ${from}`];
  const length = `content-length: ${Buffer.byteLength(body)}`;
  return rawRequest(port, [`POST ${address} HTTP/1.1`, ...own, length, ...headers], body);
};
const statusOf = (answer: string) => Number(answer.split(' ', 2)[1]);

describe('guards', () => {
  it('[S1.8] refuse a request line with a host in front of its path', async () => {
    for (const address of ['http://x/api/session', 'HTTP://x/api/session', 'http://x']) {
      const answer = await post(address, 'absolute', ['sec-fetch-site: cross-site']);
      expect(statusOf(answer), address).toBe(400);
      if (address !== 'http://x') expect(answer.toLowerCase()).toContain('mila-protocol: 1');
      expect(answer.toLowerCase()).toContain('x-content-type-options: nosniff');
    }
  });

  it.each([
    '/api/session',
    '/api/session/',
    '/%61pi/session',
    '/api/%73ession',
    '/api/session?x=1'
  ])('[S1.7] see %s as what the router sees in it', async (address) => {
    const foreign = await post(address, 'foreign', ['sec-fetch-site: cross-site']);
    expect(statusOf(foreign)).toBe(403);
    expect(foreign).toContain('request.crossSite');
    expect(foreign.toLowerCase()).toContain('cache-control: no-store');
  });

  it.each([
    '//api/session',
    '/API/session',
    '/api//session',
    '/api/session;x',
    '/x/../api/session'
  ])('[S1.7] let nobody sign in at %s, which is no route', async (address) => {
    expect(statusOf(await post(address, 'odd'))).toBe(404);
  });

  it('[S1.7] count every way of writing an address together', async () => {
    const ways = ['/api/operator', '/%61pi/operator', '/api/operator/', '/api/operator?a'];
    const statuses: number[] = [];
    for (let at = 0; at < LIMIT * 3; at += 1) {
      const line = `GET ${ways[at % ways.length]} HTTP/1.1`;
      statuses.push(statusOf(await rawRequest(port, [line, 'host: mila.example'])));
    }
    expect(statuses.at(-1)).toBe(429);
    expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(LIMIT);
  });
});
