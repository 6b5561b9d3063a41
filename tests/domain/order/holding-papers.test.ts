import { describe, expect, it } from 'vitest';
import { newAssignment } from '#domain/order/assignment/assignment.ts';
import { holdSigned, holdSignedVisit, isSignedHere } from '#domain/order/hold-signed.ts';
import { judgeCommand } from '#domain/order/judge-command.ts';
import type { Job } from '#domain/order/job.ts';
import type { JobState } from '#domain/order/job-states.ts';
import type { Actor, Command, CommandBody } from '#domain/order/life-cycle/command.ts';
import type { Order } from '#domain/order/order.ts';
import { buildConsent } from '#domain/order/signing/consent.ts';
import { withActionsPackage, withActionsPrice } from '#domain/order/signing/extra-work.ts';
import { papersOf } from '#domain/order/signing/signed-paper.ts';
import { buildStatement } from '#domain/order/signing/statement.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
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
