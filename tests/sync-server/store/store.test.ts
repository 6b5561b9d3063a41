import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServerKeys } from '../../../sync-server/people/server-keys.ts';
import { Database } from '../../../sync-server/store/database.ts';
import { startEngine } from '../../../sync-server/couch-engine/engine.ts';
import { followChanges } from '../../../sync-server/store/follow-changes.ts';
import { StoreUnavailable } from '../../../sync-server/store/store-unavailable.ts';
import { openStore, type Store } from '../../../sync-server/store/store.ts';
import { aLine } from '../../support/a-line.ts';
import { removeTestDatabases, storeSettings } from '../../support/store-under-test.ts';
import { until } from '../../support/until.ts';
import type { StoredDocument } from '../../../sync-server/store/stored-document.ts';

interface Counter extends StoredDocument {
  n: number;
}

let dataDir: string;
let store: Store;
let db: Database<Counter>;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'mila-store-'));
  store = await openStore(storeSettings(dataDir));
  db = store.cases as Database<Counter>;
});
afterAll(async () => {
  await store.close();
  await removeTestDatabases(dataDir);
  await rm(dataDir, { recursive: true });
});
const inc = (current: Counter | undefined): Counter => ({
  _id: 'x',
  ...current,
  n: (current?.n ?? 0) + 1
});

describe('a database', () => {
  it('answers what is not there with undefined and a conflict as a value', async () => {
    expect(await db.get('nothing')).toBeUndefined();
    const first = await db.put({ _id: 'one', n: 1 });
    expect(first).toMatchObject({ ok: true });
    expect(await db.put({ _id: 'one', n: 2 })).toEqual({ ok: false, reason: 'conflict' });
    expect(await db.getMany(['one', 'nothing'])).toMatchObject([{ n: 1 }, undefined]);
    const rows = await db.bulk([
      { _id: 'one', n: 3 },
      { _id: 'two', n: 1 }
    ]);
    expect(rows).toMatchObject([
      { ok: false, error: 'conflict' },
      { ok: true, id: 'two' }
    ]);
  });

  it('finds by a declared index, page by page', async () => {
    await db.bulk(Array.from({ length: 25 }, (_, n) => ({ _id: `found:${n}`, n: 1_000 + n })));
    const query = {
      selector: { n: { $gte: 1_000 } },
      index: { name: 'by-n', fields: ['n'] },
      limit: 10
    };
    expect(await db.find(query)).toHaveLength(10);
    const all: number[] = [];
    for await (const { n } of db.findAll({ ...query, sort: [{ n: 'desc' }] })) all.push(n);
    expect(all).toEqual(Array.from({ length: 25 }, (_, n) => 1_024 - n));
    expect(await db.withPrefix('found:', { limit: 3 })).toHaveLength(3);
  });

  it('refuses ids of providers that are none, so that no name becomes another database', () => {
    for (const id of ['', 'A', '../orders', 'a/b', '_users', 'a b']) {
      expect(() => store.inbox(id)).toThrow(RangeError);
    }
  });
});

describe('updating one document', () => {
  it('loses nothing when 200 do it at once in one process, in a handful of writes', async () => {
    await Promise.all(Array.from({ length: 200 }, () => db.update('many', inc)));
    const { _rev, n } = (await db.get('many'))!;
    expect(n).toBe(200);
    expect(Number.parseInt(_rev)).toBeLessThan(20);
  });

  it('loses nothing when two processes do it: the revision decides', async () => {
    const twin = twinOf(db);
    const both = [db, twin].flatMap((one) =>
      Array.from({ length: 60 }, () => one.update('both', inc))
    );
    await Promise.all(both);
    expect((await db.get('both'))!.n).toBe(120);
  });

  it('gives each its own answer: a failing decision fails alone, nothing to do writes nothing', async () => {
    const done = await Promise.allSettled([
      db.update('own', inc),
      db.update('own', () => {
        throw new RangeError('mine');
      }),
      db.update('own', () => undefined),
      db.update('own', inc)
    ]);
    expect(done.map((one) => one.status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled'
    ]);
    expect(done[2]).toMatchObject({ value: { written: false, doc: { n: expect.any(Number) } } });
    expect((await db.get('own'))!.n).toBe(2);
    expect(await db.update('none', () => undefined)).toEqual({ doc: undefined, written: false });
  });

  it('[R5.6] lets 200 decide on one free place and exactly one of them takes it', async () => {
    const twin = twinOf(store.people as unknown as Database<Counter>);
    const took = await Promise.all(
      Array.from({ length: 200 }, async (_, who) => {
        const on = who % 2 ? twin : (store.people as unknown as Database<Counter>);
        const { written } = await on.update('place', (current) =>
          current ? undefined : { _id: 'place', n: who }
        );
        return written ? [who] : [];
      })
    );
    expect(took.flat()).toEqual([(await store.people.get<Counter>('place'))!.n]);
  });

  it('makes the keys of an installation once, also when two start together', async () => {
    const twinStore = { ...store, people: twinOf(store.people) };
    const [one, other] = await Promise.all([
      openServerKeys(store, 1),
      openServerKeys(twinStore, 2)
    ]);
    expect(one.publicKey).toBe(other.publicKey);
    const signature = one.sign({ b: 1, a: [true] });
    expect(other.verify({ a: [true], b: 1 }, signature)).toBe(true);
    expect(other.verify({ a: [false], b: 1 }, signature)).toBe(false);
  });
});

