/** What every store engine must find, with an index and without. */
import { beforeEach, expect, test } from 'vitest';
import { describeStore, useNewDatabase, type OpenStore } from './open-store.ts';

export function queryContract(name: string, open: () => Promise<OpenStore>): void {
  describeStore(`${name} answers queries`, open, (at) => {
    beforeEach(() => useNewDatabase(at));

    const find = async (body: object) => at.couch.call('POST', `/${at.db}/_find`, body);
    const index = (fields: string[], more: object = {}) =>
      at.couch.call('POST', `/${at.db}/_index`, { index: { fields }, ...more });

    beforeEach(async () => {
      const docs = Array.from({ length: 60 }, (_, n) => ({
        _id: `doc-${String(n).padStart(2, '0')}`,
        type: n % 2 ? 'odd' : 'even',
        n
      }));
      await at.couch.call('POST', `/${at.db}/_bulk_docs`, { docs });
    });

    test('creates an index once, lists it, deletes it', async () => {
      expect((await index(['type', 'n'], { name: 'by-n' })).json.result).toBe('created');
      const again = (await index(['type', 'n'], { name: 'by-n' })).json;
      expect(again.result).toBe('exists');
      expect((await at.couch.call('GET', `/${at.db}/_index`)).json.total_rows).toBe(2);
      const path = `/${at.db}/_index/${again.id}/json/by-n`;
      expect((await at.couch.call('DELETE', path)).json).toEqual({ ok: true });
      expect((await at.couch.call('GET', `/${at.db}/_index`)).json.total_rows).toBe(1);
    });

    test('answers from the index, with a default limit and bookmarks to go on', async () => {
      await index(['type', 'n']);
      const selector = { type: 'odd', n: { $gte: 3 } };
      const seen: unknown[] = [];
      let bookmark: string | undefined;
      for (;;) {
        const { json } = await find({ selector, sort: ['type', 'n'], bookmark });
        expect(json.docs.length).toBeLessThanOrEqual(25);
        expect(json.warning).toBeUndefined();
        if (json.docs.length === 0) break;
        seen.push(...json.docs.map((doc) => doc.n));
        bookmark = json.bookmark;
      }
      expect(seen).toEqual(Array.from({ length: 29 }, (_, n) => n * 2 + 3));
    });

    test('follows every write, delete and change of field', async () => {
      await index(['n']);
      const one = async (n: number) =>
        (await find({ selector: { n } })).json.docs.map((doc) => doc._id);
      const { rev } = (await at.put('x', { n: 100 })).json;
      expect(await one(100)).toEqual(['x']);
      const second = (await at.put('x', { _rev: rev, n: 101 })).json.rev;
      expect([await one(100), await one(101)]).toEqual([[], ['x']]);
      await at.couch.call('DELETE', `/${at.db}/x?rev=${second}`);
      expect(await one(101)).toEqual([]);
    });

    test('warns without an index and refuses a sort without one', async () => {
      const { json } = await find({ selector: { n: { $lt: 2 } }, fields: ['n'] });
      expect(json.docs).toEqual([{ n: 0 }, { n: 1 }]);
      expect(json.warning).toMatch(/no matching index/i);
      const sorted = await find({ selector: { n: { $lt: 2 } }, sort: ['n'] });
      expect(sorted).toMatchObject({ status: 400, json: { error: 'no_usable_index' } });
    });

    test.each([
      [{ n: { $in: [1, 2] } }, 2],
      [{ $or: [{ n: 1 }, { n: { $gt: 57 } }] }, 3],
      [{ $not: { n: { $gt: 1 } } }, 2],
      [{ $nor: [{ n: { $gt: 1 } }, { type: 'odd' }] }, 1],
      [{ absent: { $exists: false }, n: 5 }, 1],
      [{ absent: { $ne: 1 } }, 0],
      [{ n: { $mod: [30, 1] } }, 2],
      [{ type: { $regex: '^ev' }, n: { $lt: 4 } }, 2],
      [{ _id: { $gt: 'doc-57' } }, 2],
      [{ 'type.length': { $gt: 0 } }, 0]
    ])('matches %j', async (selector, count) => {
      expect((await find({ selector })).json.docs).toHaveLength(count);
    });

    test.each([
      [{ selector: { n: { $wrong: 1 } } }, 'invalid_operator'],
      [{ selector: { n: { $in: 1 } } }, 'bad_arg'],
      [{ selector: [] }, undefined],
      [{ limit: 1 }, undefined],
      [{ selector: {}, limit: -1 }, undefined]
    ])('refuses %j', async (body, error) => {
      const answer = await find(body);
      expect(answer.status).toBe(400);
      if (error) expect(answer.json.error).toBe(error);
    });
  });
}
