import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { billOf } from '#domain/billing/bill.ts';
import { cancelFee, cancelFeeMinor, cancelTiers } from '#domain/billing/cancellation.ts';
import {
  completionTransaction,
  failedVisitTransaction,
  imbalance
} from '#domain/billing/journal.ts';
import { applyToJob } from '#domain/order/life-cycle/apply-to-job.ts';
import type { Command, CommandBody } from '#domain/order/life-cycle/command.ts';
import type { Job } from '#domain/order/job.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { aCommand, aJob, anOrder, anOrderAfter, RULES } from '../support/builders.ts';

const job = aJob();
const START = job.appointment.startsAt;

function cancelled(
  from: Job,
  at: number,
  body: CommandBody<'order.cancel'>,
  by: Command['actor']
): Job {
  const command = aCommand('order.cancel', from, { at, body, actor: by });
  const decision = applyToJob(from, command, RULES);
  if (decision.outcome !== 'applied') throw new Error(decision.code);
  return decision.next;
}
const SUPPORT = { type: 'support', id: 'lea' } as const;

describe('the fee of a cancelled visit', () => {
  it.each([
    ['48 h before', START - 48 * HOUR_MS, 0],
    ['exactly 24 h before', START - 24 * HOUR_MS, 0],
    ['a moment later', START - 24 * HOUR_MS + 1, 1750],
    ['exactly 3 h before', START - 3 * HOUR_MS, 1750],
    ['a moment later', START - 3 * HOUR_MS + 1, 3500],
    ['when it should have begun', START, 3500]
  ])('[R27.1, R27.4] %s', (_, at, feeMinor) => {
    expect(cancelFeeMinor(job, at)).toBe(feeMinor);
  });

  it('[R27.2] is nothing as long as nobody has the job', () => {
    expect(cancelFeeMinor(anOrder().job, START)).toBe(0);
  });

  it('[R27.5] is the whole of it once the provider has set off, however early', () => {
    expect(cancelFeeMinor(anOrderAfter('travel.start').job, START - 20 * HOUR_MS)).toBe(3500);
  });

  it('[R27.8] is paid by whom it lies with', () => {
    const at = START - HOUR_MS;
    expect(cancelFee(job, 'customer', at)).toEqual({ payer: 'customer', feeMinor: 3500 });
    expect(cancelFee(job, 'platform', at)).toEqual({ payer: 'platform', feeMinor: 3500 });
    expect(cancelFee(job, 'provider', at)).toEqual({ payer: 'nobody', feeMinor: 0 });
    expect(cancelFee(job, 'customer', 0)).toEqual({ payer: 'nobody', feeMinor: 0 });
  });

  it('[R27.4] only rises, the later the dearer', () => {
    const moment = fc.integer({ min: START - 72 * HOUR_MS, max: START + 72 * HOUR_MS });
    fc.assert(
      fc.property(moment, moment, (one, other) => {
        const [earlier, later] = one < other ? [one, other] : [other, one];
        expect(cancelFeeMinor(job, earlier)).toBeLessThanOrEqual(cancelFeeMinor(job, later));
      })
    );
    expect(cancelTiers(job).at(-1)?.feeMinor).toBe(job.terms.visitFeeMinor);
  });
});

describe('the bill of a cancelled visit', () => {
  it('[R27.1] in time: none, and nothing is due', () => {
    const free = cancelled(job, START - 30 * HOUR_MS, { reason: '' }, { type: 'customer' });
    expect(free.cancellation).toMatchObject({ payer: 'nobody', feeMinor: 0 });
    expect(free.billing.state).toBe('none');
    expect(billOf(free)).toBeNull();
  });

  it.each([
    ['customer', 'customer', 3500, completionTransaction],
    ['platform', 'platform', 0, failedVisitTransaction]
  ] as const)('[R27.7, R27.8] late, on the account of the %s', (cause, payer, totalMinor, book) => {
    const late = cancelled(job, START - HOUR_MS, { reason: 'krank', cause }, SUPPORT);
    expect(late.billing).toMatchObject({ state: 'due', totalMinor });
    const bill = billOf(late);
    expect(bill).toMatchObject({ kind: 'cancellation', payer, at: START - HOUR_MS });
    expect(bill?.settlement).toMatchObject({ payoutMinor: 3500, commissionMinor: 0, feeMinor: 0 });
    expect(bill?.settlement.payoutLines).toEqual([{ kind: 'cancelFee', amountMinor: 3500 }]);
    const booked = book(job.id, 'anna', 'CHF', bill!);
    expect(booked.kind).toBe('cancellation');
    expect(imbalance(booked.lines)).toEqual([]);
  });

  it('[R27.6] is as it was fixed, whatever becomes of policy or appointment later', () => {
    const late = cancelled(job, START - HOUR_MS, { reason: '', cause: 'customer' }, SUPPORT);
    const moved = { ...late, appointment: { ...late.appointment, startsAt: START + 99 * HOUR_MS } };
    expect(billOf(moved)?.settlement.totalMinor).toBe(3500);
  });
});
