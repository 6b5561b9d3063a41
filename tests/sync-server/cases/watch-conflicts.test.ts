import { describe, expect, it } from 'vitest';
import { caseId, type CaseSubject } from '../../../sync-server/cases/case-id.ts';
import type { CaseDocument } from '../../../sync-server/cases/case-document.ts';
import { closeByItself, openCase } from '../../../sync-server/cases/open-case.ts';
import { watchConflicts } from '../../../sync-server/cases/watch-conflicts.ts';
import { StoreUnavailable } from '../../../sync-server/store/store-unavailable.ts';
import type { Store } from '../../../sync-server/store/store.ts';
import { aClock } from '../../support/a-clock.ts';
import { NOW } from '../../support/builders.ts';
import { MemoryDatabase } from '../../support/memory-database.ts';

const NAMES = ['orders', 'people', 'ledger', 'cases', 'audit', 'editing', 'mails'] as const;
type Name = (typeof NAMES)[number];
interface Leaves {
  id: string;
  revs: string[];
  /** Of those that are not deleted, beside the one that stands. */
  conflicts?: string[];
  isDeleted?: boolean;
}

/** A database whose feed tells of these documents once and then has nothing more to say. */
class FedDatabase extends MemoryDatabase {
  readonly asked: object[] = [];
  failures = 0;
  readonly #told: Leaves[];
  readonly #isRead: () => void;

  constructor(told: Leaves[], isRead: () => void) {
    super();
    this.#told = told;
    this.#isRead = isRead;
  }

  async changes({ since, signal, ...asked }: { since: string; signal: AbortSignal }) {
    this.asked.push({ since, ...asked });
    if (this.failures-- > 0) throw new StoreUnavailable('down');
    if (since !== '0') {
      this.#isRead();
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      return { results: [], lastSeq: since };
    }
    const results = this.#told.map(({ id, revs }) => ({
      id,
      changes: revs.map((rev) => ({ rev }))
    }));
    return { results, lastSeq: '7' };
  }

  async demand(request: { body: { keys: string[] } }) {
    this.asked.push(request);
    const rows = request.body.keys.map((key) => {
      const { id, revs, conflicts, isDeleted } = this.#told.find((each) => each.id === key)!;
      const doc = { _id: id, _rev: revs[0], ...(conflicts && { _conflicts: conflicts }) };
      return { doc: isDeleted ? null : doc };
    });
    return { rows };
  }
}

/** What is made of these, in the databases in which they are, once every feed was read. */
async function watched(told: Partial<Record<Name, Leaves[]>>, failures = 0) {
  const closing = new AbortController();
  const waiting = new Set<string>(NAMES);
  const read = Promise.withResolvers<void>();
  const databases = Object.fromEntries(
    NAMES.map((name) => [
      name,
      new FedDatabase(told[name] ?? [{ id: 'one', revs: ['1-a'] }], () => {
        waiting.delete(name);
        if (waiting.size === 0) read.resolve();
      })
    ])
  ) as Record<Name, FedDatabase>;
  databases.orders.failures = failures;
  const said: unknown[] = [];
  const log = {
    warn: (_: object, text: string) => said.push(text),
    error: (facts: object, text: string) => said.push([facts, text])
  };
  const watching = watchConflicts({
    ...{ store: databases as unknown as Store, clock: aClock(), closing: closing.signal },
    log: log as never
  });
  await read.promise;
  closing.abort();
  await watching;
  const cases = [...databases.cases.documents.values()].filter(({ _id }) => _id.startsWith('case'));
  return { cases: cases.map(({ _rev, ...each }) => each), said, databases };
}
const aCase = (name: string, id: string, rev: string, stands: string) => ({
  ...{ _id: `case:conflict:${name}/${id}:${rev}`, type: 'case', kind: 'store.conflict' },
  ...{ state: 'open', openedAt: NOW, order: name === 'orders' ? id : null, provider: null },
  ...{ code: null, judgement: null, action: null, statement: null },
  note: `${name}/${id}: ${stands} stands, ${rev} is stored beside it`
});

