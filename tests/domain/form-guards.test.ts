import { hasBegun } from '../../src/domain/booking/visit-time.ts';
import { describe, expect, it } from 'vitest';
import { allowedActions } from '../../src/domain/order/life-cycle/allowed-actions.ts';
import {
  againstFailing,
  againstPrice,
  againstTime,
  bodyGuard
} from '../../src/domain/order/life-cycle/guards.ts';
import type { Command } from '../../src/domain/order/life-cycle/command.ts';
import { absentFrom } from '../../src/domain/order/limits.ts';
import { TIME_POLICY } from '../../src/domain/policy/policy.ts';
import { aJob, NOW } from '../support/builders.ts';

const judged = (kind: Command['kind'], body: object, job = aJob()) =>
  bodyGuard(job, {
    id: 'a',
    kind,
    body,
    actor: { type: 'provider', id: 'anna' },
    at: NOW
  } as Command);

describe('what a form asks is what the rules answer', () => {
  it.each([NOW - 1, NOW, NOW + 1])('[R7.3] a new time at %i', (startsAt) => {
    expect(judged('appointment.change', { startsAt })).toBe(againstTime(startsAt, NOW));
  });

  it.each([-1, 0, 1])('[R13.1] a price that differs by %i', (more) => {
    const priceMinor = aJob().service.priceMinor + more;
    expect(judged('price.agree', { priceMinor })).toBe(againstPrice(aJob(), priceMinor));
  });

  it('[R27.9] absent counts from ten minutes after the later of arrival and appointment, and no other cause waits', () => {
    const from = NOW - TIME_POLICY.absentAfterMs;
    const visit = (startsAt: number, arrivedAt: number | null) =>
      aJob({ appointment: { ...aJob().appointment, startsAt }, arrivedAt });
    const arrived = visit(from, from);
    const cases = [arrived, visit(from, from + 1), visit(from + 1, from), visit(from, null)];
    const shown = cases.map((job) => againstFailing(job, 'customerAbsent', NOW));
    expect(shown).toEqual([null, ...Array<string>(3).fill('failure.tooEarly')]);
    expect(cases.map((job) => judged('job.fail', { cause: 'customerAbsent' }, job))).toEqual(shown);
    expect(cases.map((job) => againstFailing(job, 'notSolvable', NOW))).toEqual(
      cases.map(() => null)
    );
    expect(absentFrom(arrived)).toBe(NOW);
  });

  it('[R5.11] an offer is over when its visit begins', () => {
    const job = aJob({ state: 'offered' });
    const { startsAt } = job.appointment;
    const blocked = (at: number) =>
      allowedActions(job, 'offeree', at).find((each) => each.kind === 'offer.accept')?.blockedBy;
    expect([blocked(startsAt - 1), blocked(startsAt)]).toEqual([null, 'offer.expired']);
    expect([hasBegun(job.appointment, startsAt - 1), hasBegun(job.appointment, startsAt)]).toEqual([
      false,
      true
    ]);
  });
});
