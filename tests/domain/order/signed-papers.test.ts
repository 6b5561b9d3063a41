import { describe, expect, it } from 'vitest';
import type { Job } from '#domain/order/job.ts';
import type { Order } from '#domain/order/order.ts';
import {
  heldStatement,
  heldStatements,
  isPaperOpen,
  paperOfAction,
  papersOf,
  papersResolvedAt,
  resolvePaper,
  signedText,
  withPaper
} from '#domain/order/signing/signed-paper.ts';
import { isSameText } from '#domain/order/signing/statement.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { anOrderAfter, NOW } from '../../support/builders.ts';
import { aPaper, withHeld } from '../../support/papers.ts';

const AT = NOW + 50 * HOUR_MS;
const withJob = (order: Order, fields: Partial<Job>): Order => ({
  ...order,
  job: { ...order.job, ...fields }
});
const billing = (state: Job['billing']['state']) => ({
  ...{ state, invoiceNumber: null, totalMinor: null, payoutMinor: null }
});

describe('signed papers', () => {
  const order = anOrderAfter('offer.accept');
  const [anna] = order.assignments;

  it('[R15.21] are kept, one for each action, whoever sent them', () => {
    const [one, two] = [aPaper(), aPaper({ action: 'b' })];
    const both = withHeld(withHeld(order, 'anna', one), 'berta', two);
    expect(papersOf(both)).toEqual([two, one]);
    expect(paperOfAction(both, 'b')).toBe(two);
    expect(paperOfAction(both, 'x')).toBeUndefined();
    const first = withPaper(order, anna!, one);
    const second = withPaper(first, first.assignments[0]!, two);
    expect(papersOf(second)).toEqual([one, two]);
    const again = withPaper(second, second.assignments[0]!, { ...one, at: 7 });
    expect(papersOf(again)).toEqual([{ ...one, at: 7 }, two]);
  });

  it('[R15.14, R15.15] are known by their hashes', () => {
    const all = withHeld(
      order,
      'anna',
      aPaper({ body: { statementHash: 'h1' }, at: 1 }),
      aPaper({ action: 'k', kind: 'consent', body: { consentHash: 'h2' } }),
      aPaper({ action: 'b', body: { statementHash: 'h3' }, at: 3 }),
      aPaper({ action: 'r', kind: 'refusal', body: null })
    );
    expect(heldStatements(all)).toEqual([
      { hash: 'h1', at: 1 },
      { hash: 'h3', at: 3 }
    ]);
    expect(heldStatement(all.assignments[0]!)?.action).toBe('b');
    expect(heldStatement(anna!)).toBeUndefined();
  });

  it('[R15.4] have a text', () => {
    expect(signedText(aPaper({ body: { statement: { a: 1 } } }))).toEqual({ a: 1 });
    expect(signedText(aPaper({ body: { consent: { b: 1 } } }))).toEqual({ b: 1 });
    expect(signedText(aPaper({ body: { consentHash: 'h' } }))).toBeNull();
    expect(signedText(aPaper({ body: null }))).toBeNull();
    expect(isSameText({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(true);
    expect(isSameText({ a: 1 }, { a: 1, b: 2 })).toBe(false);
    expect(isSameText(undefined, undefined)).toBe(false);
  });

  it('[R15.17, R15.19] are resolved once, and stay to the byte', () => {
    const both = withHeld(order, 'anna', aPaper(), aPaper({ action: 'b' }));
    const resolved = resolvePaper(both, 'b', AT);
    expect(papersOf(resolved)).toEqual([aPaper(), aPaper({ action: 'b', resolvedAt: AT })]);
    expect(resolvePaper(resolved, 'b', AT + 1)).toBe(resolved);
    expect(resolvePaper(resolved, 'x', AT)).toBe(resolved);
  });

  const kinds = ['statement', 'consent', 'refusal'] as const;
  it.each<[string, Partial<Job>, string, string]>([
    ['runs', { state: 'working' }, 'statement consent refusal', 'statement consent refusal'],
    [
      'is completed and not billed',
      { state: 'completed', billing: billing('due') },
      'statement consent refusal',
      'statement consent refusal'
    ],
    [
      'is completed and billed',
      { state: 'completed', billing: billing('billed'), completion: {} as Job['completion'] },
      '',
      'statement consent refusal'
    ],
    [
      'failed, with the fee billed',
      { state: 'failed', billing: billing('billed') },
      'statement refusal',
      'statement consent refusal'
    ],
    ['failed without a bill', { state: 'failed' }, 'statement refusal', 'statement refusal'],
    ['was cancelled free', { state: 'cancelled' }, 'statement refusal', 'statement refusal'],
    [
      'was cancelled, with the fee due',
      { state: 'cancelled', billing: billing('due') },
      'statement consent refusal',
      'statement consent refusal'
    ]
  ])('[C2.4, C2.5] are open at a visit that %s', (_title, fields, last, earlier) => {
    const open = (provider: string) =>
      kinds
        .filter((kind) => {
          const body = { statementHash: 'h' };
          return isPaperOpen(withHeld(withJob(order, fields), provider, aPaper({ kind, body })));
        })
        .join(' ');
    expect(open('anna')).toBe(last);
    expect(open('berta')).toBe(earlier);
  });

  it('[C2.6] are open no longer once all are resolved, and the last moment counts', () => {
    const of = (...times: (number | null)[]) =>
      withHeld(
        order,
        'anna',
        ...times.map((resolvedAt, index) => aPaper({ action: `a${index}`, resolvedAt }))
      );
    expect([isPaperOpen(of(1, null)), isPaperOpen(of(1, 2)), isPaperOpen(of())]).toEqual([
      ...[true, false, false]
    ]);
    expect([papersResolvedAt(of(5, 9, 7)), papersResolvedAt(of(null, 3))]).toEqual([9, 3]);
    expect([papersResolvedAt(of(null)), papersResolvedAt(of())]).toEqual([null, null]);
  });
});
