/** The engine as a process of its own: what it says at the start, and what a kill leaves. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startEngine, startEngineWorker } from '../../sync-server/couch-engine/engine.ts';
import { couchClient } from '../contract/couch-client.ts';

const script = fileURLToPath(new URL('../../sync-server/couch-engine/serve.ts', import.meta.url));

let dataDir: string;
const started: ChildProcess[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'engine-'));
});
afterEach(async () => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  await rm(dataDir, { recursive: true, force: true });
});

interface Served {
  child: ChildProcess;
  url: string;
  output: string;
}

/** Resolves with the address, or with what the process said before it ended. */
function serve(...flags: string[]): Promise<Served & { code: number | null }> {
  const child = spawn(process.execPath, [script, '--data', dataDir, ...flags]);
  started.push(child);
  return new Promise((resolve) => {
    let output = '';
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const url = /Engine: (http:\S+)/.exec(output)?.[1];
      if (url) resolve({ child, url, output, code: null });
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('close', (code) => resolve({ child, url: '', output, code }));
  });
}

describe('the engine as a process', () => {
  test('serves until it is asked to stop, and then ends in order', async () => {
    const { child, url, output } = await serve('--port', '0');
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(output).toMatch(/admin party/i);
    const waiting = fetch(`${url}/_up`);
    expect((await waiting).status).toBe(200);
    child.kill('SIGTERM');
    expect(await once(child, 'close')).toEqual([0, null]);
  });

  test.each([
    [['--port', 'many'], /--port must be a number/],
    [['--user', 'me'], /belong together/],
    [['--nonsense'], /Usage/]
  ])('explains the wrong flags %j', async (flags, words) => {
    const { code, output } = await serve(...flags);
    expect(code).toBe(2);
    expect(output).toMatch(words);
  });

  test('explains a port that is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { code, output } = await serve('--port', String((taken.address() as AddressInfo).port));
    taken.close();
    expect(code).toBe(1);
    expect(output).toMatch(/in use/);
  });

  test('refuses a data directory that another process serves', async () => {
    await serve('--port', '0');
    const second = await serve('--port', '0');
    expect(second.code).toBe(1);
    expect(second.output).toMatch(/in use by another process/);
  });

  test('finds everything again after a restart, index and checkpoint included', async () => {
    for (const start of [startEngine, startEngineWorker]) {
      const engine = await start({ dataDir });
      const couch = couchClient(engine.url);
      await couch.call('PUT', '/things');
      const { json } = await couch.call('PUT', '/things/a', { n: 1 });
      await couch.call('POST', '/things/_index', { index: { fields: ['n'] } });
      const { last_seq } = (await couch.call('GET', '/things/_changes')).json;
      await engine.close();
      const again = await start({ dataDir });
      const reader = couchClient(again.url);
      expect((await reader.call('GET', '/things/a')).json._rev ?? json.rev).toMatch(/^1-/);
      const found = await reader.call('POST', '/things/_find', { selector: { n: 1 } });
      expect(found.json.docs).toHaveLength(1);
      const after = await reader.call('GET', `/things/_changes?since=${last_seq}`);
      expect(after.json.results).toEqual([]);
      await again.close();
    }
  });

  test('loses nothing it has acknowledged when it is killed', async () => {
    const acknowledged = new Set<string>();
    for (let round = 0; round < 5; round++) {
      const { child, url } = await serve('--port', '0');
      const couch = couchClient(url);
      await couch.call('PUT', '/kill');
      await couch.call('POST', '/kill/_index', { index: { fields: ['n'] } });
      const goal = acknowledged.size + 150 + round * 40;
      const write = async (writer: number) => {
        for (let n = 0; ; n++) {
          const id = `r${round}-w${writer}-${n}`;
          const answer = await couch
            .call('PUT', `/kill/${id}`, { n: 1, id })
            .catch(() => undefined);
          if (answer?.status !== 201) return;
          acknowledged.add(id);
          if (acknowledged.size >= goal) child.kill('SIGKILL');
        }
      };
      await Promise.all(Array.from({ length: 8 }, (_, writer) => write(writer)));
    }
    const { url } = await serve('--port', '0');
    const couch = couchClient(url);
    const rows = (await couch.call('GET', '/kill/_all_docs')).json.rows as { id: string }[];
    const kept = new Set(rows.map((row) => row.id));
    expect([...acknowledged].filter((id) => !kept.has(id))).toEqual([]);
    const body = { selector: { n: 1 }, limit: 1_000_000 };
    const found = (await couch.call('POST', '/kill/_find', body)).json.docs as unknown[];
    const { doc_count } = (await couch.call('GET', '/kill')).json;
    expect(found.length).toBe(rows.filter((row) => !row.id.startsWith('_')).length);
    expect(doc_count).toBe(rows.length);
  });
});