describe('[S3.3] two revisions beside each other', () => {
  it('are a case each, in every database that decides', async () => {
    const both = { id: 'o1', revs: ['3-c', '3-b', '2-a'], conflicts: ['3-b', '2-a'] };
    for (const name of NAMES) {
      const { cases, said } = await watched({ [name]: [both] });
      expect(cases).toEqual([aCase(name, 'o1', '3-b', '3-c'), aCase(name, 'o1', '2-a', '3-c')]);
      expect(said).toEqual(
        ['3-b', '2-a'].map((rev) => [
          { database: name, document: 'o1', rev },
          'a conflict on what decides'
        ])
      );
    }
  });

  it('are none where one is deleted, or the document is one of the database itself', async () => {
    const { cases, said, databases } = await watched({
      orders: [
        { id: '_design/x', revs: ['1-a', '1-b'], conflicts: ['1-b'] },
        { id: 'one', revs: ['1-a'], conflicts: ['never asked'] },
        { id: 'deleted', revs: ['2-a', '2-b'] },
        { id: 'both deleted', revs: ['2-a', '2-b'], isDeleted: true },
        { id: 'settled', revs: ['2-a', '2-b'], conflicts: [] }
      ]
    });
    expect([cases, said]).toEqual([[], []]);
    expect(databases.orders.asked).toEqual([
      { since: '0', limit: 100, includeDocs: false, allLeaves: true, waitMs: 25_000 },
      {
        ...{ method: 'POST', path: '_all_docs', qs: { include_docs: true, conflicts: true } },
        body: { keys: ['deleted', 'both deleted', 'settled'] }
      },
      { since: '7', limit: 100, includeDocs: false, allLeaves: true, waitMs: 25_000 }
    ]);
    // Nothing is asked where nothing may be one; the place is kept.
    expect(databases.people.asked).toHaveLength(2);
    expect(databases.orders.documents.get('_local/conflicts')).toMatchObject({ seq: '7' });
  });

  it('are looked for again after an outage', async () => {
    const both = { id: 'o1', revs: ['3-c', '3-b'], conflicts: ['3-b'] };
    const { cases, said } = await watched({ orders: [both] }, 1);
    expect(cases).toHaveLength(1);
    expect(said[0]).toBe('looking for conflicts waits for the store');
  });
});

describe('the id of a case', () => {
  it.each<[CaseSubject, string]>([
    [{ manyFrom: 'tablet', provider: 'anna' }, 'case:many:anna:tablet'],
    [{ mail: 'm' }, 'case:undelivered:m'],
    [{ conflict: 'orders/o', rev: '2-b' }, 'case:conflict:orders/o:2-b']
  ])('[P3.4] of %j is %s', (subject, id) => {
    expect(caseId(subject)).toBe(id);
  });
});

describe('a case', () => {
  const fields = { _id: 'case:x', kind: 'unplaced', openedAt: 1 } as const;

  it('[P3.4] is opened once; closed by itself with the reason, where it is open', async () => {
    const database = new MemoryDatabase();
    const store = { cases: database.asDatabase } as unknown as Store;
    const now = () => database.documents.get('case:x') as CaseDocument | undefined;
    await closeByItself(store, 'case:x', 'proof.honoured', 5);
    expect(now()).toBeUndefined();
    await openCase(store, fields);
    expect(await openCase(store, { ...fields, openedAt: 2 })).toMatchObject({ openedAt: 1 });
    await closeByItself(store, 'case:x', 'proof.honoured', 5);
    const closed = { at: 5, by: '', note: '', reason: 'proof.honoured' };
    expect(now()).toMatchObject({ state: 'closed', closed, openedAt: 1 });
    await closeByItself(store, 'case:x', 'proof.honoured', 6);
    expect(now()!.closed).toEqual(closed);
    expect(await openCase(store, fields)).toMatchObject({ state: 'closed' });
  });
});
