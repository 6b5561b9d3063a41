/**
 * The engine answers as CouchDB 3.5 answered when it was recorded; with COUCHDB_URL, also as the
 * CouchDB there answers now, to requests that nobody has recorded.
 */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startEngine, type RunningEngine } from '../../../sync-server/couch-engine/engine.ts';
import { couchAt, couchClient, type CouchClient } from '../../contract/couch-client.ts';
import { expected } from './expected.ts';
import { keptScripts } from './kept-scripts.ts';
import { randomScript } from './random-script.ts';
import { answersOf, type Answered, type Asked, type Script } from './script.ts';

interface Recording {
  couchdb: string;
  scripts: Record<string, [Asked, Answered][]>;
}

const recorded = join(import.meta.dirname, 'recorded');
const recordings = await Promise.all(
  (await readdir(recorded)).map(async (name) => {
    const recording = JSON.parse(await readFile(join(recorded, name), 'utf8')) as Recording;
    return [name.replace('.json', ''), recording] as const;
  })
);

let dataDir: string;
let engine: RunningEngine;
let couch: CouchClient;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'engine-'));
  engine = await startEngine({ dataDir, user: 'admin', password: 'a secret', durable: false });
  couch = couchClient(engine.url, 'admin', 'a secret');
});
afterAll(async () => {
  await engine.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function expectSame(script: Script, answers: readonly Answered[]): Promise<void> {
  const given = await answersOf(couch, script);
  for (const [at, asked] of script.entries()) {
    const { method, path, body } = asked;
    const what = `${at}: ${method} ${path} ${JSON.stringify(body) ?? ''}`;
    expect(given[at], what).toEqual(expected(answers[at]!, given[at]!));
  }
}

describe.each(recordings)('answers about %s as CouchDB 3.5 did', (topic, { scripts }) => {
  test.each(Object.entries(scripts))('%s', async (_title, exchanges) => {
    const script = exchanges.map(([asked]) => asked);
    await expectSame(
      script,
      exchanges.map(([, answer]) => answer)
    );
  });

  test('recorded every script that is written down', () => {
    expect(Object.keys(scripts)).toEqual(Object.keys(keptScripts[topic] ?? {}));
  });
});

const { COUCHDB_URL, SEED } = process.env;

describe.runIf(COUCHDB_URL)('answers as the CouchDB of COUCHDB_URL does now', () => {
  const first = Number(SEED ?? Date.now() % 1_000_000);
  test.each(Array.from({ length: 10 }, (_, at) => first + at))('seed %i', async (seed) => {
    const script = randomScript(seed);
    await expectSame(script, await answersOf(couchAt(COUCHDB_URL!), script));
  });
});
