import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../../sync-server/store/store.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mila-start-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function started(settings: Record<string, string>): Promise<{ code: number; said: string }> {
  const child = spawn(process.execPath, ['sync-server/main.ts'], {
    env: { PATH: process.env.PATH, DATA_DIR: join(folder, 'data'), ...settings }
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, said };
}

async function answering(answer: RequestListener): Promise<{ url: string; end(): void }> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://user:wrong@127.0.0.1:${port}`, end: () => server.close() };
}

describe('[S3.9] a start that cannot be', () => {
  it('says that the port is taken and what to set, without a stack', async () => {
    const other = await answering((_request, reply) => reply.end());
    const port = new URL(other.url).port;
    const { code, said } = await started({ PORT: port, HOST: '127.0.0.1' });
    other.end();
    expect(code).toBe(1);
    expect(said).toMatch(new RegExp(`^The server cannot start: Port ${port} is taken .*PORT`, 'm'));
    expect(said).not.toMatch(/^\s+at /m);
  });

  it('says that the data folder is none', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    const { code, said } = await started({ PORT: '0', DATA_DIR: file });
    expect(code).toBe(1);
    expect(said).toMatch(/is not a folder. Set DATA_DIR/);
    expect(said).not.toMatch(/^\s+at /m);
  });

  it.each([
    [
      401,
      '{"error":"unauthorized","reason":"Name or password is incorrect."}',
      /user and password.*five minutes after five wrong/
    ],
    [200, '{"hello":1}', /not a CouchDB/],
    [404, 'nothing here', /not a CouchDB/]
  ])('does not wait where COUCHDB_URL is answered with %s', async (status, body, message) => {
    const couch = await answering((_request, reply) => {
      reply.writeHead(status, {
        'content-type': body.startsWith('{') ? 'application/json' : 'text/html'
      });
      reply.end(body);
    });
    const opening = openStore({ couchdbUrl: couch.url, couchdbPrefix: '', dataDir: folder });
    await expect(opening).rejects.toThrow(message);
    couch.end();
  });
});
