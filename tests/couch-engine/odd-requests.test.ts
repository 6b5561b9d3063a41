/** What strangers may send: every odd request gets an answer, and the next request is served. */
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startEngine, type RunningEngine } from '../../sync-server/couch-engine/engine.ts';
import { couchClient, newDatabaseName, type CouchClient } from '../contract/couch-client.ts';

let dataDir: string;
let engine: RunningEngine;
let couch: CouchClient;
let db: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'engine-'));
  const limits = { maxDocumentBytes: 100_000, maxRequestBytes: 1_000_000 };
  engine = await startEngine({ dataDir, cors: true, user: 'admin', password: 'pass:word', limits });
  couch = couchClient(engine.url, 'admin', 'pass:word');
  db = newDatabaseName();
  await couch.call('PUT', `/${db}`);
});
afterAll(async () => {
  await engine.close();
  await rm(dataDir, { recursive: true, force: true });
});

const status = async (method: string, path: string, body?: unknown, headers?: HeadersInit) =>
  (await couch.call(method, path, body, headers)).status;

describe('odd requests', () => {
  test.each([
    ['a bracket too few', '{"a":', 400],
    ['nothing', '', 400],
    ['a list', '[]', 400],
    ['null', 'null', 400],
    ['100,000 brackets', '['.repeat(100_000), 400],
    ['a member nested 50,000 deep', `{"a":${'['.repeat(49_000)}${']'.repeat(49_000)}}`, 400],
    ['a number no double holds', '{"n":1e400}', 400],
    ['a member __proto__ at the top', '{"__proto__":{"x":1}}', 400],
    ['an id that is a number', '{"_id":5}', 400],
    ['a revision that is none', '{"_rev":"one"}', 400],
    ['a member _deleted that is a word', '{"_deleted":"yes"}', 400],
    ['attachments that are a list', '{"_attachments":[]}', 400],
    ['attachment data that is not base64', '{"_attachments":{"a":{"data":"*"}}}', 400],
    ['a document too large', JSON.stringify({ a: 'x'.repeat(100_001) }), 413],
    ['a request too large', 'x'.repeat(1_000_001), 413],
    ['a member twice', '{"a":1,"a":2}', 201]
  ])('answers a PUT of %s', async (_what, body, expected) => {
    expect(await status('PUT', `/${db}/odd`, body)).toBe(expected);
    expect(await status('GET', '/_up')).toBe(200);
  });

  test('refuses bytes that are not UTF-8', async () => {
    expect(await status('PUT', `/${db}/bytes`, Buffer.from([0x22, 0xff, 0x22]))).toBe(400);
  });

  test('refuses half of a surrogate pair, however it is written', async () => {
    const odd = ['"\\ud800"', '"\\uDFFFx"', '"\\ud83d\\ud83d\\ude00"', '{"\\udc00":1}'];
    for (const value of odd) expect(await status('PUT', `/${db}/half`, `{"a":${value}}`)).toBe(400);
    const whole = '{"a":"\\ud83d\\ude00 \\\\ud800"}';
    expect(await status('PUT', `/${db}/whole`, whole)).toBe(201);
  });

  test('keeps a member __proto__ and any unicode inside a document', async () => {
    const text = '{"in":{"__proto__":{"x":1},"constructor":2},"smile":"😀\\u0000"}';
    expect(await status('PUT', `/${db}/inside`, text)).toBe(201);
    const { json, text: read } = await couch.call('GET', `/${db}/inside`);
    expect(read).toContain('"__proto__":{"x":1}');
    expect(json.smile).toBe('😀\0');
    const find = { selector: { 'in.constructor': 2 }, fields: ['in.__proto__', 'smile'] };
    const found = await couch.call('POST', `/${db}/_find`, find);
    expect(found.text).toContain('"__proto__":{"x":1}');
  });

  test.each([
    'with/slash',
    'per%cent',
    'plus+and space',
    '日本',
    '😀',
    'a?b#c',
    '"q"',
    'x'.repeat(900)
  ])('keeps a document named %j', async (id) => {
    const path = `/${db}/${encodeURIComponent(id)}`;
    const { json } = await couch.call('PUT', path, { n: 1 });
    expect(json).toMatchObject({ ok: true, id });
    expect((await couch.call('GET', path)).json._id).toBe(id);
    expect(await status('PUT', `${path}/file%2Fname?rev=${json.rev}`, 'bytes')).toBe(201);
  });

  test.each([
    ['GET', '/%', 400],
    ['GET', '/%ff', 400],
    ['GET', `/DB/_underscore`, 404],
    ['PUT', `/DB/_underscore`, 400],
    ['GET', `/DB/_design`, 404],
    ['PATCH', `/DB`, 405],
    ['PUT', `/DB/_all_docs`, 405],
    ['POST', `/DB/_find/more`, 404],
    ['GET', `/DB/_all_docs?limit=-1`, 400],
    ['GET', `/DB/_all_docs?include_docs=perhaps`, 400],
    ['GET', `/DB/_all_docs?startkey=notjson`, 400],
    ['GET', `/DB/_changes?since=never`, 400],
    ['GET', `/DB/_changes?feed=pigeon`, 400],
    ['GET', `/DB/_changes?filter=no/where`, 404],
    ['GET', `/DB/odd?open_revs=[1]`, 400],
    ['GET', `/DB/odd?rev=nonsense`, 400],
    ['POST', `/_replicate`, 501],
    ['PUT', `/_replicator`, 501],
    ['POST', `/_replicator`, 501],
    ['PUT', `/_users`, 501],
    ['GET', `/_scheduler/jobs`, 501],
    ['GET', `/_active_tasks`, 501],
    ['GET', `/_node/_local/_config`, 501],
    ['GET', `/_db_updates?feed=continuous`, 501],
    ['PUT', `/DB/_security`, 400],
    ['POST', `/DB/_explain`, 501],
    ['GET', `/DB/_partition/a/_all_docs`, 501],
    ['GET', `/DB/_changes?feed=eventsource`, 400],
    ['GET', `/_unknown`, 404]
  ])('answers %s %s with %i', async (method, path, expected) => {
    expect(await status(method, path.replace('DB', db), undefined)).toBe(expected);
  });

  test('refuses a copy to a place that is not percent-encoded', async () => {
    await couch.call('PUT', `/${db}/source`, {});
    const headers = { Destination: '%zz' };
    expect(await status('COPY', `/${db}/source`, undefined, headers)).toBe(400);
  });

  test('wants the JSON content type where CouchDB wants it', async () => {
    const plain = { 'Content-Type': 'text/plain' };
    expect(await status('POST', `/${db}/_bulk_docs`, '{"docs":[]}', plain)).toBe(415);
    expect(await status('POST', `/${db}/_find`, '{"selector":{}}', plain)).toBe(415);
  });

  test('runs no JavaScript of a design document and says so', async () => {
    const views = { v: { map: 'function (doc) { emit(1) }' } };
    const filters = { f: 'function () { return true }' };
    await couch.call('PUT', `/${db}/_design/js`, { views, filters });
    for (const path of ['_design/js/_view/v', '_changes?filter=js/f', '_design/js/_show/s']) {
      const answer = await couch.call('GET', `/${db}/${path}`);
      expect(answer).toMatchObject({ status: 501, json: { error: 'not_implemented' } });
    }
  });

  test('survives a multipart that ends early and a line that is not HTTP', async () => {
    const headers = { 'Content-Type': 'multipart/related; boundary=x' };
    expect(await status('PUT', `/${db}/torn`, '--x\r\n\r\n{}', headers)).toBe(400);
    expect(await status('PUT', `/${db}/torn`, 'nothing', headers)).toBe(400);
    const socket = connect(engine.port, '127.0.0.1');
    socket.write('HELLO\r\n\r\n');
    await new Promise((resolve) => socket.resume().on('close', resolve));
    const torn = connect(engine.port, '127.0.0.1');
    torn.write(`PUT /${db}/half HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{`);
    torn.destroy();
    expect(await status('GET', '/_up')).toBe(200);
  });
});

