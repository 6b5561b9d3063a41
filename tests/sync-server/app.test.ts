import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALLOWED_REQUESTS, DOOR_DATABASES } from '../../sync-server/door/allowed-requests.ts';
import { inlineScriptHashes } from '../../sync-server/plugins/register-built-app.ts';
import { startEngine } from '../../sync-server/couch-engine/engine.ts';
import { openStore, type Store } from '../../sync-server/store/store.ts';
import { aLine } from '../support/a-line.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const SCRIPT = '\n\t{ start(); }\n';
const PAGE = `<!doctype html><script src="/a.js"></script><body><script>${SCRIPT}</script>`;

let buildDir: string;
let server: TestServer;
beforeAll(async () => {
  buildDir = await mkdtemp(join(tmpdir(), 'mila-build-'));
  await mkdir(join(buildDir, '_app/immutable/entry'), { recursive: true });
  await writeFile(join(buildDir, '200.html'), PAGE);
  await writeFile(join(buildDir, 'service-worker.js'), '//');
  await writeFile(join(buildDir, '_app/version.json'), '{}');
  await writeFile(join(buildDir, '_app/immutable/entry/app.1234.js'), '//');
  server = await startTestServer({ config: { buildDir } });
});
afterAll(async () => {
  await server.close();
  await rm(buildDir, { recursive: true });
});
const get = (url: string, headers = {}) => server.app.inject({ url, headers });

describe('the built app', () => {
  it.each(['/', '/jobs/o1', '/o/abc-DEF_1?lang=en', '/book', '/p/anna/'])(
    'answers the deep link %s with its page and a policy that fits its script',
    async (url) => {
      const answer = await get(url);
      expect(answer.statusCode).toBe(200);
      expect(answer.body).toBe(PAGE);
      expect(answer.headers['cache-control']).toBe('no-cache');
      const policy = String(answer.headers['content-security-policy']);
      const [hash] = inlineScriptHashes(PAGE);
      expect(policy).toContain(`script-src 'self' 'sha256-${hash}';`);
      expect(policy).toContain("worker-src 'self'");
      expect(policy).toContain("img-src 'self' blob: data:;");
      expect(policy).not.toContain('upgrade-insecure');
    }
  );

  it('keeps hashed files for ever and asks again for everything else', async () => {
    const hashed = await get('/_app/immutable/entry/app.1234.js');
    expect(hashed.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    for (const url of ['/service-worker.js', '/_app/version.json', '/200.html']) {
      const answer = await get(url);
      expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'no-cache']);
    }
  });

  it('answers a missing file with 404, never with the page', async () => {
    for (const url of ['/_app/immutable/entry/gone.js', '/_app/gone', '/icon.png', '/.env']) {
      expect((await get(url)).statusCode).toBe(404);
    }
    const post = await server.app.inject({ method: 'POST', url: '/book' });
    expect(post.statusCode).toBe(404);
  });

  it('gives whoever opens a missing file as a page the page with the ways back', async () => {
    const opened = await get('/buchen.html', {
      accept: 'text/html,application/xhtml+xml,*/*;q=0.8'
    });
    expect(opened.body).toBe(PAGE);
    expect((await get('/buchen.html', { accept: '*/*' })).statusCode).toBe(404);
  });

  it('takes up a new build without a restart', async () => {
    const { etag } = (await get('/')).headers;
    expect((await get('/', { 'if-none-match': etag })).statusCode).toBe(304);
    const next = PAGE.replace('start()', 'startAgain()');
    await writeFile(join(buildDir, '200.html'), next);
    const answer = await get('/', { 'if-none-match': etag });
    expect(answer.body).toBe(next);
    expect(answer.headers['content-security-policy']).toContain(inlineScriptHashes(next)[0]);
    await writeFile(join(buildDir, '200.html'), PAGE);
  });

  it('says how to build it where it is not built', async () => {
    const empty = await startTestServer({ config: { buildDir: join(buildDir, 'none') } });
    const answer = await empty.app.inject({ url: '/' });
    expect([answer.statusCode, answer.body]).toEqual([
      503,
      'The app is not built. Run: npm run build\n'
    ]);
    await empty.close();
  });
});

