import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROTOCOL_VERSION } from '#domain/protocol/version.ts';
import {
  startTestServer,
  type SignedInDevice,
  type TestServer
} from '../../support/test-server.ts';

let server: TestServer;
let anna: SignedInDevice;
let ben: SignedInDevice;
beforeAll(async () => {
  server = await startTestServer({
    background: false,
    authority: { take: () => Promise.resolve() }
  });
  anna = await server.signIn((await server.addProvider({ id: 'anna' })).email);
  ben = await server.signIn((await server.addProvider({ id: 'ben' })).email);
  await server.store.inbox('anna').put({ _id: 'notice:1', type: 'notice' } as never);
  await server.store.catalog.put({ _id: 'package:wlan', type: 'package' } as never);
});
afterAll(() => server.close());

type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';
function ask(method: Method, path: string, payload?: unknown, who = anna, headers = {}) {
  return server.app.inject({
    method,
    url: `/sync/${path}`,
    headers: { ...who.headers, 'content-type': 'application/json', ...headers },
    ...(payload === undefined ? {} : { payload: JSON.stringify(payload) })
  });
}

const DOCS = { docs: [] };
const READABLE = ['inbox', 'catalog'].flatMap((db): [Method, string, unknown?][] => [
  ['GET', db],
  ['GET', `${db}/`],
  ['HEAD', db],
  ['GET', `${db}/_changes?since=0&limit=5&include_docs=true&style=all_docs&heartbeat=10000`],
  ['POST', `${db}/_changes`, {}],
  ['GET', `${db}/_all_docs?include_docs=true`],
  ['POST', `${db}/_all_docs`, { keys: [] }],
  ['POST', `${db}/_bulk_get?revs=true&latest=true`, { docs: [] }],
  ['PUT', `${db}/_local/checkpoint`, { last_seq: 1 }],
  ['GET', `${db}/_local/checkpoint`]
]);
const ALLOWED: [Method, string, unknown?][] = [
  ...READABLE,
  ['GET', ''],
  ['GET', 'inbox/notice:1?revs=true&open_revs=all&latest=true'],
  ['GET', 'catalog/package%3Awlan'],
  ['GET', 'outbox/'],
  ['POST', 'outbox/_revs_diff', {}],
  ['POST', 'outbox/_bulk_docs', DOCS],
  ['POST', 'outbox/_bulk_docs', { ...DOCS, new_edits: false }],
  ['PUT', 'outbox/tablet-0001:0000000001', {}],
  ['GET', 'outbox/_all_docs?keys=[%22x%22]'],
  ['POST', 'outbox/_all_docs', { keys: ['x'] }],
  ['PUT', 'outbox/_local/checkpoint', {}],
  ['GET', 'outbox/_local/checkpoint']
];
const FORBIDDEN: [Method, string, unknown?][] = [
  ...['inbox', 'catalog'].flatMap((db): [Method, string, unknown?][] => [
    ['PUT', db],
    ['DELETE', db],
    ['POST', db, {}],
    ['PUT', `${db}/notice:1`, {}],
    ['DELETE', `${db}/notice:1?rev=1-a`],
    ['PATCH', `${db}/notice:1`, {}],
    ['POST', `${db}/_bulk_docs`, DOCS],
    ['POST', `${db}/_revs_diff`, {}],
    ['POST', `${db}/_find`, { selector: {} }],
    ['POST', `${db}/_index`, {}],
    ['GET', `${db}/_security`],
    ['PUT', `${db}/_security`, {}],
    ['POST', `${db}/_purge`, {}],
    ['POST', `${db}/_compact`],
    ['GET', `${db}/_design/x`],
    ['GET', `${db}/_design%2Fx`],
    ['GET', `${db}/%5Fdesign/x/_view/y`],
    ['GET', `${db}/notice:1/attachment.png`],
    ['GET', `${db}/_changes?feed=continuous`],
    ['GET', `${db}/_changes?feed=eventsource`],
    ['GET', `${db}/_changes?filter=app/mine`],
    // A reader's own regular expression could keep the whole store busy for ever.
    ['POST', `${db}/_changes?filter=_selector`, { selector: { _id: { $regex: '(a+)+$' } } }],
    ['DELETE', `${db}/_local/checkpoint`],
    ['GET', `${db}/_local`]
  ]),
  ['GET', 'outbox/tablet-0001:0000000001'],
  ['GET', 'outbox/_changes'],
  ['GET', 'outbox/_all_docs'],
  ['POST', 'outbox/_all_docs', {}],
  ['POST', 'outbox/_bulk_get', { docs: [] }],
  ['DELETE', 'outbox/tablet-0001:0000000001'],
  ['DELETE', 'outbox'],
  ['PUT', 'outbox/_design/x', {}],
  ['GET', 'outbox/_local_docs'],
  ['GET', 'people'],
  ['GET', 'orders/_all_docs'],
  ['GET', 'inbox-ben'],
  ['GET', 'inbox/../orders'],
  ['GET', 'inbox%2F..%2Forders'],
  ['GET', '_all_dbs'],
  ['GET', '%E0%A4%A'],
  ['POST', '_session', {}],
  ['POST', '_replicate', {}]
];

