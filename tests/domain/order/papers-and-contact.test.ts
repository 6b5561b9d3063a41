import { describe, expect, it } from 'vitest';
import { withDueAt } from '#domain/order/advance-order.ts';
import { applyToOrder } from '#domain/order/apply-to-order.ts';
import { newAssignment } from '#domain/order/assignment/assignment.ts';
import { asRemoved, contactEndsAt, withoutContact } from '#domain/order/contact-data.ts';
import { holdSigned, holdSignedVisit, isSignedHere } from '#domain/order/hold-signed.ts';
import { judgeCommand } from '#domain/order/judge-command.ts';
import type { Job } from '#domain/order/job.ts';
import type { JobState } from '#domain/order/job-states.ts';
import type { Actor, Command, CommandBody } from '#domain/order/life-cycle/command.ts';
import type { Order, PaymentMethod } from '#domain/order/order.ts';
import { buildConsent } from '#domain/order/signing/consent.ts';
import { withActionsPackage, withActionsPrice } from '#domain/order/signing/extra-work.ts';
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
import { buildStatement, isSameText } from '#domain/order/signing/statement.ts';
import { DAY_MS, HOUR_MS } from '#domain/policy/policy.ts';
import { aFullJob, FULL_RULES } from '../../support/a-full-job.ts';
import { anOrderAfter, FACTS, NOW, SIGNATURE } from '../../support/builders.ts';
import { changes } from '../../support/moments.ts';
import { aLostAssignment, aPaper, withHeld } from '../../support/papers.ts';

const AT = NOW + 50 * HOUR_MS;
const HASH = 'E'.repeat(43);
const ANNA: Actor = { type: 'provider', id: 'anna' };
const withJob = (order: Order, fields: Partial<Job>): Order => ({
  ...order,
  job: { ...order.job, ...fields }
});
const billing = (state: Job['billing']['state']) => ({
  ...{ state, invoiceNumber: null, totalMinor: null, payoutMinor: null }
});

const COMPLETE: CommandBody<'job.complete'> = {
  ...{ facts: FACTS, statement: { totalMinor: 1 }, statementHash: HASH, signature: SIGNATURE }
};
const PRICE: CommandBody<'price.agree'> = {
  ...{ facts: FACTS, consent: { afterMinor: 1 }, consentHash: HASH, signature: SIGNATURE },
  ...{ priceMinor: 9900, reason: 'mehr' }
};
const PACKAGE: CommandBody<'package.add'> = {
  ...{ facts: FACTS, consent: {}, consentHash: HASH, signature: SIGNATURE },
  ...{ packageId: 'tv', packageVersion: 3, quantity: 1 }
};
const completion: Command = { id: 'c', kind: 'job.complete', body: COMPLETE, actor: ANNA, at: AT };
const consent: Command = { id: 'p', kind: 'price.agree', body: PRICE, actor: ANNA, at: AT };

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

