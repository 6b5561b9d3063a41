/** What is large: it comes back whole, holds nobody up, and goes without a trace. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startEngine, type RunningEngine } from '../../sync-server/couch-engine/engine.ts';
import { couchClient, newDatabaseName, type CouchClient } from '../contract/couch-client.ts';

let dataDir: string;
let engine: RunningEngine;
let couch: CouchClient;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'engine-'));
  engine = await startEngine({ dataDir });
  couch = couchClient(engine.url);
});
afterAll(async () => {
  await engine.close();
  await rm(dataDir, { recursive: true, force: true });
});

describe('a large database', () => {
  test('is gone for everybody at once when it is deleted, and its name is free', async () => {
    const name = newDatabaseName();
    await couch.call('PUT', `/${name}`);
    await couch.call('POST', `/${name}/_index`, { index: { fields: ['n'] } });
    for (let batch = 0; batch < 5; batch++) {
      const docs = Array.from({ length: 1000 }, (_, n) => ({ _id: `${batch}-${n}`, n }));
      await couch.call('POST', `/${name}/_bulk_docs`, { docs });
    }
    const waiting = couch.call('GET', `/${name}/_changes?feed=longpoll&since=now`);
    await couch.call('GET', `/${name}`);
    expect((await couch.call('DELETE', `/${name}`)).status).toBe(200);
    expect((await waiting).status).toBe(200);
    expect((await couch.call('GET', `/${name}`)).status).toBe(404);
    expect((await couch.call('GET', '/_all_dbs')).json).not.toContain(name);
    expect((await couch.call('PUT', `/${name}`)).status).toBe(201);
    expect((await couch.call('GET', `/${name}/_all_docs`)).json.total_rows).toBe(0);
    expect((await couch.call('GET', `/${name}/_index`)).json.total_rows).toBe(1);
  });
});

describe('a large attachment', () => {
  test('comes back as it was sent: whole, inline and as a part', async () => {
    const data = Buffer.alloc(5_000_001, 'mila');
    data.write('the end', 4_999_994);
    await couch.call('PUT', '/files');
    expect((await couch.call('PUT', '/files/a/big.bin', data)).status).toBe(201);
    const bytes = async (path: string, headers: HeadersInit = {}) => {
      const response = await fetch(engine.url + path, { headers });
      const body = Buffer.from(await response.arrayBuffer());
      expect(Number(response.headers.get('content-length'))).toBe(body.length);
      return body;
    };
    expect((await bytes('/files/a/big.bin')).equals(data)).toBe(true);
    const inline = await couch.call('GET', '/files/a?attachments=true', undefined, {
      Accept: 'application/json'
    });
    const { data: text } = inline.json._attachments['big.bin']!;
    expect(Buffer.from(text, 'base64').equals(data)).toBe(true);
    const related = await bytes('/files/a?attachments=true', { Accept: 'multipart/related' });
    expect(related.includes(data)).toBe(true);
  });
});

describe('a closing engine', () => {
  test('ends long reads without a word in the log', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'engine-'));
    const closing = await startEngine({ dataDir: dir });
    const client = couchClient(closing.url);
    await client.call('PUT', '/long');
    const docs = Array.from({ length: 3000 }, (_, n) => ({ n, text: 'x'.repeat(500) }));
    await client.call('POST', '/long/_bulk_docs', { docs });
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const paths = ['_all_docs?include_docs=true', '_changes?include_docs=true'];
    const reads = Array.from({ length: 8 }, async (_, n) => {
      const response = await fetch(`${closing.url}/long/${paths[n % 2]}`);
      const reader = response.body!.getReader();
      await reader.read();
      return reader;
    });
    const readers = await Promise.all(reads);
    await closing.close();
    await Promise.all(readers.map((reader) => reader.cancel().catch(() => undefined)));
    expect(logged).not.toHaveBeenCalled();
    logged.mockRestore();
    await rm(dir, { recursive: true, force: true });
  });
});
