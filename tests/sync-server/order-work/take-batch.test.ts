import { describe, expect, it } from 'vitest';
import { hashOf } from '#domain/protocol/hash.ts';
import { takeBatch } from '../../../sync-server/order-work/take-batch.ts';
import { StoreUnavailable } from '../../../sync-server/store/store-unavailable.ts';
import type { Store } from '../../../sync-server/store/store.ts';
import { aClock } from '../../support/a-clock.ts';
import { received } from '../../support/a-received-action.ts';
import { NOW } from '../../support/builders.ts';
import { MemoryDatabase } from '../../support/memory-database.ts';

describe('[P7.2] taking a batch', () => {
  async function take(
    fails: (ids: string[], calls: number) => Error | null,
    { giveUp, isClosing = false }: { giveUp?: () => Promise<void>; isClosing?: boolean } = {}
  ) {
    const cases = new MemoryDatabase();
    const calls: string[] = [];
    const said: string[] = [];
    const given: unknown[] = [];
    const closing = new AbortController();
    if (isClosing) closing.abort();
    const done = takeBatch([received('a'), received('b')], {
      store: { cases: cases.asDatabase } as unknown as Store,
      clock: aClock(),
      closing: closing.signal,
      log: { error: (_: unknown, text: string) => said.push(text) } as never,
      authority: {
        async take(actions) {
          const ids = actions.map(({ id }) => id);
          calls.push(ids.join());
          const error = fails(ids, calls.length);
          if (error) throw error;
        },
        async giveUp(action, judgement) {
          given.push([action.id, judgement]);
          await giveUp?.();
        }
      }
    });
    const answer = await done.then(
      () => 'done',
      (error: Error) => error.message
    );
    const made = [...cases.documents.values()].map(({ _rev, ...each }) => each);
    return { answer, calls, said, given, cases: made };
  }
  const bug = new Error('bug');

  it('takes all at once where all is well', async () => {
    expect(await take(() => null)).toEqual({
      ...{ answer: 'done', calls: ['a,b'], said: [], given: [], cases: [] }
    });
  });

  it('finds out which one fails, tries it three times and tells support and device', async () => {
    const judgement = { outcome: 'held', code: 'action.malformed', at: NOW };
    expect(await take((ids) => (ids.includes('a') ? bug : null))).toEqual({
      ...{ answer: 'done', calls: ['a,b', 'a', 'a', 'a', 'b'] },
      said: ['judging failed', 'judging failed', 'judging failed'],
      given: [['a', judgement]],
      cases: [
        {
          ...{ _id: 'case:judging:anna:a:1-a', type: 'case', state: 'open' },
          ...{ kind: 'judging.failed', openedAt: NOW, order: null, provider: 'anna', code: null },
          ...{ judgement, statement: null, note: 'Error: bug' },
          action: {
            ...{ id: 'a', hash: await hashOf({ id: 'a' }), receivedAt: NOW, text: '{"id":"a"}' }
          }
        }
      ]
    });
  });

  it('goes on where the second try does', async () => {
    const { answer, calls, cases } = await take((_ids, count) => (count <= 2 ? bug : null));
    expect([answer, calls, cases]).toEqual(['done', ['a,b', 'a', 'a', 'b'], []]);
  });

  it('passes an outage and the end of the server on', async () => {
    const down = new StoreUnavailable('down');
    expect(await take(() => down)).toMatchObject({ calls: ['a,b'], cases: [] });
    const later = await take((ids) => (ids.length > 1 ? bug : down));
    expect(later).toMatchObject({ calls: ['a,b', 'a'], cases: [] });
    expect(later.answer).toContain('down');
    expect(await take(() => bug, { isClosing: true })).toMatchObject({ answer: 'bug', cases: [] });
  });

  it('holds also whom it cannot tell, and waits where the store is away', async () => {
    const fails = (ids: string[]) => (ids.includes('a') ? bug : null);
    const untold = await take(fails, {
      giveUp: async () => {
        throw bug;
      }
    });
    expect([untold.answer, untold.said.at(-1)]).toEqual([
      ...['done', 'a held action has no verdict']
    ]);
    const away = await take(fails, {
      giveUp: async () => {
        throw new StoreUnavailable('down');
      }
    });
    expect(away.answer).toContain('down');
  });
});