describe('holding what was signed', () => {
  const working = anOrderAfter('work.start');

  it('[R15.7] is for who has the job or had it, and for signed kinds alone', () => {
    const here = (command: object) =>
      isSignedHere(working, { ...completion, ...command } as Command);
    expect(here({})).toBe(true);
    expect(here({ kind: 'price.agree' })).toBe(true);
    expect(here({ kind: 'package.add' })).toBe(true);
    expect(here({ kind: 'note.add' })).toBe(false);
    expect(here({ actor: { type: 'provider', id: 'berta' } })).toBe(false);
    expect(here({ actor: { type: 'clock' } })).toBe(false);
    const lost = { ...working, assignments: [aLostAssignment(working, 'berta')] };
    expect(isSignedHere(lost, { ...completion, actor: { type: 'provider', id: 'berta' } })).toBe(
      true
    );
  });

  it('[R15.4, R15.8] a completion ends the running visit as held, beside what the rules make of it', () => {
    const next = holdSigned(working, completion, 'statement.mismatch', FULL_RULES);
    expect(changes(working.job, next.job)).toEqual({ billing: billing('held'), state: 'held' });
    expect(papersOf(next)).toEqual([
      {
        ...{ action: 'c', kind: 'statement', at: AT, code: 'statement.mismatch', body: COMPLETE },
        ...{ rebuilt: buildStatement(working.job, FACTS), resolvedAt: null }
      }
    ]);
    expect(next.history.at(-1)).toEqual({
      ...{ at: AT, by: { type: 'authority' }, what: 'visit.hold', from: 'working', to: 'held' }
    });
  });

  it('[R15.20] a consent ends nothing', () => {
    const next = holdSigned(working, consent, 'consent.mismatch', FULL_RULES);
    expect(next.job).toBe(working.job);
    const after = withActionsPrice(working.job, { id: 'p', at: AT, body: PRICE });
    expect(papersOf(next)).toEqual([
      {
        ...{ action: 'p', kind: 'consent', at: AT, code: 'consent.mismatch', body: PRICE },
        ...{ rebuilt: buildConsent(working.job, after, FACTS), resolvedAt: null }
      }
    ]);
    const added: Command = { ...consent, kind: 'package.add', body: PACKAGE };
    const withPackage = withActionsPackage(
      working.job,
      { id: 'p', at: AT, body: PACKAGE },
      FULL_RULES.catalog
    )!;
    expect(
      papersOf(holdSigned(working, added, 'consent.mismatch', FULL_RULES))[0]?.rebuilt
    ).toEqual(buildConsent(working.job, withPackage, FACTS));
    const unknown: Command = { ...added, body: { ...PACKAGE, packageId: 'x' } };
    expect(
      papersOf(holdSigned(working, unknown, 'package.unknown', FULL_RULES))[0]?.rebuilt
    ).toBeNull();
  });

  it.each<[JobState, Job['billing']['state'], boolean, boolean, boolean]>([
    // state, billing, begun · held by a completion, by a consent
    ['accepted', 'none', false, true, false],
    ['travelling', 'none', false, true, false],
    ['completed', 'due', false, false, false],
    ['cancelled', 'none', false, true, false],
    ['cancelled', 'due', false, true, true],
    ['cancelled', 'due', true, false, false],
    ['cancelled', 'billed', false, false, false],
    ['failed', 'due', false, true, false],
    ['failed', 'due', true, false, false],
    ['failed', 'none', false, true, false],
    ['failed', 'billed', false, false, false]
  ])(
    '[R15.10, R15.11] %s with its bill %s, begun: %s',
    (state, bill, begun, byStatement, byConsent) => {
      const order = {
        ...withJob(working, { state, billing: billing(bill) }),
        ...(begun ? { billingBegunAt: AT } : {})
      };
      const isHeld = (command: Command) =>
        holdSigned(order, command, 'job.wrongState', FULL_RULES).job.billing.state === 'held';
      expect([isHeld(completion), isHeld(consent)]).toEqual([byStatement, byConsent]);
    }
  );

  it('[R15.7] of who has lost the job is kept beside the job as they left it, and moves nothing', () => {
    const left = { ...working.job, notes: [{ action: 'n', at: NOW, text: 'x' }] };
    const ended = { at: AT, why: 'contact.lapsed', limitAt: AT, job: left } as const;
    const lost = {
      ...withJob(working, { provider: null, state: 'offered', photos: aFullJob().photos }),
      assignments: [{ ...newAssignment('anna', NOW), ended }]
    };
    const next = holdSigned(lost, completion, 'job.lapsed', FULL_RULES);
    expect(next.job).toBe(lost.job);
    expect(papersOf(next)[0]?.rebuilt).toEqual(buildStatement(left, FACTS));
    // Cancelled: the order's own job is theirs.
    const why = 'cancelled' as const;
    const cancelled = {
      ...lost,
      assignments: [{ ...lost.assignments[0]!, ended: { ...ended, why } }]
    };
    expect(
      papersOf(holdSigned(cancelled, completion, 'job.wrongState', FULL_RULES))[0]?.rebuilt
    ).toEqual(buildStatement(lost.job, FACTS));
    const another = { ...working, assignments: [...lost.assignments, newAssignment('berta', NOW)] };
    expect(holdSigned(another, completion, 'job.reassigned', FULL_RULES).job).toBe(working.job);
    expect(
      holdSigned(
        working,
        { ...completion, actor: { type: 'provider', id: 'x' } },
        'order.notYours',
        FULL_RULES
      )
    ).toBe(working);
    expect(
      holdSigned(working, { ...completion, actor: { type: 'clock' } }, 'order.notYours', FULL_RULES)
    ).toBe(working);
  });

  it('[R15.9] a completion that came before its job was back ends it, seen anew', () => {
    const held = withHeld(working, 'anna', aPaper({ body: COMPLETE, rebuilt: 'old', at: AT }));
    const next = holdSignedVisit(held);
    expect(next.job.state).toBe('held');
    expect(papersOf(next)).toEqual([
      aPaper({ body: COMPLETE, rebuilt: buildStatement(working.job, FACTS), at: AT })
    ]);
    expect(next.history.at(-1)?.at).toBe(AT);
    expect(holdSignedVisit(working)).toBe(working);
    const done = withJob(held, { state: 'completed' });
    expect(holdSignedVisit(done)).toBe(done);
    const nobody = { ...held, assignments: [] };
    expect(holdSignedVisit(nobody)).toBe(nobody);
    const consents = withHeld(working, 'anna', aPaper({ kind: 'consent' }));
    expect(holdSignedVisit(consents)).toBe(consents);
  });

  it('[R15.7] nothing that was signed is merely refused', () => {
    const judged = (command: Command, order = working) => {
      const decision = judgeCommand(order, command, FULL_RULES, AT);
      return decision.outcome === 'applied' ? 'applied' : `${decision.outcome} ${decision.code}`;
    };
    const open = withJob(working, { checked: {} });
    expect(judged(completion, open)).toBe('held checklist.open');
    expect(judged({ ...completion, actor: { type: 'provider', id: 'x' } }, open)).toBe(
      'held order.notYours'
    );
    const early: Command = { ...completion, kind: 'work.start', body: {} };
    expect(judged(early)).toBe('refused job.wrongState');
    const note: Command = { ...completion, kind: 'note.add', body: { text: 'x' } };
    expect(judged(note)).toBe('applied');
  });
});

