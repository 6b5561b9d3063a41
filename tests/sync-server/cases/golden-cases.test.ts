import { describe, expect, it } from 'vitest';
import { newAssignment } from '#domain/order/assignment/assignment.ts';
import type { Order } from '#domain/order/order.ts';
import { newQuarantine } from '../../../sync-server/authority/quarantine.ts';
import { caseActionOf } from '../../../sync-server/cases/case-action.ts';
import { newCase, type CaseDocument } from '../../../sync-server/cases/case-document.ts';
import { caseId, type CaseSubject } from '../../../sync-server/cases/case-id.ts';
import { findHeldPaper } from '../../../sync-server/cases/held-papers.ts';
import { newOrderCases } from '../../../sync-server/cases/order-cases.ts';
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
const received = (envelope: unknown = { kind: 'x' }) => ({
  ...{ provider: 'anna', id: 'a1', rev: '1-a', device: 'd', receivedAt: NOW, envelope }
});

describe('the id of a case', () => {
  it.each<[CaseSubject, string]>([
    [{ action: 'a' }, 'case:a'],
    [{ action: 'a', sentBy: 'anna' }, 'case:anna:a'],
    [{ action: 'a', sentBy: 'anna', hash: 'h' }, 'case:anna:a:h'],
    [{ escalation: 'unplaced:o:1' }, 'case:unplaced:o:1'],
    [{ unjudged: 'a', provider: 'anna', rev: '1-a' }, 'case:judging:anna:a:1-a'],
    [{ followUp: 'o', generation: 3 }, 'case:followUp:o:3'],
    [{ profile: 'anna', rev: '2-b' }, 'case:profile:anna:2-b'],
    [{ mailsOf: 'o', generation: 3 }, 'case:mails:o:3'],
    [{ bill: 'o' }, 'case:billing:o'],
    [{ failedBill: 'o' }, 'case:billing-failed:o'],
    [{ charge: 'o' }, 'case:charge:o'],
    [{ payout: 4, provider: 'anna', currency: 'CHF' }, 'case:payout:anna:CHF:4']
  ])('[P3.4] of %j is %s', (subject, id) => {
    expect(caseId(subject)).toBe(id);
  });

  it('[P3.4] is of a case that is open and says no more than is known', () => {
    const fields = { _id: 'case:x', kind: 'unplaced', openedAt: 1 } as const;
    expect(newCase(fields)).toEqual({ ...BLANK, ...fields });
    expect(newCase({ ...fields, order: 'o', state: 'closed' })).toEqual({
      ...BLANK,
      ...{ ...fields, order: 'o', state: 'closed' }
    });
    expect(caseActionOf(received({ b: 1, a: [2] }), 'h')).toEqual({
      ...{ id: 'a1', hash: 'h', receivedAt: NOW, text: '{"b":1,"a":[2]}' }
    });
  });
});