describe('the sync door', () => {
  it.each(ALLOWED)('allows %s %s', async (method, path, payload) => {
    const answer = await ask(method, path, payload);
    expect([200, 201]).toContain(answer.statusCode);
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
  });

  it.each(FORBIDDEN)('[P1.1] forbids %s %s', async (method, path, payload) => {
    const answer = await ask(method, path, payload);
    // What cannot even be decoded is answered before anybody asks what it is.
    const isUnreadable = path.includes('%E0%A4%A');
    expect(answer.statusCode).toBe(isUnreadable ? 400 : 403);
    if (!isUnreadable) expect(answer.json()).toMatchObject({ error: 'forbidden' });
    expect(answer.json<{ reason: string }>().reason).toMatch(/\w/);
  });

  it.each([...ALLOWED, ...FORBIDDEN].filter(([method]) => method !== 'HEAD'))(
    'answers %s %s with 401 and the protocol headers where nobody is signed in',
    async (method, path, payload) => {
      const nobody = { ...anna, headers: { authorization: 'Bearer none' } };
      const answer = await ask(method, path, payload, nobody);
      expect([400, 401]).toContain(answer.statusCode);
      expect(answer.headers['mila-protocol']).toBe(String(PROTOCOL_VERSION));
      expect(answer.headers['mila-time']).toBe(String(server.clock.now()));
    }
  );

  it('stamps every answer, so that no captive portal passes for the server', async () => {
    for (const url of [
      '/sync/inbox',
      '/sync/nothing',
      '/api/session',
      '/api/nothing',
      '/api/health'
    ]) {
      const answer = await server.app.inject({ url, headers: anna.headers });
      expect(answer.headers['mila-protocol']).toBe('1');
      expect(answer.headers['mila-time']).toBe(String(server.clock.now()));
      expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it("[P1.2] shows each provider their own inbox and never a database's real name", async () => {
    const [hers, his] = await Promise.all([
      ask('GET', 'inbox/_all_docs'),
      ask('GET', 'inbox/_all_docs', undefined, ben)
    ]);
    expect(hers.json()).toMatchObject({ rows: [{ id: 'notice:1' }] });
    expect(his.json()).toMatchObject({ rows: [] });
    const info = await ask('GET', 'inbox/');
    expect(info.json()).toMatchObject({ db_name: 'inbox', doc_count: 1 });
    expect(info.body).not.toContain('anna');
  });

  it("keeps one client's notes from every other client and database", async () => {
    const annas = await server.signIn('anna@example.org');
    await ask('PUT', 'catalog/_local/note', { mine: 'anna, first device' });
    await ask('PUT', 'inbox/_local/note', { mine: 'inbox' });
    for (const who of [ben, annas]) {
      expect((await ask('GET', 'catalog/_local/note', undefined, who)).statusCode).toBe(404);
    }
    const note = await ask('GET', 'catalog/_local/note');
    expect(note.json()).toMatchObject({ _id: '_local/note', mine: 'anna, first device' });
    const { _rev } = note.json<{ _rev: string }>();
    expect((await ask('PUT', 'catalog/_local/note', { again: 1 })).statusCode).toBe(409);
    const again = await ask('PUT', 'catalog/_local/note', { _rev, again: 1 });
    expect(again.json()).toMatchObject({ ok: true, id: '_local/note' });
    expect((await ask('PUT', 'inbox/_local/judged', { seq: 'x' })).statusCode).toBe(201);
    expect(await server.store.outbox('anna').get('_local/judged')).not.toMatchObject({ seq: 'x' });
  });

  it('does not let an app that is too old read, and takes what it has to send', async () => {
    const old = { 'mila-protocol': '0' };
    for (const path of ['inbox/_changes', 'catalog/']) {
      const read = await ask('GET', path, undefined, anna, old);
      expect(read.statusCode).toBe(426);
    }
    const push = await ask('POST', 'outbox/_bulk_docs', { docs: [{ _id: 'x' }] }, anna, old);
    expect(push.statusCode).toBe(201);
    const now = { 'mila-protocol': String(PROTOCOL_VERSION) };
    expect((await ask('GET', 'inbox/_changes', undefined, anna, now)).statusCode).toBe(200);
  });

  it('answers too many requests of a session with 429 and Retry-After, and not the others', async () => {
    const strict = await startTestServer({
      store: server.store,
      clock: server.clock,
      config: { requestsPerMinute: 5 }
    });
    const askStrict = (who: SignedInDevice) =>
      strict.app.inject({ url: '/sync/outbox', headers: who.headers });
    const seen: number[] = [];
    for (let request = 0; request < 7; request += 1) seen.push((await askStrict(ben)).statusCode);
    expect(seen).toEqual([200, 200, 200, 200, 200, 429, 429]);
    const limited = await askStrict(ben);
    expect(limited.json()).toMatchObject({ error: 'too_many_requests' });
    expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0);
    expect((await askStrict(anna)).statusCode).toBe(200);
    // However the address is written: the router reads these as /api/catalog too.
    const same: number[] = [];
    for (const url of ['/api/catalog', '/%61pi/catalog', '/%61%70i/catalog', '/api/%63atalog']) {
      for (let request = 0; request < 2; request += 1)
        same.push((await strict.app.inject(url)).statusCode);
    }
    expect(same).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
    await strict.close();
  });
});
