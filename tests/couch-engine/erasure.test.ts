/** What erasing needs: what was purged or superseded is gone for every way of asking. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startEngine, type RunningEngine } from '../../sync-server/couch-engine/engine.ts';
import { couchClient, newDatabaseName, type CouchClient } from '../contract/couch-client.ts';

let dataDir: string;
let engine: RunningEngine;
let couch: CouchClient;
let db: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'engine-'));
  engine = await startEngine({ dataDir, limits: { autoCompactBytes: 20_000 } });
  couch = couchClient(engine.url);
});
afterAll(async () => {
  await engine.close();
  await rm(dataDir, { recursive: true, force: true });
});
beforeEach(async () => {
  db = newDatabaseName();
  await couch.call('PUT', `/${db}`);
});

const put = async (id: string, body: object) =>
  (await couch.call('PUT', `/${db}/${id}`, body)).json.rev;
const purge = (body: object) =>
  couch.call<{ purged: Record<string, string[]> }>('POST', `/${db}/_purge`, body);
const statusOf = async (path: string) => (await couch.call('GET', `/${db}/${path}`)).status;

describe('purging', () => {
  test('takes a document out of lists, feeds, indexes and counts', async () => {
    await couch.call('POST', `/${db}/_index`, { index: { fields: ['name'] } });
    const rev = await put('person', { name: 'Anna', _attachments: { id: { data: 'QW5uYQ==' } } });
    expect((await purge({ person: [rev] })).json.purged).toEqual({ person: [rev] });
    expect((await couch.call('GET', `/${db}/person`)).json.reason).toBe('missing');
    expect(await statusOf(`person?rev=${rev}`)).toBe(404);
    expect(await statusOf('person/id')).toBe(404);
    const found = await couch.call('POST', `/${db}/_find`, { selector: { name: 'Anna' } });
    expect(found.json.docs).toEqual([]);
    const { results } = (await couch.call('GET', `/${db}/_changes`)).json;
    expect(results.map((row) => row.id)).not.toContain('person');
    const { doc_count, doc_del_count } = (await couch.call('GET', `/${db}`)).json;
    expect({ doc_count, doc_del_count }).toEqual({ doc_count: 1, doc_del_count: 0 });
  });

  test('takes a tombstone and its history', async () => {
    const first = await put('person', { name: 'Anna' });
    const tombstone = await put('person', { _rev: first, _deleted: true });
    await purge({ person: [tombstone] });
    expect((await couch.call('GET', `/${db}/person`)).json.reason).toBe('missing');
    expect(await statusOf(`person?rev=${first}`)).toBe(404);
    expect(await put('person', {})).toMatch(/^1-/);
  });

  test('takes one branch of a conflict and shows the other', async () => {
    const docs = ['aaaa', 'bbbb'].map((branch) => ({
      _id: 'person',
      branch,
      _revisions: { start: 2, ids: [branch, 'root'] }
    }));
    await couch.call('POST', `/${db}/_bulk_docs`, { docs, new_edits: false });
    await purge({ person: ['2-bbbb'] });
    const { json } = await couch.call('GET', `/${db}/person?conflicts=true`);
    expect(json).toEqual({ _id: 'person', _rev: '2-aaaa', branch: 'aaaa' });
  });

  test('leaves alone what is no leaf, and what is not there', async () => {
    const first = await put('person', { n: 1 });
    await put('person', { _rev: first, n: 2 });
    const { json } = await purge({ person: [first], nobody: ['1-a'] });
    expect(json.purged).toEqual({ person: [], nobody: [] });
    expect(await statusOf('person')).toBe(200);
  });
});

describe('compaction', () => {
  test('drops what was superseded: bodies and the bytes that only they name', async () => {
    const first = await put('person', { name: 'Anna', _attachments: { id: { data: 'QW5uYQ==' } } });
    const second = await put('person', { _rev: first, name: 'A.' });
    expect(await statusOf(`person?rev=${first}`)).toBe(200);
    expect(await statusOf(`person/id?rev=${first}`)).toBe(200);
    expect((await couch.call('POST', `/${db}/_compact`)).status).toBe(202);
    expect(await statusOf(`person?rev=${first}`)).toBe(404);
    expect(await statusOf(`person/id?rev=${first}`)).toBe(404);
    const { json } = await couch.call('GET', `/${db}/person?revs_info=true`);
    expect(json).toMatchObject({
      name: 'A.',
      _revs_info: [
        { rev: second, status: 'available' },
        { rev: first, status: 'missing' }
      ]
    });
  });

  test('keeps every branch of a conflict', async () => {
    const docs = ['aaaa', 'bbbb'].map((branch) => ({
      _id: 'person',
      branch,
      _revisions: { start: 2, ids: [branch, 'root'] }
    }));
    await couch.call('POST', `/${db}/_bulk_docs`, { docs, new_edits: false });
    await couch.call('POST', `/${db}/_compact`);
    for (const branch of ['aaaa', 'bbbb']) {
      expect((await couch.call('GET', `/${db}/person?rev=2-${branch}`)).json.branch).toBe(branch);
    }
  });

  test('happens by itself where superseded bodies outweigh the rest', async () => {
    const first = await put('hot', { text: 'x'.repeat(5000) });
    let rev = first;
    for (let n = 0; n < 8; n++) rev = await put('hot', { _rev: rev, n, text: 'x'.repeat(5000) });
    await expect.poll(() => statusOf(`hot?rev=${first}`)).toBe(404);
    expect(await statusOf(`hot?rev=${rev}`)).toBe(200);
  });
});