describe('quarantine, written out', () => {
  function quarantine(...documents: CaseDocument[]) {
    const cases = new MemoryDatabase(...documents);
    const written: unknown[] = [];
    const made = newQuarantine({
      store: storeOf({ cases }),
      keys: { sign: (body: unknown) => JSON.stringify(body) } as never,
      inboxes: {
        write: async (provider: string, writes: { id: string; build(): unknown }[]) =>
          void written.push(provider, ...writes.map(({ build }) => build()))
      } as never,
      now: () => AT
    });
    return { cases, written, made };
  }
  const judgement = { outcome: 'held', code: 'body.invalid', at: AT } as const;
  const held = { received: received(), hash: 'h', order: 'o', kind: 'action.held' as const };

  it('[P3.4, P7.2] keeps the action whole with its judgement, and tells the device', async () => {
    const { cases, written, made } = quarantine();
    await made.judge({ ...held, judgement, isTheirs: true });
    const action = { id: 'a1', hash: 'h', receivedAt: NOW, text: '{"kind":"x"}' };
    expect(casesIn(cases)).toEqual([
      {
        ...BLANK,
        ...{ _id: 'case:a1', kind: 'action.held', openedAt: AT, order: 'o', provider: 'anna' },
        ...{ code: 'body.invalid', judgement, action }
      }
    ]);
    expect(written).toEqual([
      'anna',
      {
        ...{ _id: 'verdict:a1', type: 'verdict', action: 'a1', order: 'o', ...judgement },
        receipt: JSON.stringify({ actionHash: 'h', ...judgement })
      }
    ]);
    // Again, later: the verdict is the one that was given.
    const later = { ...judgement, at: AT + 9, code: 'kind.unknown' } as const;
    await made.judge({ ...held, judgement: later, isTheirs: true });
    expect(cases.documents.size).toBe(1);
    expect(written[3]).toEqual(written[1]);
  });

  it('[P3.5] takes nobody’s name away', async () => {
    const { cases, made } = quarantine();
    await made.judge({ ...held, judgement, isTheirs: false });
    expect([...cases.documents.keys()]).toEqual(['case:anna:a1']);
  });

  it.each([
    ['another content', { action: { id: 'a1', hash: 'other', receivedAt: 1, text: '' } }],
    ['another’s', { provider: 'berta' }],
    ['a case without a judgement', { judgement: null }]
  ] as const)(
    '[P3.3] keeps a second content beside %s, without a verdict',
    async (_title, fields) => {
      const there = newCase({
        ...{ _id: 'case:a1', kind: 'action.held', openedAt: 1, provider: 'anna', judgement },
        action: { id: 'a1', hash: 'h', receivedAt: 1, text: '' },
        ...fields
      });
      const { cases, written, made } = quarantine(there);
      await made.judge({ ...held, judgement, isTheirs: true });
      expect(written).toEqual([]);
      expect(casesIn(cases)[1]).toEqual({
        ...BLANK,
        ...{
          _id: 'case:anna:a1:h',
          kind: 'action.fork',
          openedAt: AT,
          order: 'o',
          provider: 'anna'
        },
        ...{ code: 'action.fork', judgement: { outcome: 'held', code: 'action.fork', at: AT } },
        action: { id: 'a1', hash: 'h', receivedAt: NOW, text: '{"kind":"x"}' }
      });
    }
  );
});

