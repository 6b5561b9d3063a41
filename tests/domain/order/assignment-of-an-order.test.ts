import { describe, expect, it } from 'vitest';
import { newAssignment } from '#domain/order/assignment/assignment.ts';
import type { Actor } from '#domain/order/life-cycle/command.ts';
import type { Order } from '#domain/order/order.ts';
import { anOfferedOrder, anOrderAfter } from '../../support/builders.ts';
import { moments } from '../../support/moments.ts';
import {
  ANNA,
  BERTA,
  CLOCK,
  SUPPORT,
  TWO,
  decide,
  after,
  told,
  ofAssignment
} from '../../support/order-commands.ts';
import { AT, CONTACT_DUE } from '../../support/order-times.ts';
import { aPaper, withHeld } from '../../support/papers.ts';

describe('what a command changes around the job, written out', () => {
  const OFFERED = anOfferedOrder(TWO);
  const offered = () => OFFERED;
  const line = (what: string, by: Actor, from: string, to: string, at = '+2:00') => ({
    ...{ at, by, what, from, to }
  });

  it('[R27.10, R8.3] giving back, with the job as it was kept in the assignment', () => {
    const order = { ...anOrderAfter('customer.contacted'), personalProvider: 'anna' };
    const next = after(order, 'job.giveBack', { reason: 'krank' });
    expect(told(order, next)).toEqual({
      job: {
        ...{ acceptedAt: null, contacts: [], contactedAt: null, provider: null },
        state: 'requested'
      },
      offers: ['anna lapsed'],
      personalProvider: null,
      assignments: [
        {
          ...{ provider: 'anna', acceptedAt: '+0:01', reminders: 0 },
          ended: { at: '+2:00', why: 'givenBack', limitAt: null, job: 'contacted' },
          ...{ reopened: [], pending: [], papers: [] }
        }
      ],
      history: [line('job.giveBack', ANNA, 'contacted', 'requested')]
    });
    expect(next.assignments[0]?.ended?.job).toBe(order.job);
  });

  it.each(['contact', 'confirm'] as const)('[R8.3, R9.2] losing it to the clock: %s', (limit) => {
    const order = anOrderAfter('offer.accept');
    const next = after(order, `${limit}.lapse`, { limitAt: CONTACT_DUE }, CLOCK);
    const end = { at: AT, why: `${limit}.lapsed`, limitAt: CONTACT_DUE, job: order.job };
    expect(next.assignments[0]?.ended).toEqual(end);
    expect(next.job).toMatchObject({ provider: null, state: 'requested' });
  });

  it('[R7.10, R27.12] cancelling closes offers and ends the assignment', () => {
    const order = anOrderAfter('offer.accept');
    const next = after(order, 'order.cancel', { reason: 'x' }, SUPPORT);
    expect(next.assignments[0]?.ended).toEqual({
      ...{ at: AT, why: 'cancelled', limitAt: null, job: next.job }
    });
    expect(next.job.provider?.id).toBe('anna');
    const open = after(offered(), 'order.cancel', { reason: 'x' }, SUPPORT);
    expect(open.offers.map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn']);
    expect(open.assignments).toEqual([]);
  });

  it('[R8.1] a reminder is counted in the assignment', () => {
    const order = anOrderAfter('offer.accept');
    const once = after(order, 'contact.remind', {}, CLOCK);
    expect(after(once, 'contact.remind', {}, CLOCK).assignments[0]?.reminders).toBe(2);
    const none = { ...order, assignments: [] };
    expect(after(none, 'contact.remind', {}, CLOCK).assignments).toEqual([]);
  });

  it('[R15.16] a refusal to sign is a paper of the assignment', () => {
    const order = anOrderAfter('checklist.set');
    expect(after(order, 'job.refuseToSign', { reason: 'x' }).assignments[0]?.papers).toEqual([
      {
        ...{ action: 'device-1:0000000042', kind: 'refusal', at: AT, code: null, body: null },
        ...{ rebuilt: null, resolvedAt: null }
      }
    ]);
    expect(
      after({ ...order, assignments: [] }, 'job.refuseToSign', { reason: 'x' }).assignments
    ).toEqual([]);
  });

  it('[R15.17] resolving is once, and a line of the history', () => {
    const order = withHeld(anOrderAfter('offer.accept'), 'anna', aPaper(), aPaper({ action: 'b' }));
    const next = after(order, 'held.resolve', { action: 'b' }, SUPPORT);
    expect(next.assignments[0]?.papers.map(({ resolvedAt }) => resolvedAt)).toEqual([null, AT]);
    expect(moments(next.history.at(-1))).toEqual(
      line('held.resolve', SUPPORT, 'accepted', 'accepted')
    );
    expect(after(next, 'held.resolve', { action: 'b' }, SUPPORT, AT + 1)).toBe(next);
    expect(after(order, 'held.resolve', { action: 'x' }, SUPPORT)).toBe(order);
  });

  it('[R9.6] reopening moves the end to those that were undone', () => {
    const lost = after(anOrderAfter('offer.accept'), 'contact.lapse', { limitAt: 7 }, CLOCK);
    const open = { ...lost, offers: offered().offers };
    const job = { ...lost.assignments[0]!.ended!.job };
    const next = after(open, 'assignment.reopen', { job }, { type: 'authority' }, AT + 1);
    expect(next.assignments.map(ofAssignment)).toEqual([
      {
        ...{ provider: 'anna', acceptedAt: '+0:01', reminders: 0, ended: null },
        reopened: [{ at: '+2:00', why: 'contact.lapsed', limitAt: 7, reopenedAt: '+2:00:0.001' }],
        ...{ pending: [], papers: [] }
      }
    ]);
    expect(next.job).toEqual(job);
    expect(next.offers.map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn']);
  });

  it('[P6.1, R9.8] what somebody says of a job that is not theirs', () => {
    const held = (order: Order, actor: Actor) => decide(order, 'note.add', { text: 'x' }, actor);
    const theirs = anOrderAfter('offer.accept');
    expect(held(theirs, BERTA)).toEqual({ outcome: 'held', code: 'order.notYours' });
    const lost = after(theirs, 'contact.lapse', { limitAt: 7 }, CLOCK);
    expect(held(lost, ANNA)).toEqual({ outcome: 'held', code: 'job.lapsed' });
    const back = after(theirs, 'job.giveBack', { reason: 'x' });
    expect(held(back, ANNA)).toEqual({ outcome: 'held', code: 'job.reassigned' });
    const another = { ...lost, assignments: [...lost.assignments, newAssignment('berta', AT)] };
    expect(held(another, ANNA)).toEqual({ outcome: 'held', code: 'job.reassigned' });
  });
});