describe('answers', () => {
  it('carry headers that protect', async () => {
    for (const url of ['/', '/api/health', '/sync/inbox', '/api/docs']) {
      const { headers } = await get(url);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'same-origin',
        'content-security-policy': expect.stringContaining("frame-ancestors 'none'")
      });
      expect(headers['x-powered-by']).toBeUndefined();
      expect(headers['strict-transport-security']).toBeUndefined();
    }
  });

  it('say that the server is well', async () => {
    const answer = await get('/api/health');
    expect(answer.json()).toEqual({ ok: true, store: 'up', time: server.clock.now() });
  });

  it('describe the API', async () => {
    const answer = await get('/api/docs/json');
    const { openapi, paths } = answer.json<{ openapi: string; paths: object }>();
    expect(openapi).toMatch(/^3\./);
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining(['/api/session', '/api/devices', '/api/health', '/api/files/{sha256}'])
    );
    expect((await get('/api/docs')).statusCode).toBe(200);
  });

  it('describe every request that the sync door allows', async () => {
    interface Described {
      paths: Record<string, Record<string, { summary: string; responses: object }>>;
      externalDocs: { url: string };
    }
    const { paths, externalDocs } = (await get('/api/docs/json')).json<Described>();
    for (const database of DOOR_DATABASES) {
      for (const [methods, path] of ALLOWED_REQUESTS[database]) {
        const url = `/sync/${database}/${path.replace(':id', '{id}')}`.replace(/\/$/, '');
        for (const method of methods.toLowerCase().split(' ')) {
          const described = paths[url]?.[method];
          expect(described?.summary, `${method} ${url}`).toMatch(/\w/);
          expect(Object.keys(described!.responses)).toEqual(expect.arrayContaining(['401', '403']));
        }
      }
    }
    expect(Object.keys(paths['/sync/inbox/_bulk_docs'] ?? {})).toEqual([]);
    const page = await get(externalDocs.url);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('# The protocol');
  });

  it('tell an unknown error by its request id alone', async () => {
    const broken: Store = { ...server.store, isUp: () => Promise.reject(new Error('secret')) };
    const failing = await startTestServer({ store: broken, clock: server.clock });
    const answer = await failing.app.inject({ url: '/api/health' });
    expect(answer.statusCode).toBe(500);
    expect(answer.json()).toEqual({
      error: 'server.failed',
      requestId: answer.headers['x-request-id']
    });
    await failing.close();
  });

  it('refuse addresses and bodies that are broken', async () => {
    for (const url of ['/api/%E0%A4%A', '/api/session?%']) {
      const answer = await get(url);
      expect([400, 401]).toContain(answer.statusCode);
      expect(answer.headers['mila-protocol']).toBe('1');
    }
    for (const payload of ['{', '{"__proto__":{"a":1}}', '[]', 'null']) {
      const answer = await server.app.inject({
        method: 'POST',
        url: '/api/session',
        headers: { 'content-type': 'application/json' },
        payload
      });
      expect([answer.statusCode, answer.json().error]).toEqual([400, 'request.invalid']);
    }
    const large = await server.app.inject({
      method: 'POST',
      url: '/api/session',
      headers: { 'content-type': 'application/json' },
      payload: 'x'.repeat(20_000)
    });
    expect([large.statusCode, large.json().error]).toEqual([413, 'request.tooLarge']);
  });
});

describe('while the store is down', () => {
  it('requests are answered 503 with Retry-After, never 401, and work again afterwards', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'mila-down-'));
    const engine = await startEngine({ dataDir, user: 'mila', password: 'secret' });
    const line = await aLine(engine.port);
    const couchdbUrl = `http://mila:secret@127.0.0.1:${line.port}`;
    const store = await openStore({ couchdbUrl, couchdbPrefix: '', dataDir });
    const limping = await startTestServer({ store, dataDir });
    const { email } = await limping.addProvider({ id: 'anna' });
    const anna = await limping.signIn(email);
    const ask = (url: string) => limping.app.inject({ url, headers: anna.headers });
    expect((await ask('/sync/inbox/_changes')).statusCode).toBe(200);
    line.down();
    const [api, door, health] = await Promise.all([
      ask('/api/devices'),
      ask('/sync/inbox/_changes'),
      ask('/api/health')
    ]);
    for (const answer of [api, door, health]) {
      expect(answer.statusCode).toBe(503);
      expect(answer.headers['retry-after']).toBe('3');
      expect(answer.headers['mila-time']).toBe(String(limping.clock.now()));
    }
    expect(api.json()).toMatchObject({ error: 'store.unavailable' });
    expect(door.json()).toMatchObject({ error: 'service_unavailable' });
    expect(health.json()).toMatchObject({ ok: false, store: 'down' });
    line.up();
    expect((await ask('/api/devices')).statusCode).toBe(200);
    expect((await ask('/sync/inbox/_changes')).statusCode).toBe(200);
    await limping.close();
    await store.close();
    await line.close();
    await engine.close();
    await rm(dataDir, { recursive: true });
  });
});
