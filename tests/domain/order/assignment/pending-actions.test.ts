import { describe, expect, it } from 'vitest';
import { newAssignment } from '#domain/order/assignment/assignment.ts';
import { expirePending, pendingDueAt } from '#domain/order/assignment/pending.ts';
import { keepPending } from '#domain/order/assignment/reopen.ts';
import { judgeCommand } from '#domain/order/judge-command.ts';
import type { Actor, Command, CommandKind } from '#domain/order/life-cycle/command.ts';
import { NEVER, type Order } from '#domain/order/order.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { FULL_RULES } from '../../../support/a-full-job.ts';
import { anOfferedOrder } from '../../../support/builders.ts';
import { ANNA, BERTA, TWO } from '../../../support/order-commands.ts';
import { AT, CONTACT_DUE, CONFIRM_DUE } from '../../../support/order-times.ts';
import { lost, unconfirmed, pending } from '../../../support/pending-actions.ts';

describe('pending actions', () => {
  const waiting = (...since: number[]) =>
    since.reduce(
      (order, ms, index) =>
        keepPending(
          order,
          pending(
            'note.add',
            { text: 'x' },
            {
              since: ms,
              hash: `h${index}`,
              command: { id: `a${index}`, kind: 'note.add', body: { text: 'x' }, at: ms }
            }
          ),
          'anna'
        )!,
      lost()
    );

  it('[R9.15] wait a day and not longer', () => {
    const order = waiting(AT, AT + 5);
    expect(pendingDueAt(order)).toBe(AT + 24 * HOUR_MS);
    expect(pendingDueAt(lost())).toBe(NEVER);
    expect(expirePending(order, AT + 24 * HOUR_MS - 1)).toBe(order);
    const next = expirePending(order, AT + 24 * HOUR_MS);
    expect(next.assignments[0]?.pending.map(({ hash }) => hash)).toEqual(['h1']);
    expect(next.verdicts).toEqual({
      a0: {
        outcome: 'held',
        code: 'job.lapsed',
        at: AT + 24 * HOUR_MS,
        provider: 'anna',
        hash: 'h0'
      }
    });
    expect(Object.keys(expirePending(order, AT + 24 * HOUR_MS + 5).verdicts)).toEqual(['a0', 'a1']);
  });

  it.each([
    ['another has it', 'accepted', 'berta', 'job.reassigned'],
    ['it is cancelled', 'cancelled', null, 'job.lapsed'],
    ['it was cancelled for another', 'cancelled', 'berta', 'job.reassigned']
  ] as const)('[R9.15] end at once where %s', (_title, state, id, code) => {
    const order = waiting(AT);
    const provider = id && { id, name: '', role: 'pro' as const };
    const job = { ...order.job, state, provider };
    const since = id ? [newAssignment(id, 0)] : [];
    const gone = { ...order, job, assignments: [...order.assignments, ...since] };
    expect(pendingDueAt(gone)).toBe(0);
    const next = expirePending(gone, AT + 1);
    expect(next.verdicts.a0).toEqual({
      outcome: 'held',
      code,
      at: AT + 1,
      provider: 'anna',
      hash: 'h0'
    });
    expect(next.assignments.flatMap(({ pending: left }) => left)).toEqual([]);
  });

  const proof = (at: number, kind: CommandKind = 'customer.contacted'): Command => ({
    ...{ id: 'device-1:0000000050', kind, actor: ANNA, at },
    body:
      kind === 'customer.contacted' ? { way: 'phone', reached: true, agreed: 'wie gebucht' } : {}
  });

  it('[R9.13, R9.14] are replayed in their order, the proof in its place', () => {
    const note = (id: string, at: number, text: string) =>
      pending('note.add', {}, { hash: id, command: { id, kind: 'note.add', body: { text }, at } });
    const travel = pending(
      'travel.start',
      {},
      {
        hash: 't',
        command: { id: 't', kind: 'travel.start', body: { etaMinutes: 1 }, at: CONTACT_DUE - 1 }
      }
    );
    const order = [
      note('late', CONTACT_DUE - 10, 'zwei'),
      note('early', CONTACT_DUE - 30, 'eins'),
      travel
    ].reduce((each, action) => keepPending(each, action, 'anna')!, lost());
    const decision = judgeCommand(order, proof(CONTACT_DUE - 20), FULL_RULES, CONTACT_DUE + 99);
    if (decision.outcome !== 'applied') throw new Error(decision.code);
    const { job, verdicts, history, assignments } = decision.next;
    expect(job.notes.map(({ text }) => text)).toEqual(['eins', 'zwei']);
    expect(assignments).toMatchObject([{ pending: [], ended: null }]);
    const given = { at: CONTACT_DUE + 99, provider: 'anna' };
    expect(verdicts).toEqual({
      early: { outcome: 'applied', code: null, hash: 'early', ...given },
      late: { outcome: 'applied', code: null, hash: 'late', ...given },
      t: { outcome: 'refused', code: 'job.wrongState', hash: 't', ...given }
    });
    expect(history.slice(-4).map(({ what, at }) => [what, at - CONTACT_DUE])).toEqual([
      ['assignment.reopen', 99],
      ['note.add', -30],
      ['customer.contacted', -20],
      ['note.add', -10]
    ]);
  });

  it('[R9.15] end with the command that gives the job to another, and an offer is never a proof', () => {
    const order = waiting(AT);
    const offers = anOfferedOrder(TWO).offers.map((each) => ({ ...each, state: 'open' as const }));
    const offered: Order = { ...order, offers, job: { ...order.job, state: 'offered' } };
    const accept = (actor: Actor) => {
      const command = { id: 'o', kind: 'offer.accept', body: {}, actor, at: AT } as const;
      const decision = judgeCommand(offered, command, FULL_RULES, AT + 1);
      if (decision.outcome !== 'applied') throw new Error(decision.code);
      return decision.next;
    };
    expect(accept(BERTA).verdicts.a0).toMatchObject({ outcome: 'held', code: 'job.reassigned' });
    expect(accept(BERTA).assignments[0]?.pending).toEqual([]);
    expect(accept(ANNA).job).toMatchObject({ state: 'accepted', provider: { id: 'anna' } });
  });

  it('[R9.6, R9.7] are proofs up to the limit', () => {
    const code = (order: Order, command: Command) => {
      const decision = judgeCommand(order, command, FULL_RULES, CONTACT_DUE + 99);
      return decision.outcome === 'applied' ? 'applied' : `${decision.outcome} ${decision.code}`;
    };
    expect(code(lost(), proof(CONTACT_DUE))).toBe('applied');
    expect(code(lost(), proof(CONTACT_DUE + 1))).toBe('refused contact.tooLate');
    expect(code(unconfirmed(), proof(CONFIRM_DUE, 'appointment.confirm'))).toBe('applied');
    expect(code(unconfirmed(), proof(CONFIRM_DUE + 1, 'appointment.confirm'))).toBe(
      'refused confirm.tooLate'
    );
    expect(code(unconfirmed(), proof(CONFIRM_DUE))).toBe('held job.lapsed');
    // A proof that the reopened job does not take proves nothing.
    expect(code(lost(), proof(CONTACT_DUE, 'appointment.confirm'))).toBe('refused job.wrongState');
  });
});
