import { describe, expect, it, vi } from 'vitest';
import { keepOutboxesJudged } from '../../../sync-server/order-work/keep-outboxes-judged.ts';
import { newJudgedPlaces } from '../../../sync-server/outbox/judged-places.ts';
import { receivedAction } from '../../../sync-server/outbox/received-action.ts';
import { unjudged, UNJUDGED_LIMITS } from '../../../sync-server/outbox/unjudged.ts';
import { StoreUnavailable } from '../../../sync-server/store/store-unavailable.ts';
import type { Store } from '../../../sync-server/store/store.ts';
import { received } from '../../support/a-received-action.ts';
import { NOW } from '../../support/builders.ts';
import { MemoryDatabase } from '../../support/memory-database.ts';

describe('[P7.1] what an outbox holds', () => {
  const stored = (id: string, fields: object = {}) => ({
    ...{
      _id: id,
      _rev: '1-a',
      type: 'action',
      device: 'd',
      receivedAt: NOW,
      text: `{"id":"${id}"}`
    },
    ...fields
  });

  it('is read in batches of a hundred, every leaf of a forked one', async () => {
    const asked: unknown[] = [];
    const outbox = {
      async changes(request: { since: string }) {
        asked.push(request);
        if (request.since === '7') {
          const ids = Array.from({ length: 100 }, (_, index) => `a${index}`);
          return {
            results: ids.map((id) => ({ id, changes: [{ rev: '1-a' }], doc: stored(id) })),
            lastSeq: '107'
          };
        }
        return {
          results: [
            {
              id: 'f',
              changes: [{ rev: '1-b' }, { rev: '1-a' }],
              doc: stored('f')
            },
            { id: 'x', changes: [{ rev: '1-a' }], doc: { _id: 'x', type: 'other' } },
            { id: 'gone', changes: [{ rev: '2-a' }] }
          ],
          lastSeq: '110'
        };
      },
      get: async (id: string, { rev }: { rev: string }) =>
        rev === '1-b' ? stored(id, { _rev: rev, text: '{"id":"other"}', receivedAt: 9 }) : undefined
    };
    const batches = [];
    const store = { outbox: () => outbox } as unknown as Store;
    for await (const batch of unjudged(store, 'anna', '7')) batches.push(batch);
    expect(batches.map(({ actions, nextSeq }) => [actions.length, nextSeq])).toEqual([
      [100, '107'],
      [2, '110']
    ]);
    expect(batches[1]?.actions).toEqual([
      receivedAction('anna', stored('f') as never),
      { ...received('f', { id: 'other' }), rev: '1-b', receivedAt: 9 }
    ]);
    const mostBytes = UNJUDGED_LIMITS.pageBytes;
    expect(asked).toEqual([
      { since: '7', limit: 100, includeDocs: true, allLeaves: true, mostBytes },
      { since: '107', limit: 100, includeDocs: true, allLeaves: true, mostBytes }
    ]);
  });

  it('[S3.4] passes over no leaf that the feed names and no read shows yet', async () => {
    const results = [{ id: 'f', changes: [{ rev: '1-a' }, { rev: '1-c' }], doc: stored('f') }];
    const looks: string[] = [];
    const outbox = {
      changes: async () => ({ results, lastSeq: '1' }),
      get: async (_: string, { rev }: { rev: string }) => (looks.push(rev), undefined)
    };
    const store = { outbox: () => outbox } as unknown as Store;
    await expect(unjudged(store, 'anna', '0').next()).rejects.toBeInstanceOf(StoreUnavailable);
    expect(looks.length).toBeGreaterThan(1);
  });

  it('is judged up to a place that is written down a little later', async () => {
    const outbox = new MemoryDatabase({ _id: '_local/judged', seq: '5' } as never);
    const said: unknown[] = [];
    const store = { outbox: () => outbox.asDatabase } as unknown as Store;
    const places = newJudgedPlaces(store, {
      warn: (_: unknown, text: string) => said.push(text)
    } as never);
    const written = async () => (await outbox.get('_local/judged')) as unknown as { seq: string };
    expect(await places.get('anna')).toBe('5');
    places.move('anna', '8');
    expect(await places.get('anna')).toBe('8');
    expect((await written()).seq).toBe('5');
    await vi.waitFor(async () => expect((await written()).seq).toBe('8'), 5_000);
    places.move('anna', '9');
    await places.save();
    expect((await written()).seq).toBe('9');
    outbox.put = async () => {
      throw new Error('down');
    };
    places.move('anna', '10');
    await places.save();
    expect(said).toEqual(['how far an outbox is judged could not be written']);
    outbox.put = MemoryDatabase.prototype.put.bind(outbox);
    await places.save();
    expect((await written()).seq).toBe('10');
  });

  it('is looked at again from time to time where others share the store, else once', async () => {
    for (const isShared of [false, true]) {
      const closing = new AbortController();
      const told: string[] = [];
      let failures = 1;
      const kept = keepOutboxesJudged({
        outboxWorker: {
          async catchUp() {
            told.push('catchUp');
            if (failures-- > 0) throw new Error('down');
          }
        },
        gracePeriod: { backlogJudged: () => void told.push('judged') },
        ...{ isShared, closing: closing.signal },
        log: { warn: (_: unknown, text: string) => told.push(text) } as never
      });
      const expected = ['catchUp', 'catching up waits for the store', 'catchUp', 'judged'];
      await vi.waitFor(() => expect(told).toEqual(expected), 5_000);
      const isOver = await Promise.race([
        kept.then(() => true),
        new Promise((resolve) => setTimeout(() => resolve(false), 30))
      ]);
      expect(isOver).toBe(!isShared);
      closing.abort();
      await kept;
    }
  });
});
