import { describe, expect, it } from 'vitest';
import { unjudged, UNJUDGED_LIMITS } from '../../../sync-server/outbox/unjudged.ts';
import { AnswerTooLarge } from '../../../sync-server/store/plain-http.ts';
import { StoreUnavailable } from '../../../sync-server/store/store-unavailable.ts';
import type { Store } from '../../../sync-server/store/store.ts';
import { NOW } from '../../support/builders.ts';

const { pageBytes, documentBytes } = UNJUDGED_LIMITS;
interface Kept {
  id: string;
  revs: string[];
  text: string;
  bytes: number;
  type: string;
}
const kept = (id: string, fields: Partial<Kept> = {}): Kept => ({
  ...{ id, revs: ['1-a'], text: '{}', bytes: 1, type: 'action' },
  ...fields
});

/** An outbox of these documents; a page that is larger than was asked for is refused. */
function outboxOf(...documents: Kept[]) {
  const pages: string[] = [];
  const read: string[] = [];
  const docOf = ({ id, text, type }: Kept, rev: string) => ({
    ...{ _id: id, _rev: rev, type, text, device: `d-${rev}`, receivedAt: NOW }
  });
  const outbox = {
    async changes(asked: {
      since: string;
      limit: number;
      includeDocs?: boolean;
      mostBytes?: number;
    }) {
      const { since, limit, includeDocs = false, mostBytes = Infinity } = asked;
      const some = documents.slice(Number(since), Number(since) + limit);
      const bytes = some.reduce((sum, each) => sum + each.bytes, 0);
      pages.push(`${since}+${limit}${includeDocs ? ` ${mostBytes}` : ''}`);
      if (includeDocs && bytes > mostBytes) throw new AnswerTooLarge('too large');
      const results = some.map((each) => ({
        id: each.id,
        changes: each.revs.map((rev) => ({ rev })),
        ...(includeDocs && { doc: docOf(each, each.revs[0]!) })
      }));
      return { results, lastSeq: String(Number(since) + some.length) };
    },
    async get(id: string, { rev }: { rev: string }) {
      read.push(`${id} ${rev}`);
      return docOf(
        documents.find((each) => each.id === id)!,
        rev
      );
    }
  };
  const store = { outbox: () => outbox } as unknown as Store;
  async function batches() {
    const found = [];
    for await (const { actions, broken, nextSeq } of unjudged(store, 'anna', '0')) {
      found.push([
        actions.map(({ id, rev }) => `${id} ${rev}`).join(', '),
        broken.map(({ id, rev }) => `${id} ${rev}`).join(', '),
        nextSeq
      ]);
    }
    return found;
  }
  return { batches, pages, read, store };
}

describe('[S2.4] what waits in an outbox, in pieces', () => {
  it('of a hundred documents, a megabyte at once; one of thirty-two', () => {
    expect(UNJUDGED_LIMITS).toEqual({
      ...{ page: 100, pageBytes: 1_048_576, documentBytes: 33_554_432 }
    });
  });

  it('of an empty one nothing', async () => {
    const { batches, pages } = outboxOf();
    expect([await batches(), pages]).toEqual([[], [`0+100 ${pageBytes}`]]);
  });

  it('a page that is too large is asked for again with half as many, then with more again', async () => {
    const large = pageBytes / 2;
    const { batches, pages } = outboxOf(
      ...['a', 'b', 'c', 'd', 'e'].map((id) => kept(id, { bytes: large }))
    );
    expect(await batches()).toEqual([
      ['a 1-a, b 1-a', '', '2'],
      ['c 1-a, d 1-a', '', '4'],
      ['e 1-a', '', '5']
    ]);
    expect(pages).toEqual(
      ['0+100', '0+50', '0+25', '0+13', '0+7', '0+4', '0+2', '2+4', '2+2', '4+4'].map(
        (each) => `${each} ${pageBytes}`
      )
    );
  });

  it('one that is large is read alone; one that is too large even so is handed on as broken', async () => {
    const { batches, pages } = outboxOf(
      kept('a', { bytes: documentBytes }),
      kept('b', { bytes: documentBytes + 1, revs: ['2-b', '1-b'] }),
      kept('c')
    );
    expect(await batches()).toEqual([
      ['a 1-a', '', '1'],
      ['', 'b 2-b, b 1-b', '2'],
      ['c 1-a', '', '3']
    ]);
    expect(pages.slice(-5)).toEqual([
      ...[`0+1 ${documentBytes}`, `1+2 ${pageBytes}`, `1+1 ${documentBytes}`, '1+1'],
      `2+2 ${pageBytes}`
    ]);
  });

  it('a page is read on as long as it is full', async () => {
    const many = Array.from({ length: 100 }, (_none, n) => kept(`a${n}`));
    const full = outboxOf(...many);
    expect((await full.batches()).map(([, , next]) => next)).toEqual(['100']);
    expect(full.pages).toEqual([`0+100 ${pageBytes}`, `100+100 ${pageBytes}`]);
    const more = outboxOf(...many, kept('last'));
    expect((await more.batches()).map(([, , next]) => next)).toEqual(['100', '101']);
  });

  it('much text comes in pieces, the place moves with the last', async () => {
    const half = 'x'.repeat(pageBytes / 2 - 2);
    const text = `"${half}"`;
    const { batches, read } = outboxOf(
      kept('a', { text, revs: ['1-b', '1-a', '1-c'] }),
      kept('b', { text })
    );
    expect(await batches()).toEqual([
      ['a 1-b, a 1-a', '', null],
      ['a 1-c, b 1-a', '', null],
      ['', '', '2']
    ]);
    // What the page shows is not read once more.
    expect(read).toEqual(['a 1-a', 'a 1-c']);
  });

  it('what is no action is passed over, what is no JSON handed on as broken', async () => {
    const { store } = outboxOf(
      kept('other', { type: 'other', revs: ['1-a', '1-b'] }),
      kept('torn', { text: '{', revs: ['1-a', '1-b'] }),
      kept('whole')
    );
    const [batch] = [await unjudged(store, 'anna', '0').next()].map(({ value }) => value);
    const broken = { provider: 'anna', id: 'torn', receivedAt: NOW, envelope: null };
    expect(batch).toEqual({
      actions: [
        {
          ...{ provider: 'anna', id: 'whole', rev: '1-a', device: 'd-1-a', receivedAt: NOW },
          envelope: {}
        }
      ],
      broken: [
        { ...broken, rev: '1-a', device: 'd-1-a' },
        { ...broken, rev: '1-b', device: 'd-1-b' }
      ],
      nextSeq: '3'
    });
    const huge = outboxOf(kept('huge', { bytes: documentBytes + 1 }));
    const { value } = await unjudged(huge.store, 'anna', '0').next();
    expect(value).toMatchObject({
      broken: [
        {
          ...{ provider: 'anna', id: 'huge', rev: '1-a', device: '', receivedAt: 0 },
          envelope: null
        }
      ]
    });
  });

  it('an outage is one', async () => {
    const down = { changes: () => Promise.reject(new StoreUnavailable('down')) };
    const store = { outbox: () => down } as unknown as Store;
    await expect(unjudged(store, 'anna', '0').next()).rejects.toBeInstanceOf(StoreUnavailable);
  });
});