describe('contact data', () => {
  const done = anOrderAfter('job.complete');
  const END = done.job.completion!.at;
  const KEPT = 30 * DAY_MS;
  const billed = (fields: Partial<Job> = {}) =>
    withJob(done, { billing: billing('billed'), ...fields });
  const resolved = (order: Order, at: number | null) =>
    withHeld(order, 'berta', aPaper({ resolvedAt: at }));
  const failure = { at: AT, cause: 'notSolvable', note: 'x' } as const;
  const cancellation = {
    at: AT + 1,
    by: 'support',
    reason: 'x',
    payer: 'nobody',
    feeMinor: 0
  } as const;

  it.each<[string, Order, number | null]>([
    ['is completed and billed', billed(), END + KEPT],
    ['is completed, and its bill is due', done, null],
    ['is completed, and its bill is held', billed({ billing: billing('held') }), null],
    [
      'is completed, and what was held was resolved',
      resolved(billed({ billing: billing('held') }), END + 5),
      END + 5 + KEPT
    ],
    ['has an open paper', resolved(billed(), null), null],
    ['was resolved before it ended', resolved(billed(), END - 5), END + KEPT],
    ['was resolved after it ended', resolved(billed(), END + 5), END + 5 + KEPT],
    ['is held and not resolved', billed({ state: 'held' }), null],
    ['is held and resolved', resolved(billed({ state: 'held' }), 7), 7 + KEPT],
    ['has failed', billed({ state: 'failed', failure }), AT + KEPT],
    ['was cancelled', billed({ state: 'cancelled', cancellation }), AT + 1 + KEPT],
    ['was never taken', billed({ state: 'unplaced' }), NOW + 49 * HOUR_MS + KEPT],
    ['runs', billed({ state: 'working' }), null],
    ['has lost them', billed({ contactRemovedAt: 0 }), null],
    ['has no completion in it', billed({ completion: null }), null]
  ])(
    '[C2.1, C2.2, C2.3, C2.4, C2.6] end 30 days after an order that %s',
    (_title, order, expected) => {
      expect(contactEndsAt(order)).toBe(expected);
    }
  );

  const refusal = { at: AT, reason: 'zu teuer', action: 'r' };
  const full = aFullJob('friend', {
    ...{ failure, refusal, cancellation },
    rating: { stars: 4, words: 'gut', at: AT }
  });

  it('[C2.7, C2.8] leave a job field by field, and nothing else', () => {
    expect(changes(full, withoutContact(full))).toEqual({
      appointmentChanges: [
        {
          action: 'device-1:0000000003',
          at: '+2:00',
          confirmedBy: 'phone',
          customerWish: '',
          from: '+47:00',
          startsAt: '+48:00',
          state: 'agreed'
        }
      ],
      cancellation: { at: '+50:00:0.001', by: 'support', feeMinor: 0, payer: 'nobody', reason: '' },
      contacts: [{ agreed: '', at: '+1:00', reached: true, way: 'mail' }],
      customer: { company: '', email: '', locale: 'de', name: '', phone: '' },
      failure: { at: '+50:00', cause: 'notSolvable', note: '' },
      notes: [],
      photos: [
        {
          action: 'device-1:0000000010',
          at: '+48:24',
          caption: '',
          sha256: 'CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC',
          size: 1000,
          type: 'image/webp'
        },
        {
          action: 'device-1:0000000011',
          at: '+48:24',
          caption: '',
          sha256: 'DDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDD',
          size: 1001,
          type: 'image/webp'
        }
      ],
      place: {
        city: 'Basel',
        country: 'CH',
        hint: '',
        houseNumber: '',
        lat: 0,
        lon: 0,
        postcode: '4051',
        street: ''
      },
      problem: '',
      progress: [],
      rating: { at: '+50:00', stars: 4, words: '' },
      refusal: { action: 'r', at: '+50:00', reason: '' }
    });
    const bare = { ...full, failure: null, refusal: null, cancellation: null, rating: null };
    expect(withoutContact(bare)).toMatchObject({
      ...{ failure: null, refusal: null, cancellation: null, rating: null }
    });
  });

  it.each<[PaymentMethod, PaymentMethod]>([
    [
      { kind: 'directDebit', accountHolder: 'Rosa Keller', iban: 'CH93' },
      { kind: 'directDebit', accountHolder: '', iban: '' }
    ],
    [
      { kind: 'card', reference: 'card_1' },
      { kind: 'card', reference: '' }
    ],
    [{ kind: 'invoice' }, { kind: 'invoice' }]
  ])('[C2.7, C2.8] leave the account: %j', (payment, expected) => {
    const order = { ...withJob(done, { contactRemovedAt: AT }), payment };
    expect(asRemoved(order).payment).toEqual(expected);
    const kept = { ...done, payment };
    expect(asRemoved(kept)).toBe(kept);
  });

  it('[C2.7, C2.9, C2.10] leave every assignment that has ended, and come with no later word', () => {
    const ended = { at: AT, why: 'givenBack', limitAt: null, job: full } as const;
    const assignments = [{ ...newAssignment('anna', NOW), ended }, newAssignment('berta', NOW)];
    const order = { ...withJob(done, { contactRemovedAt: AT }), assignments };
    const cleared = asRemoved(order);
    expect(cleared.assignments[0]?.ended).toEqual({ ...ended, job: withoutContact(full) });
    expect(cleared.assignments[1]).toEqual(assignments[1]);
    expect(cleared.job).toEqual(withoutContact(order.job));
    const rate = { id: 'r', kind: 'rating.give', actor: { type: 'customer' }, at: AT } as const;
    const rated = applyToOrder(order, { ...rate, body: { stars: 3, words: 'Rosa' } }, FULL_RULES);
    expect(rated).toMatchObject({ next: { job: { rating: { stars: 3, words: '' } } } });
  });

  it('[C2.1] leave when they are due', () => {
    expect(withDueAt(billed()).dueAt).toBe(END + KEPT);
  });
});
