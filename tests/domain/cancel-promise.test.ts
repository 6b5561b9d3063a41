import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cancelFeeMinor, cancelTiers } from '#domain/billing/cancellation.ts';
import { applyToJob } from '#domain/order/life-cycle/apply-to-job.ts';
import type { Job } from '#domain/order/job.ts';
import { freeCancelUntil } from '#domain/order/limits.ts';
import { customerViewOf } from '#domain/order/views/customer-view.ts';
import { HOUR_MS, MINUTE_MS, TIME_POLICY } from '#domain/policy/policy.ts';
import { aCommand, aJob, anOrder, anOrderAfter, NOW, RULES } from '../support/builders.ts';

const GRACE = TIME_POLICY.cancelGraceMs;

/** Booked now for so many hours ahead, and accepted so much later. */
function accepted(hoursAhead: number, acceptedAfterMs: number): Job {
  const { job } = anOrder({ startsAt: NOW + hoursAhead * HOUR_MS });
  const provider = { id: 'anna', name: 'Anna Muster', role: 'friend' } as const;
  return { ...job, provider, state: 'accepted', acceptedAt: NOW + acceptedAfterMs };
}

describe('cancelling a visit that was booked at short notice', () => {
  it('[R27.14] is free for an hour after somebody has accepted, to the last moment', () => {
    const job = accepted(18, 5 * MINUTE_MS);
    const until = NOW + 5 * MINUTE_MS + GRACE;
    expect(freeCancelUntil(job)).toBe(until);
    expect([until, until + 1].map((at) => cancelFeeMinor(job, at))).toEqual([0, 1750]);
    const cancel = (at: number) =>
      applyToJob(
        job,
        aCommand('order.cancel', job, { at, body: { reason: '' }, actor: { type: 'customer' } }),
        RULES
      ).outcome;
    expect([until, until + 1].map(cancel)).toEqual(['applied', 'refused']);
  });

  it('[R27.14] is free no longer than until the visit, or until the helper has set off', () => {
    const job = accepted(2, 90 * MINUTE_MS);
    expect(freeCancelUntil(job)).toBe(NOW + 2 * HOUR_MS);
    const travel = { startedAt: NOW + 95 * MINUTE_MS, etaAt: NOW + 2 * HOUR_MS };
    expect(cancelFeeMinor({ ...job, travel }, NOW + 96 * MINUTE_MS)).toBe(3500);
  });

  it('[R27.14] takes nothing from whoever booked early', () => {
    const job = aJob();
    expect(freeCancelUntil(job)).toBe(job.appointment.startsAt - 24 * HOUR_MS);
  });

  it('[R27.14] begins anew with a time that the customer agreed to, from their answer on', () => {
    const { job } = anOrderAfter('customer.contacted');
    const body = { startsAt: NOW + 60 * HOUR_MS, customerWish: 'früher', confirmedBy: 'link' };
    const apply = (from: Job, kind: 'appointment.change' | 'appointment.agree', at: number) => {
      const said =
        kind === 'appointment.agree'
          ? { body: {}, actor: { type: 'customer' as const } }
          : { body: body as never };
      const decision = applyToJob(from, aCommand(kind, from, { ...said, at }), RULES);
      if (decision.outcome !== 'applied') throw new Error(decision.code);
      return decision.next;
    };
    const asked = apply(job, 'appointment.change', NOW + 40 * HOUR_MS);
    const agreedAt = NOW + 46 * HOUR_MS;
    const moved = apply(asked, 'appointment.agree', agreedAt);
    expect(freeCancelUntil(moved)).toBe(agreedAt + GRACE);
  });

  it('[R27.15] shows the fees from the end of the free time on, and none that is over by then', () => {
    const start = (job: Job) => job.appointment.startsAt;
    const near = accepted(18, 0);
    expect(cancelTiers(near)).toEqual([
      { from: NOW + GRACE, feeMinor: 1750 },
      { from: start(near) - 3 * HOUR_MS, feeMinor: 3500 }
    ]);
    const nearer = accepted(3, 0);
    expect(cancelTiers(nearer)).toEqual([{ from: NOW + GRACE, feeMinor: 3500 }]);
    const order = { ...anOrder(), job: near };
    expect(customerViewOf(order, NOW + 1, null).cancel).toMatchObject({
      isPossible: true,
      isFreeUntil: NOW + GRACE,
      feeMinor: 0
    });
  });

  it('[R27.15] never costs more, or earlier, than what was said before anybody accepted', () => {
    const minute = fc.integer({ min: 0, max: 60 * 24 * 5 });
    fc.assert(
      fc.property(minute, minute, minute, (ahead, accepts, cancels) => {
        const startsAt = NOW + ahead * MINUTE_MS;
        const { job } = anOrder({ startsAt });
        const at = NOW + (accepts + cancels) * MINUTE_MS;
        const provider = { id: 'anna', name: 'Anna', role: 'friend' } as const;
        const taken = { ...job, provider, acceptedAt: NOW + accepts * MINUTE_MS };
        const told = cancelTiers(job).findLast(({ from }) => from < at)?.feeMinor ?? 0;
        expect(cancelFeeMinor(taken, at)).toBeLessThanOrEqual(told);
        if (at <= Math.min(startsAt, taken.acceptedAt + GRACE)) {
          expect(cancelFeeMinor(taken, at)).toBe(0);
        }
      })
    );
  });
});
