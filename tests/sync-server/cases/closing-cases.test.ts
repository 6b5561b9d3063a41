import { describe, expect, it } from 'vitest';
import type { Order } from '#domain/order/order.ts';
import { type CaseDocument } from '../../../sync-server/cases/case-document.ts';
import { closeCase } from '../../../sync-server/cases/close-case.ts';
import { paperOfCase } from '../../../sync-server/cases/paper-of-case.ts';
import { tryOrOpenCase } from '../../../sync-server/cases/try-or-open-case.ts';
import { StoreUnavailable } from '../../../sync-server/store/store-unavailable.ts';
import type { Store } from '../../../sync-server/store/store.ts';
import { aClock } from '../../support/a-clock.ts';
import { anOrder, anOrderAfter, NOW } from '../../support/builders.ts';
import { MemoryDatabase } from '../../support/memory-database.ts';
import { aPaper, withHeld } from '../../support/papers.ts';

const AT = NOW + 5;
const storeOf = (fields: Record<string, MemoryDatabase>) =>
  Object.fromEntries(
    Object.entries(fields).map(([name, database]) => [name, database.asDatabase])
  ) as unknown as Store;
const casesIn = (database: MemoryDatabase) =>
  [...database.documents.values()].map(({ _rev, ...document }) => document);
const BLANK = {
  ...{ type: 'case', state: 'open', order: null, provider: null, code: null, judgement: null },
  ...{ action: null, statement: null, note: null }
};

describe('closing a case', () => {
  const order = withHeld(
    anOrderAfter('job.complete'),
    'anna',
    aPaper({ action: 'a1' }),
    aPaper({ action: 'r1', kind: 'refusal', body: null })
  );
  const bill = order.job.completion!.action;

  it('[R15.17] of an action, a refusal or a bill is of that paper', () => {
    const all = withHeld(order, 'anna', aPaper({ action: bill }));
    const paperOf = (id: string) => paperOfCase(all, id)?.action;
    expect(paperOf('case:a1')).toBe('a1');
    expect(paperOf('case:signature.refused:order1:r1')).toBe('r1');
    expect(paperOf('case:r1')).toBeUndefined();
    expect(paperOf('case:billing:order1')).toBe(bill);
    expect(paperOf(`case:${bill}`)).toBeUndefined();
    expect(paperOf('case:anna:a1')).toBeUndefined();
  });

  async function close(found: Partial<CaseDocument>, of: Order = order) {
    const made = { ...BLANK, _id: 'case:a1', kind: 'action.held', openedAt: 1, ...found };
    const cases = new MemoryDatabase(made as never);
    const applied: unknown[] = [];
    const isClosed = await closeCase(
      {
        store: storeOf({ cases, orders: new MemoryDatabase(of) }),
        writer: { apply: async (...what: unknown[]) => void applied.push(what) } as never
      },
      'case:a1',
      { at: AT, by: { id: 'lea', name: 'Lea Frei' }, note: 'angerufen' }
    );
    return { isClosed, applied, left: casesIn(cases)[0] as Partial<CaseDocument> };
  }
  const closed = { at: AT, by: 'Lea Frei', note: 'angerufen' };

  it('[R15.17] resolves what it holds, in the order first', async () => {
    const { isClosed, applied, left } = await close({ order: 'order1' });
    expect(isClosed).toBe(true);
    expect(applied).toEqual([
      [
        'order1',
        {
          ...{ kind: 'held.resolve', body: { action: 'a1' }, at: AT },
          actor: { type: 'support', id: 'lea' }
        }
      ]
    ]);
    expect(left).toMatchObject({ state: 'closed', closed });
  });

  it.each<[string, Partial<CaseDocument>, Order, boolean]>([
    ['that is closed already', { order: 'order1', state: 'closed' }, order, false],
    ['of no order', { order: null }, order, true],
    ['of an order that is gone', { order: 'gone' }, order, true],
    [
      'of a paper that is resolved',
      { order: 'order1' },
      withHeld(anOrder(), 'anna', aPaper({ action: 'a1', resolvedAt: 1 })),
      true
    ],
    ['that is of no paper', { order: 'order1' }, anOrder(), true],
    ['that is no case', { order: 'order1', type: 'heldPaper' as never }, order, false]
  ])('[R15.18] resolves nothing: one %s', async (_title, found, of, expected) => {
    const { isClosed, applied, left } = await close(found, of);
    expect([isClosed, applied]).toEqual([expected, []]);
    expect(left.closed).toEqual(expected ? closed : undefined);
  });
});

describe('what follows a change', () => {
  async function follow(errors: (Error | null)[], isClosing = false) {
    const cases = new MemoryDatabase();
    const closing = new AbortController();
    if (isClosing) closing.abort();
    const said: unknown[] = [];
    let tries = 0;
    const done = tryOrOpenCase(
      {
        ...{ store: storeOf({ cases }), clock: aClock(AT), closing: closing.signal },
        log: { error: (fields: { failures: number }) => said.push(fields.failures) } as never
      },
      { _id: 'case:followUp:o:1', order: 'o', provider: 'anna' },
      async () => {
        const error = errors[tries++];
        if (error) throw error;
      }
    );
    const answer = await done.then(
      () => 'done',
      (error: Error) => error.message
    );
    return { answer, tries, said, cases: casesIn(cases) };
  }
  const bug = new Error('bug');

  it('[P7.2] is tried four times, then support is told', async () => {
    expect(await follow([bug, bug, null])).toEqual({
      ...{ answer: 'done', tries: 3, said: [1, 2], cases: [] }
    });
    expect(await follow([bug, bug, bug, bug])).toEqual({
      ...{ answer: 'done', tries: 4, said: [1, 2, 3, 4] },
      cases: [
        {
          ...BLANK,
          ...{ _id: 'case:followUp:o:1', kind: 'followUp.failed', openedAt: AT },
          ...{ order: 'o', provider: 'anna' }
        }
      ]
    });
  });

  it('[P7.1] waits for a store that is away, and ends with the server', async () => {
    const outage = await follow([new StoreUnavailable('down')]);
    expect(outage).toMatchObject({ tries: 1, said: [], cases: [] });
    expect(outage.answer).toContain('down');
    expect(await follow([bug], true)).toMatchObject({ answer: 'bug', tries: 1, cases: [] });
  });
});