describe('who may do what', () => {
  const bare = (path: string, init?: RequestInit) => fetch(engine.url + path, init);

  test('lets nobody in without the password, the greeting excepted', async () => {
    expect((await bare('/')).status).toBe(200);
    expect((await bare('/_up')).status).toBe(200);
    for (const path of [`/${db}`, `/${db}/odd`, '/_all_dbs', '/nowhere']) {
      expect((await bare(path)).status).toBe(401);
    }
    const wrong = { headers: { authorization: `Basic ${btoa('admin:wrong')}` } };
    expect((await bare('/', wrong)).status).toBe(401);
  });

  test('gives a cookie for the password and takes it', async () => {
    const body = JSON.stringify({ name: 'admin', password: 'pass:word' });
    const headers = { 'Content-Type': 'application/json' };
    const signedIn = await bare('/_session', { method: 'POST', body, headers });
    const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!;
    expect((await bare(`/${db}`, { headers: { cookie } })).status).toBe(200);
    const forged = cookie.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    expect((await bare(`/${db}`, { headers: { cookie: forged } })).status).toBe(401);
    const context = await (await bare('/_session', { headers: { cookie } })).json();
    expect(context).toMatchObject({ userCtx: { name: 'admin', roles: ['_admin'] } });
  });

  test('answers the preflight of another origin', async () => {
    const headers = { Origin: 'http://elsewhere', 'Access-Control-Request-Method': 'PUT' };
    const answer = await bare(`/${db}`, { method: 'OPTIONS', headers });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-origin')).toBe('http://elsewhere');
  });
});

describe('feeds', () => {
  test('end when their database is deleted', async () => {
    const short = newDatabaseName();
    await couch.call('PUT', `/${short}`);
    const feeds = ['longpoll', 'continuous'].map((feed) =>
      couch.call('GET', `/${short}/_changes?feed=${feed}&since=now&heartbeat=60000`)
    );
    await couch.call('GET', `/${short}`);
    await couch.call('DELETE', `/${short}`);
    for (const feed of await Promise.all(feeds)) expect([200, 404]).toContain(feed.status);
  });

  test('start over for a sequence of a database that was made again', async () => {
    const name = newDatabaseName();
    await couch.call('PUT', `/${name}`);
    await couch.call('PUT', `/${name}/a`, {});
    const { last_seq } = (await couch.call('GET', `/${name}/_changes`)).json;
    await couch.call('DELETE', `/${name}`);
    await couch.call('PUT', `/${name}`);
    await couch.call('PUT', `/${name}/b`, {});
    const { results } = (await couch.call('GET', `/${name}/_changes?since=${last_seq}`)).json;
    expect(results.map((row) => row.id)).toEqual(['b']);
  });

  test('wake 200 that wait for one write', async () => {
    const waiting = Array.from({ length: 200 }, () =>
      couch.call('GET', `/${db}/_changes?feed=longpoll&since=now&timeout=30000`)
    );
    const all = Promise.all(waiting);
    let isDone = false;
    void all.then(() => (isDone = true));
    // A feed that arrives after one write waits for the next.
    while (!isDone) await couch.call('POST', `/${db}`, {});
    for (const answer of await all) expect(answer.json.results.length).toBeGreaterThan(0);
  });
});
