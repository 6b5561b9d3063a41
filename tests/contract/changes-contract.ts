/** What every store engine must tell of its changes. */
import { beforeEach, expect, test } from 'vitest';
import { describeStore, useNewDatabase, type OpenStore } from './open-store.ts';

export function changesContract(name: string, open: () => Promise<OpenStore>): void {
  describeStore(`${name} tells of changes`, open, (at) => {
    beforeEach(() => useNewDatabase(at));

    const changes = async (query = '', body?: unknown) => {
      const method = body === undefined ? 'GET' : 'POST';
      return (await at.couch.call(method, `/${at.db}/_changes?${query}`, body)).json;
    };

    test('shows each document once, at its last change', async () => {
      const { rev } = (await at.put('a', {})).json;
      await at.put('b', {});
      await at.put('a', { _rev: rev });
      const { results, last_seq, pending } = await changes();
      expect(results.map((row) => row.id)).toEqual(['b', 'a']);
      expect({ last_seq, pending }).toEqual({ last_seq: results[1]?.seq, pending: 0 });
    });

    test('goes on from where a page ended', async () => {
      for (const id of ['a', 'b', 'c']) await at.put(id, {});
      const first = await changes('limit=2');
      expect(first.pending).toBe(1);
      const rest = await changes(`since=${first.last_seq}`);
      expect(rest.results.map((row) => row.id)).toEqual(['c']);
      expect((await changes('since=now')).results).toEqual([]);
    });

    test('filters by ids and by selector', async () => {
      await at.put('a', { kind: 'x' });
      await at.put('b', { kind: 'y' });
      const byIds = await changes('filter=_doc_ids', { doc_ids: ['b'] });
      expect(byIds.results.map((row) => row.id)).toEqual(['b']);
      const bySelector = await changes('filter=_selector', { selector: { kind: 'x' } });
      expect(bySelector.results.map((row) => row.id)).toEqual(['a']);
    });

    test('wakes a longpoll by the write it waits for', async () => {
      const { last_seq } = await changes();
      const waiting = changes(`feed=longpoll&since=${last_seq}&timeout=20000`);
      await at.put('a', {});
      expect((await waiting).results.map((row) => row.id)).toEqual(['a']);
    });

    test('ends a quiet longpoll at its timeout', async () => {
      const { results, last_seq } = await changes('feed=longpoll&since=now&timeout=50');
      expect(results).toEqual([]);
      expect(last_seq).toBeTruthy();
    });

    test('streams a continuous feed line by line', async () => {
      await at.put('a', {});
      const response = await fetch(
        `${at.store.url}/${at.db}/_changes?feed=continuous&heartbeat=1000`,
        {
          headers: { authorization: at.couch.authorization ?? '' }
        }
      );
      const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
      const seen: string[] = [];
      let text = '';
      void at.put('b', {});
      while (seen.length < 2) {
        const { value, done } = await reader.read();
        if (done) break;
        text += value;
        seen.splice(0, seen.length, ...[...text.matchAll(/"id":"(\w+)"/g)].map((one) => one[1]!));
      }
      await reader.cancel();
      expect(seen).toEqual(['a', 'b']);
    });
  });
}