describe('following changes', () => {
  it('hands over everything in order, repeats a batch that failed, goes on from its checkpoint', async () => {
    // One shard: only then is there one order of what was written.
    const followed = store.mails as Database<Counter>;
    const seen: string[] = [];
    let failures = 2;
    const run = () => {
      const stop = new AbortController();
      const ended = followChanges(followed, {
        checkpoint: 'test',
        limit: 3,
        signal: stop.signal,
        onBatch(changes) {
          if ((failures -= 1) >= 0) throw new Error('not now');
          seen.push(...changes.map(({ id }) => id));
        }
      });
      return { stop: () => (stop.abort(), ended) };
    };
    for (let n = 0; n < 7; n += 1) await followed.put({ _id: `f${n}`, n });
    const first = run();
    await until(() => seen.length === 7, 'what was there');
    await followed.put({ _id: 'f7', n: 7 });
    await until(() => seen.length === 8, 'what is new');
    const checkpoint = () => followed.get<StoredDocument & { seq: string }>('_local/test');
    const { lastSeq } = await followed.changes({ since: '0' });
    await until(async () => (await checkpoint())?.seq === lastSeq, 'the checkpoint');
    await first.stop();
    await followed.put({ _id: 'f8', n: 8 });
    const second = run();
    await until(() => seen.length === 9, 'what came meanwhile');
    await second.stop();
    expect(seen).toEqual(['f0', 'f1', 'f2', 'f3', 'f4', 'f5', 'f6', 'f7', 'f8']);
  });

  it.each(['0', 'now'])(
    'from %s waits out an outage and misses nothing, also before the first change',
    async (since) => {
      const folder = await mkdtemp(join(tmpdir(), 'mila-store-'));
      const engine = await startEngine({ dataDir: folder, user: 'mila', password: 'a b' });
      const line = await aLine(engine.port);
      const couchdbUrl = `http://mila:a%20b@127.0.0.1:${line.port}`;
      const remote = await openStore({ couchdbUrl, couchdbPrefix: 'p-', dataDir: folder });
      const counters = remote.cases as Database<Counter>;
      await counters.ready();
      const seen: string[] = [];
      const errors: unknown[] = [];
      const stop = new AbortController();
      const ended = followChanges(counters, {
        since,
        signal: stop.signal,
        onBatch: (changes) => void seen.push(...changes.map(({ id }) => id)),
        onError: (error) => errors.push(error)
      });
      await until(() => line.requests('longpoll') > 0, 'the poll');
      line.down();
      await until(() => errors.length > 0, 'the outage to be seen');
      expect(errors[0]).toBeInstanceOf(StoreUnavailable);
      await expect(counters.get('x')).rejects.toBeInstanceOf(StoreUnavailable);
      await expect(counters.put({ _id: 'x', n: 1 })).rejects.toBeInstanceOf(StoreUnavailable);
      expect(await remote.isUp()).toBe(false);
      line.up();
      await counters.put({ _id: 'after', n: 1 });
      await until(() => seen.length > 0, 'what changed');
      expect(seen).toEqual(['after']);
      stop.abort();
      await ended;
      await remote.close();
      await line.close();
      await engine.close();
      await rm(folder, { recursive: true });
    }
  );
});

/** The same database as another process sees it: with update queues of its own. */
function twinOf<D extends StoredDocument>(one: Database<D>): Database<D> {
  const connection = {
    request: (request: object) => one.ask(request as never),
    forward: () => Promise.reject(new Error('not used')),
    close: () => undefined
  };
  return new Database<D>(one.name, connection as never, () => Promise.resolve());
}
