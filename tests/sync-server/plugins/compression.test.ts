import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compressBuild } from '../../../src/compress-build.ts';
import { aJob } from '../../support/builders.ts';
import { startTestServer, type TestServer } from '../../support/test-server.ts';

const PAGE = `<!doctype html><title>Mila</title><script>start()</script>${'<p>Zeile</p>'.repeat(200)}`;
const TEXTS = {
  '200.html': PAGE,
  'service-worker.js': 'keep("alles");'.repeat(200),
  'manifest.webmanifest': `{"name":"${'Mila '.repeat(300)}"}`,
  'icon.svg': `<svg>${'<path d="M0 0h1"/>'.repeat(200)}</svg>`,
  '_app/immutable/entry/app.1234.js': 'start();'.repeat(500),
  '_app/immutable/assets/0.css': '.a{color:red}'.repeat(500)
};
const PICTURE = Buffer.from(Array.from({ length: 4_000 }, (_, index) => (index * 7_919) % 251));

let buildDir: string;
let server: TestServer;
beforeAll(async () => {
  buildDir = await mkdtemp(join(tmpdir(), 'mila-build-'));
  await mkdir(join(buildDir, '_app/immutable/entry'), { recursive: true });
  await mkdir(join(buildDir, '_app/immutable/assets'), { recursive: true });
  for (const [name, text] of Object.entries(TEXTS)) await writeFile(join(buildDir, name), text);
  await writeFile(join(buildDir, 'icon-192.png'), PICTURE);
  compressBuild(buildDir);
  server = await startTestServer({ config: { buildDir } });
});
afterAll(async () => {
  await server.close();
  await rm(buildDir, { recursive: true });
});

const ask = (url: string, accepted?: string, headers = {}) =>
  server.app.inject({
    url,
    headers: { ...headers, ...(accepted === undefined ? {} : { 'accept-encoding': accepted }) }
  });
const UNPACK = { br: brotliDecompressSync, gzip: gunzipSync };

async function expectCompressed(url: string, text: string, headers = {}): Promise<void> {
  for (const encoding of ['br', 'gzip'] as const) {
    const answer = await ask(url, encoding === 'br' ? 'gzip, deflate, br' : 'gzip', headers);
    expect(answer.headers['content-encoding'], `${url} as ${encoding}`).toBe(encoding);
    expect(String(answer.headers.vary).toLowerCase()).toContain('accept-encoding');
    expect(UNPACK[encoding](answer.rawPayload).toString()).toBe(text);
  }
  for (const accepted of [undefined, 'identity', 'br;q=0, gzip;q=0']) {
    const answer = await ask(url, accepted, headers);
    expect([answer.headers['content-encoding'], answer.body]).toEqual([undefined, text]);
  }
}

describe('what is sent', () => {
  it.each(Object.entries(TEXTS))('is compressed: %s', (name, text) =>
    expectCompressed(`/${name}`, text)
  );

  it.each(['/', '/book', '/o/some-link', '/today'])('is compressed for the address %s', (url) =>
    expectCompressed(url, PAGE)
  );

  it('says for each form of the page whether it is still the newest', async () => {
    const tags = new Set<unknown>();
    for (const accepted of ['br', 'gzip', 'identity']) {
      const { etag } = (await ask('/', accepted)).headers;
      tags.add(etag);
      const again = await ask('/', accepted, { 'if-none-match': etag });
      expect([again.statusCode, again.body]).toEqual([304, '']);
    }
    expect(tags.size).toBe(3);
  });

  it('leaves pictures as they are', async () => {
    const answer = await ask('/icon-192.png', 'gzip, br');
    expect(answer.headers['content-encoding']).toBeUndefined();
    expect(answer.rawPayload.equals(PICTURE)).toBe(true);
  });

  it('is never an earlier form of a file that was changed since', async () => {
    const path = join(buildDir, 'service-worker.js');
    const next = TEXTS['service-worker.js'].replaceAll('alles', 'Neues');
    await writeFile(path, next);
    compressBuild(buildDir);
    await expectCompressed('/service-worker.js', next);
    await rm(path);
    compressBuild(buildDir);
    expect((await ask('/service-worker.js', 'br')).statusCode).toBe(404);
    await expect(readFile(`${path}.br`)).rejects.toThrow('ENOENT');
  });

  it('is compressed where an answer is long, and only there', async () => {
    const { body } = await ask('/api/docs/json');
    await expectCompressed('/api/docs/json', body);
    expect((await ask('/api/health', 'br')).headers['content-encoding']).toBeUndefined();
  });

  it('is compressed where a device reads its inbox, but a poll is not made to wait', async () => {
    const { id, email } = await server.addProvider({ id: 'reader' });
    const job = { ...aJob(), problem: 'Das Bild bleibt schwarz. '.repeat(100) };
    await server.store.inbox(id).bulk([{ _id: 'job:o1', type: 'job', order: 'o1', job } as never]);
    const { token } = await server.signIn(email);
    const headers = { authorization: `Bearer ${token}` };
    const url = '/sync/inbox/_changes?include_docs=true';
    const { body } = await ask(url, undefined, headers);
    expect(body).toContain('Das Bild bleibt schwarz.');
    await expectCompressed(url, body, headers);
    const poll = await ask(`${url}&feed=longpoll`, 'br', headers);
    expect(poll.headers['content-encoding']).toBeUndefined();
    expect(poll.json<{ results: { id: string }[] }>().results.map(({ id: of }) => of)).toContain(
      'job:o1'
    );
  });
});
