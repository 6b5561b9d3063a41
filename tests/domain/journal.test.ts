import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { billOf, type Bill } from '#domain/billing/bill.ts';
import { VISIT_FEE_PAYER, type FailureCause } from '#domain/billing/failed-visit.ts';
import {
  chargeTransaction,
  completionTransaction,
  failedVisitTransaction,
  imbalance,
  payoutTransaction,
  type Account,
  type JournalTransaction
} from '#domain/billing/journal.ts';
import { newPayoutLine } from '#domain/billing/payout-line.ts';
import { sum } from '#domain/money/money.ts';
import type { Job } from '#domain/order/job.ts';
import { FAILURE_CAUSES } from '#domain/protocol/action-values.ts';
import { buildStatement } from '#domain/order/signing/statement.ts';
import { anyJob } from '../support/billing-arbitraries.ts';
import { aJob, anOrderAfter, FACTS, NOW, SIGNATURE } from '../support/builders.ts';

function completed(job: Job): Job {
  const statement = buildStatement(job, FACTS);
  const completion = { action: 'a', at: NOW, statement, statementHash: 'h', signature: SIGNATURE };
  return { ...job, state: 'completed', completion };
}

function failed(job: Job, cause: FailureCause): Job {
  return { ...job, state: 'failed', failure: { at: NOW, cause, note: '' } };
}

function owed(job: Job): Bill {
  const bill = billOf(job);
  if (!bill) throw new Error('nothing is owed');
  return bill;
}

const balanceOf = (transactions: JournalTransaction[], account: Account) =>
  sum(
    transactions
      .flatMap((each) => each.lines)
      .filter((line) => line.account === account)
      .map((line) => line.amountMinor)
  );

describe('journal', () => {
  it('[M7.1] sums to zero in every transaction of every end of a visit', () => {
    fc.assert(
      fc.property(anyJob, fc.constantFrom(...FAILURE_CAUSES), (job, cause) => {
        const { currency } = job.terms;
        for (const end of [completed(job), failed(job, cause)]) {
          const bill = billOf(end);
          if (!bill) continue;
          const { totalMinor, payoutMinor } = bill.settlement;
          const booked = bill.payer === 'customer' ? completionTransaction : failedVisitTransaction;
          for (const each of [
            booked('o', 'p', currency, bill),
            chargeTransaction('o', currency, totalMinor, NOW),
            payoutTransaction('payout:p:1', 'p', currency, payoutMinor, NOW)
          ]) {
            expect(imbalance(each.lines)).toEqual([]);
            expect(each.lines.every((line) => Number.isSafeInteger(line.amountMinor))).toBe(true);
            expect(each.lines.every((line) => line.amountMinor !== 0)).toBe(true);
          }
        }
      })
    );
  });

  it('[M5.2] leaves customer and provider at zero when all is paid, and the rest in the bank', () => {
    fc.assert(
      fc.property(anyJob, (job) => {
        const bill = owed(completed(job));
        const { totalMinor, payoutMinor, commissionMinor, feeMinor, merchandiseMinor, vatMinor } =
          bill.settlement;
        const all = [
          completionTransaction('o', 'p', 'EUR', bill),
          chargeTransaction('o', 'EUR', totalMinor, NOW),
          payoutTransaction('payout:p:1', 'p', 'EUR', payoutMinor, NOW)
        ];
        expect(balanceOf(all, 'receivable')).toBe(0);
        expect(balanceOf(all, 'providerPayable')).toBe(0);
        expect(balanceOf(all, 'bank')).toBe(
          commissionMinor + feeMinor + merchandiseMinor + vatMinor
        );
      })
    );
  });

  it('[M7.1, M1.2] shows an imbalance per currency', () => {
    const line = { account: 'bank', party: null } as const;
    expect(
      imbalance([
        { ...line, currency: 'EUR', amountMinor: 5 },
        { ...line, currency: 'CHF', amountMinor: -5 }
      ])
    ).toEqual([
      { currency: 'EUR', minor: 5 },
      { currency: 'CHF', minor: -5 }
    ]);
  });

  it('[M7.2] refuses to make a transaction that does not balance', () => {
    const bill = owed(completed(aJob()));
    const broken = { ...bill, settlement: { ...bill.settlement, payoutMinor: 1 } };
    expect(() => completionTransaction('o', 'p', 'EUR', broken)).toThrow(RangeError);
  });
});

describe('who owes what', () => {
  it.each([
    ['customerAbsent', 'customer'],
    ['customerRefused', 'customer'],
    ['siteNotReady', 'customer'],
    ['deviceDefective', 'platform'],
    ['notSolvable', 'platform'],
    ['providerPrevented', 'nobody']
  ] as const)('[R26.2, R26.3, R26.4] a visit that fails by %s is paid by: %s', (cause, payer) => {
    expect(VISIT_FEE_PAYER[cause]).toBe(payer);
    const bill = billOf(failed(aJob(), cause));
    expect(bill?.payer ?? 'nobody').toBe(payer);
    if (bill) expect(newPayoutLine(aJob(), bill)?.amountMinor).toBe(3500);
  });

  it('[R26.5] brings a provider the same whoever pays', () => {
    fc.assert(
      fc.property(anyJob, (job) => {
        const [byCustomer, byPlatform] = [
          owed(failed(job, 'customerAbsent')),
          owed(failed(job, 'notSolvable'))
        ];
        expect(byPlatform.settlement.payoutMinor).toBe(byCustomer.settlement.payoutMinor);
        const booked = failedVisitTransaction('o', 'p', 'EUR', byPlatform);
        expect(balanceOf([booked], 'providerPayable')).toBe(-byCustomer.settlement.payoutMinor);
        expect(balanceOf([booked], 'receivable')).toBe(0);
      })
    );
  });

  it.each(['offer.accept', 'visit.arrive', 'work.start'] as const)(
    '[R15.23] nothing is owed after %s',
    (kind) => {
      expect(billOf(anOrderAfter(kind).job)).toBeNull();
    }
  );

  it('[R27.1] nothing is owed for a cancelled job', () => {
    expect(billOf({ ...aJob(), state: 'cancelled' })).toBeNull();
  });

  it('[R15.23] a completed job owes what was signed', () => {
    const { job } = anOrderAfter('job.complete');
    expect(owed(job).settlement.totalMinor).toBe(job.completion?.statement.totalMinor);
  });
});
