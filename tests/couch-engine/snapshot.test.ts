import { existsSync } from 'node:fs';
import { mkdtemp, rename, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningEngine } from '../../sync-server/couch-engine/engine.ts';
import { startTestEngine } from '../support/test-engine.ts';

const [user, password] = ['mila', 'secret'];
const authorization = `Basic ${btoa(`${user}:${password}`)}`;
let folder: string;
let engine: RunningEngine;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mila-snapshot-'));
  engine = await startTestEngine({ dataDir: join(folder, 'one'), user, password });
});
afterAll(async () => {
  await engine.close();
  await rm(folder, { recursive: true, force: true });
});

async function ask({ url }: RunningEngine, path: string, method = 'GET', body?: unknown) {
  const headers = { authorization, 'content-type': 'application/json' };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await fetch(`${url}${path}`, { method, headers, ...sent });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

describe('a snapshot', () => {
  it('has every database at one moment, while there are writes', async () => {
    for (const name of ['a', 'b']) await ask(engine, `/${name}`, 'PUT');
    let written = 0;
    let isOver = false;
    // Each is in `a` before it is in `b`.
    const writing = (async () => {
      for (; !isOver; written += 1) {
        await ask(engine, `/a/${written}`, 'PUT', { text: 'x'.repeat(5_000) });
        await ask(engine, `/b/${written}`, 'PUT', {});
      }
    })();
    while (written < 20) await ask(engine, '/a');
    const file = join(folder, 'copy.sqlite');
    expect(await ask(engine, '/_snapshot', 'POST', { file })).toMatchObject({ status: 201 });
    isOver = true;
    await writing;
    await mkdir(join(folder, 'two'));
    await rename(file, join(folder, 'two', 'engine.sqlite'));
    const other = await startTestEngine({ dataDir: join(folder, 'two'), user, password });
    const [a, b] = await Promise.all(['/a', '/b'].map((name) => ask(other, name)));
    await other.close();
    const [first, second] = [Number(a!.body.doc_count), Number(b!.body.doc_count)];
    expect(first).toBeGreaterThanOrEqual(20);
    expect([first, first - 1]).toContain(second);
  });

  it('is refused where anybody could ask, and into no full path', async () => {
    const file = join(folder, 'no.sqlite');
    expect((await ask(engine, '/_snapshot', 'POST', { file: 'here' })).status).toBe(400);
    const open = await startTestEngine({ dataDir: join(folder, 'open') });
    expect((await ask(open, '/_snapshot', 'POST', { file })).status).toBe(403);
    await open.close();
    expect(existsSync(file)).toBe(false);
  });
});
