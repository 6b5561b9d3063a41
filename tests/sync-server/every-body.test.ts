// Every route that takes a body, taken from the running server: a new one is here by itself.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALLOWED_REQUESTS } from '../../sync-server/door/allowed-requests.ts';
import { DOOR_LIMITS } from '../../sync-server/door/door-limits.ts';
import { hostileBodies, plainBody } from '../support/hostile-bodies.ts';
import { startTestServer, type SignedInDevice, type TestServer } from '../support/test-server.ts';

const BYTES = 120_000;
const AT_ONCE = 6;
const WITH_BODY = ['POST', 'PUT', 'PATCH', 'DELETE'];

type Route = [method: string, url: string];
const routes: Route[] = [];
let server: TestServer;
let anna: SignedInDevice;
let support: SignedInDevice;
beforeAll(async () => {
  server = await startTestServer({
    onRoute({ method, url }) {
      for (const each of [method].flat()) {
        if (WITH_BODY.includes(each) && /^\/api/.test(url)) routes.push([each, url]);
      }
    }
  });
  for (const [database, rows] of Object.entries(ALLOWED_REQUESTS)) {
    for (const [methods, path] of rows) {
      for (const method of methods.split(' ').filter((each) => WITH_BODY.includes(each))) {
        routes.push([method, `/sync/${database}/${path}`]);
      }
    }
  }
  anna = await server.signIn((await server.addProvider({ id: 'anna' })).email);
  support = await server.signIn((await server.addStaff()).email);
});
afterAll(() => server.close());

const PLACES: Record<string, string> = { sha256: 'A'.repeat(43), id: 'x', token: 'x' };
const filled = (url: string) =>
  url.replace(/:([a-z]\w*)/g, (_, name: string) => PLACES[name] ?? 'x');

let asked = 0;
/** Each from an address of its own, since nothing here is about how often. */
async function send([method, url]: Route, payload: string | Buffer, more = {}) {
  asked += 1;
  const { headers } = url.startsWith('/api/support') ? support : anna;
  const address = `10.${asked >> 16}.${(asked >> 8) & 255}.${asked & 255}`;
  const startedAt = performance.now();
  const answer = await server.app.inject({
    method: method as 'POST',
    url: filled(url),
    headers: { ...headers, 'content-type': 'application/json', ...more },
    remoteAddress: address,
    payload
  });
  return { status: answer.statusCode, ms: performance.now() - startedAt };
}

/** Signing out ends the session that the others are sent with. */
const isLast = ([method, url]: Route) => method === 'DELETE' && url === '/api/session';
const isFine = (status: number) => status < 500 || status === 503 || status === 507;

describe('[S2.15] every route that takes a body', () => {
  it('is found', () => {
    const named = routes.map((route) => route.join(' '));
    expect(named).toContain('POST /api/session');
    expect(named).toContain('POST /sync/outbox/_bulk_docs');
    expect(named.length).toBeGreaterThan(15);
  });

  it('answers whatever is sent, one by one and side by side, and costs no more than its size', async () => {
    const bodies = hostileBodies(BYTES);
    const failed: string[] = [];
    let plainMs = 0;
    let hostileMs = 0;
    for (const route of routes.filter((each) => !isLast(each))) {
      for (let count = 0; count < 2; count += 1)
        plainMs += (await send(route, plainBody(BYTES))).ms;
      for (const { name, text } of bodies) {
        const { status, ms } = await send(route, text);
        hostileMs += (ms * 2) / bodies.length;
        if (!isFine(status)) failed.push(`${route.join(' ')}: ${name}: ${status}`);
      }
      const together = bodies.slice(0, AT_ONCE).map(({ text }) => send(route, text));
      for (const { status } of await Promise.all(together)) {
        if (!isFine(status)) failed.push(`${route.join(' ')}: side by side: ${status}`);
      }
    }
    expect(failed).toEqual([]);
    expect(hostileMs).toBeLessThan(10 * plainMs);
  });

  it('refuses what is larger than it takes, and bodies of a kind that nobody reads', async () => {
    const failed: string[] = [];
    for (const route of routes.filter((each) => !isLast(each) && !each[1].includes('/files/'))) {
      const large = await send(route, plainBody(DOOR_LIMITS.bodyBytes));
      if (large.status < 400 || !isFine(large.status)) failed.push(`${route.join(' ')} large`);
      for (const type of ['text/xml', 'multipart/form-data; boundary=x', 'x', '']) {
        const { status } = await send(route, '<a/>', { 'content-type': type });
        if (!isFine(status)) failed.push(`${route.join(' ')} ${type}: ${status}`);
      }
    }
    expect(failed).toEqual([]);
  });

  it('leaves a server that judges, and an outbox no larger than what was sent', async () => {
    await server.deps.outboxWorker.judged('anna');
    const id = 'tablet-last:0000000001';
    expect((await send(['PUT', `/sync/outbox/${id}`], '{"n":1}')).status).toBe(201);
    await server.deps.outboxWorker.judged('anna');
    expect(await server.store.inbox('anna').get(`verdict:${id}`)).toBeTruthy();
    const { sizes } = await server.store.outbox('anna').demand<{
      sizes: { external: number };
    }>({ path: '' });
    const sent = hostileBodies(BYTES).length * BYTES * 4;
    expect(sizes.external).toBeLessThan(sent);
  });
});
