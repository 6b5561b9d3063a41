import { describe, expect, it } from 'vitest';
import { readLeaves, readShown, SLICE } from '../../../sync-server/outbox/read-in-slices.ts';
import { storedId } from '../../../sync-server/outbox/stored-action.ts';
import { StoreUnavailable } from '../../../sync-server/store/store-unavailable.ts';
import type { Database } from '../../../sync-server/store/database.ts';
import { AnswerTooLarge } from '../../../sync-server/store/plain-http.ts';

interface Asked {
  method: string;
  path: string;
  qs?: object;
  body: { keys?: string[]; docs?: { id: string }[] };
  mostBytes: number;
}
const name = (n: number) => `device-1:${String(n).padStart(10, '0')}`;
const names = (count: number) => Array.from({ length: count }, (_none, n) => name(n));

/** An outbox whose documents are of these sizes; more than was asked for at once is refused. */
function outboxOf(bytesOf: (id: string) => number, missing: string[] = []) {
  const asked: Asked[] = [];
  const outbox = {
    async demand(request: Asked) {
      asked.push(request);
      const { keys, docs } = request.body;
      const ids = keys ?? docs!.map(({ id }) => id);
      const bytes = ids.reduce((sum, id) => sum + bytesOf(id), 0);
      if (bytes > request.mostBytes) throw new AnswerTooLarge('too large');
      const doc = (id: string) => (missing.includes(id) ? null : { _id: id });
      if (keys) return { rows: ids.map((id) => ({ doc: doc(id) })) };
      const leaves = (id: string) => [{ ok: { _id: id, _rev: '1-a' } }, {}, { ok: { _id: id } }];
      return { results: ids.map((id) => ({ docs: missing.includes(id) ? [{}] : leaves(id) })) };
    }
  };
  const sizes = () => asked.map(({ body }) => (body.keys ?? body.docs!).length);
  return { outbox: outbox as unknown as Database, asked, sizes };
}
async function all<T>(reading: AsyncGenerator<[string, T]>): Promise<[string, T][]> {
  const found: [string, T][] = [];
  for await (const each of reading) found.push(each);
  return found;
}
const none = () => 0;

describe('[S2.20] what was sent is read in slices', () => {
  it('of fifty names and half a megabyte; one document of thirty-two', () => {
    expect(SLICE).toEqual({ names: 50, bytes: 524_288, oneBytes: 33_554_432 });
  });

  it('by its names, each with what the database shows', async () => {
    const { outbox, asked } = outboxOf(none, [name(1)]);
    const found = await all(readShown(outbox, [name(0), name(1), 'made up']));
    expect(found).toEqual([
      [name(0), { _id: name(0) }],
      [name(1), undefined],
      ['made up', { _id: storedId('made up') }]
    ]);
    expect(asked).toEqual([
      {
        ...{ method: 'POST', path: '_all_docs', qs: { include_docs: true } },
        body: { keys: [name(0), name(1), storedId('made up')] },
        mostBytes: 524_288
      }
    ]);
  });

  it('by its names, each with every revision that stands', async () => {
    const { outbox, asked } = outboxOf(none, [name(1)]);
    expect(await all(readLeaves(outbox, [name(0), name(1)]))).toEqual([
      [name(0), [{ _id: name(0), _rev: '1-a' }, { _id: name(0) }]],
      [name(1), []]
    ]);
    expect(asked).toEqual([
      {
        ...{ method: 'POST', path: '_bulk_get', mostBytes: 524_288 },
        body: { docs: [{ id: name(0) }, { id: name(1) }] }
      }
    ]);
    await all(readLeaves(outbox, ['made up']));
    expect(asked[1]).toMatchObject({
      ...{ body: { docs: [{ id: storedId('made up') }] }, mostBytes: 33_554_432 }
    });
  });

  it('fifty at a time', async () => {
    const { outbox, sizes } = outboxOf(none);
    expect((await all(readShown(outbox, names(120)))).map(([each]) => each)).toEqual(names(120));
    expect(sizes()).toEqual([50, 50, 20]);
    expect(await all(readShown(outbox, []))).toEqual([]);
    expect(sizes()).toHaveLength(3);
  });

  it('a quarter as many where they are too much, then twice as many again', async () => {
    // Fifteen fit.
    const { outbox, sizes } = outboxOf(() => 33_000);
    const found = await all(readShown(outbox, names(60)));
    expect(found.map(([each]) => each)).toEqual(names(60));
    expect(found.every(([, doc]) => doc)).toBe(true);
    expect(sizes()).toEqual([50, 13, 26, 7, 14, 26, 7, 14, 5]);
  });

  it('one that is large is read alone; one that is too large even so is not to be read', async () => {
    const [large, huge] = [name(1), name(2)];
    const bytes: Record<string, number> = { [large]: 33_554_432, [huge]: 33_554_433 };
    const { outbox, sizes } = outboxOf((id) => bytes[id] ?? 1);
    const found = await all(readShown(outbox, names(5)));
    expect(found.map(([each, doc]) => [each, doc !== undefined])).toEqual([
      ...[
        [name(0), true],
        [large, true],
        [huge, false],
        [name(3), true],
        [name(4), true]
      ]
    ]);
    expect(sizes()).toEqual([5, 2, 1, 2, 1, 2, 1, 1, 1]);
  });

  it('and an outage is one', async () => {
    const outbox = { demand: () => Promise.reject(new StoreUnavailable('down')) };
    const reading = readShown(outbox as unknown as Database, names(2));
    await expect(reading.next()).rejects.toBeInstanceOf(StoreUnavailable);
  });
});
