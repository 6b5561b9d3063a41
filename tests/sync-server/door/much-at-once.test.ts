// What one session may make the others wait: told by how much is read, written and done at once,
// never by a clock.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DOOR_LIMITS } from '../../../sync-server/door/door-limits.ts';
import { LONG_CHARACTERS, newBodyReader } from '../../../sync-server/door/reading/body-reader.ts';
import { SLICE } from '../../../sync-server/outbox/read-in-slices.ts';
import { sendToOutbox } from '../../support/outbox-door.ts';
import {
  startTestServer,
  type SignedInDevice,
  type TestServer
} from '../../support/test-server.ts';
import { until } from '../../support/until.ts';

interface Asked {
  path?: string;
  body?: { keys?: string[]; docs?: { id?: string; text?: string }[] };
  mostBytes?: number;
}

let server: TestServer;
let anna: SignedInDevice;
let ben: SignedInDevice;
/** What the door has asked the outboxes, and how much of it at the same time. */
let asked: Asked[] = [];
let most = 0;
let gate: Promise<void> | undefined;

beforeAll(async () => {
  server = await startTestServer({ background: false });
  anna = await server.signIn((await server.addProvider({ id: 'anna' })).email);
  ben = await server.signIn((await server.addProvider({ id: 'ben' })).email);
  const { outbox } = server.store;
  let now = 0;
  server.store.outbox = (provider) => {
    const real = outbox(provider);
    const demand = async (request: Asked) => {
      asked.push(request);
      most = Math.max(most, (now += 1));
      await gate;
      return real.demand(request).finally(() => (now -= 1));
    };
    return new Proxy(real, {
      get(target, name) {
        if (name === 'demand') return demand;
        const member = Reflect.get(target, name, target) as unknown;
        if (name !== 'putRevisions' || typeof member !== 'function') {
          return typeof member === 'function' ? (member.bind(target) as unknown) : member;
        }
        return (docs: { text: string }[]) => {
          asked.push({ path: '_bulk_docs', body: { docs } });
          return target.putRevisions(docs as never);
        };
      }
    });
  };
});
afterAll(() => server.close());
beforeEach(() => {
  asked = [];
  most = 0;
  gate = undefined;
});

const id = (n: number) => `tablet-much:${String(n).padStart(10, '0')}`;
const document = (n: number, bytes: number) => `{"_id":"${id(n)}","text":"${'x'.repeat(bytes)}"}`;
/** In the order in which they are asked: what `inject` gives begins when it is waited for. */
const post = async (path: string, payload: object, who = anna) =>
  await server.app.inject({
    method: 'POST',
    url: `/sync/outbox/${path}`,
    headers: { ...who.headers, 'content-type': 'application/json' },
    payload: JSON.stringify(payload)
  });
const of = (path: string) => asked.filter((each) => each.path === path);

describe('what is read from an outbox', () => {
  const KILOBYTES_90 = 90_000;
  beforeAll(async () => {
    for (let n = 0; n < 20; n += 10) {
      const documents = Array.from({ length: 10 }, (_, at) => document(n + at, KILOBYTES_90));
      await sendToOutbox(server, anna, `{"docs":[${documents.join(',')}]}`);
    }
  });

  it('[S2.20] is read once, however often it is named, and no more is answered than one answer holds', async () => {
    const keys = Array.from({ length: DOOR_LIMITS.keys }, () => id(0));
    const names = await post('_all_docs', { keys });
    expect(names.json<{ rows: { id: string }[] }>().rows.map((row) => row.id)).toEqual(keys);
    expect(of('_all_docs').map(({ body }) => body?.keys)).toEqual([[id(0)]]);
    asked = [];
    expect((await post('_all_docs?include_docs=true', { keys })).statusCode).toBe(413);
    expect(of('_all_docs').map(({ body }) => body?.keys)).toEqual([[id(0)]]);
  });

  it('[S2.20] is read in slices of so many bytes, one after the other', async () => {
    const ids = Array.from({ length: 20 }, (_, n) => id(n));
    const diff = Object.fromEntries(ids.map((each) => [each, ['1-none']]));
    const missing = await post('_revs_diff', diff);
    expect(Object.keys(missing.json<object>())).toEqual(ids);
    const rows = await post('_all_docs?include_docs=true', { keys: ids });
    expect(rows.json<{ rows: { id: string }[] }>().rows.map((row) => row.id)).toEqual(ids);
    const reads = [...of('_bulk_get'), ...of('_all_docs')];
    expect(reads.length).toBeGreaterThan((20 * KILOBYTES_90) / SLICE.bytes);
    expect(reads.map(({ mostBytes }) => mostBytes)).toEqual(reads.map(() => SLICE.bytes));
    expect(most).toBe(1);
  });

  it('[S2.20] is written in pieces', async () => {
    const documents = Array.from({ length: 30 }, (_, n) => document(100 + n, KILOBYTES_90));
    const { statusCode } = await sendToOutbox(server, anna, `{"docs":[${documents.join(',')}]}`);
    expect(statusCode).toBe(201);
    const pieces = of('_bulk_docs').map(({ body }) => body!.docs!);
    expect(pieces.flat()).toHaveLength(30);
    for (const piece of pieces) {
      expect(piece.reduce((sum, { text = '' }) => sum + text.length, 0)).toBeLessThan(256 * 1024);
    }
  });
});

describe('what a session asks', () => {
  it('[S2.19] is done one thing at a time where it may cost much, and others do not wait', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    gate = promise;
    const all = Array.from({ length: 5 }, () => post('_revs_diff', { [id(0)]: ['1-a'] }));
    await until(() => asked.length === 1, 'the first is read');
    const other = post('_revs_diff', { [id(0)]: ['1-a'] }, ben);
    await until(() => asked.length === 2, 'the other one is read beside it');
    resolve();
    await Promise.all([...all, other]);
    expect([asked.length, most]).toEqual([6, 2]);
  });

  it('[S2.19] waits in a line of a known length', async () => {
    const chris = await server.signIn((await server.addProvider({ id: 'chris' })).email);
    const { promise, resolve } = Promise.withResolvers<void>();
    gate = promise;
    const diff = () => post('_revs_diff', { [id(0)]: ['1-a'] }, chris);
    const all = Array.from({ length: DOOR_LIMITS.waitingTurns + 1 }, diff);
    const refused = await diff();
    expect([refused.statusCode, Number(refused.headers['retry-after']) > 0]).toEqual([429, true]);
    const little = await sendToOutbox(server, chris, document(500, 100));
    expect(little.statusCode).toBe(400);
    resolve();
    expect((await Promise.all(all)).every(({ statusCode }) => statusCode === 200)).toBe(true);
  });

  it('[S2.19] is read beside everything else where it is long', async () => {
    const bodies = newBodyReader();
    const text = `{"docs":[${Array.from({ length: 40 }, (_, n) => document(n, LONG_CHARACTERS / 4)).join(',')}]}`;
    let turns = 0;
    const turning = setInterval(() => (turns += 1), 0);
    await bodies.read('documents', { text });
    const before = turns;
    const read = await bodies.read('documents', { text });
    clearInterval(turning);
    await bodies.end();
    expect(typeof read === 'object' && read.documents.length).toBe(40);
    expect(turns).toBeGreaterThan(before);
  });
});