describe('the cases of an order, written out', () => {
  const stored = (fields: object = {}) =>
    ({
      ...{ _id: 'a1', type: 'action', text: '{"hash":"h"}', receivedAt: NOW },
      ...fields
    }) as never;
  const verdict = { outcome: 'held', code: 'statement.mismatch', at: AT } as const;
  const withVerdict = (order: Order, hash = 'h'): Order => ({
    ...order,
    verdicts: {
      a1: { ...verdict, provider: 'anna', hash },
      a2: { outcome: 'refused', code: 'offer.taken', at: AT, provider: 'anna', hash: 'x' }
    }
  });
  async function opened(order: Order, outbox = new MemoryDatabase(stored())) {
    const cases = new MemoryDatabase();
    const store = { ...storeOf({ cases }), outbox: () => outbox.asDatabase } as unknown as Store;
    const openCases = newOrderCases(store, aClock(AT + 1));
    await openCases(order);
    await openCases(order);
    return casesIn(cases);
  }

  it('[R15.4, P3.4] of a held action: as it came, beside what the rules make of the job', async () => {
    const body = { statement: { a: 1 }, statementHash: 'sh' };
    const paper = aPaper({ action: 'a1', body, rebuilt: { a: 2 }, at: AT });
    const order = withHeld(withVerdict(anOrderAfter('offer.accept')), 'anna', paper);
    expect(await opened(order)).toEqual([
      { _id: 'paper:sh', type: 'heldPaper', order: 'order1', at: AT },
      {
        ...BLANK,
        ...{ _id: 'case:a1', kind: 'action.held', openedAt: AT, order: 'order1' },
        ...{ provider: 'anna', code: 'statement.mismatch', judgement: verdict },
        action: { id: 'a1', hash: 'h', receivedAt: NOW, text: '{"hash":"h"}' },
        statement: { signed: { a: 1 }, rebuilt: { a: 2 } }
      }
    ]);
  });

  it('[P3.3] of a fork: the content that was judged', async () => {
    const beside = { revisionsBeside: async () => ['2-b', '2-c'] };
    const outbox = Object.assign(new MemoryDatabase(stored()), beside);
    const get = outbox.get.bind(outbox);
    const others: Record<string, unknown> = {
      '2-b': stored({ text: '{"hash":"other"}', receivedAt: 7 })
    };
    outbox.get = (async (id: string, query?: { rev?: string }) =>
      query?.rev ? others[query.rev] : get(id)) as never;
    const [made] = await opened(withVerdict(anOrder(), 'other'), outbox);
    expect(made).toMatchObject({
      action: { id: 'a1', hash: 'other', receivedAt: 7, text: '{"hash":"other"}' },
      statement: null
    });
    const [unknown] = await opened(withVerdict(anOrder(), 'lost'), outbox);
    expect(unknown).toMatchObject({ action: { hash: 'lost', text: '{"hash":"h"}' } });
    const [none] = await opened(withVerdict(anOrder()), new MemoryDatabase());
    expect(none).toMatchObject({ action: null });
  });

  const lost = (reopened: boolean): Order => {
    const end = { at: NOW, why: 'contact.lapsed', limitAt: NOW } as const;
    const order = anOrder();
    const assignment = newAssignment('anna', NOW);
    return {
      ...order,
      assignments: [
        reopened
          ? { ...assignment, reopened: [{ ...end, reopenedAt: AT }] }
          : { ...assignment, ended: { ...end, job: order.job } }
      ]
    };
  };
  const made = {
    ...BLANK,
    ...{ _id: 'case:contact.lapsed:order1:0.0', kind: 'contact.lapsed', openedAt: NOW },
    ...{ order: 'order1', provider: 'anna' }
  };
  const closed = { at: AT + 1, by: '', note: '', reason: 'proof.honoured' };

  it('[R8.4] of a missed limit', async () => {
    expect(await opened(lost(false))).toEqual([made]);
  });

  it('[R9.21] of one that was none: closed with the reason, also where it was never open', async () => {
    expect(await opened(lost(true))).toEqual([{ ...made, state: 'closed', closed }]);
    const cases = new MemoryDatabase();
    const openCases = newOrderCases(
      { ...storeOf({ cases }), outbox: () => new MemoryDatabase().asDatabase } as never,
      aClock(AT + 1)
    );
    await openCases(lost(false));
    await openCases(lost(true));
    expect(casesIn(cases)).toEqual([{ ...made, state: 'closed', closed }]);
    // Whoever still knows the order as it was does not open it again.
    await openCases(lost(false));
    expect(casesIn(cases)).toEqual([{ ...made, state: 'closed', closed }]);
  });

  it('[R15.17] of support’s own closing nothing is written over', async () => {
    const by = { ...made, state: 'closed', closed: { at: 1, by: 'Lea', note: 'angerufen' } };
    const cases = new MemoryDatabase(by as never);
    const openCases = newOrderCases(
      { ...storeOf({ cases }), outbox: () => new MemoryDatabase().asDatabase } as never,
      aClock(AT + 1)
    );
    await openCases(lost(true));
    expect(casesIn(cases)).toEqual([by]);
  });

  it('[R15.14] a held paper is found by its hash', async () => {
    const paper = { _id: 'paper:h', type: 'heldPaper', order: 'o', at: 3 } as never;
    const store = storeOf({ cases: new MemoryDatabase(paper) });
    expect(await findHeldPaper(store, 'h')).toMatchObject({ order: 'o', at: 3 });
    expect(await findHeldPaper(store, 'x')).toBeUndefined();
  });
});
