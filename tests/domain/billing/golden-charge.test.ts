import { describe, expect, it } from 'vitest';
import { applyChargeOutcome, newCharge, type ChargeOutcome } from '#domain/billing/charge.ts';
import { NEVER } from '#domain/order/order.ts';
import { NOW } from '../../support/builders.ts';

describe('a charge, written out', () => {
  const method = { kind: 'directDebit', accountHolder: 'Rosa Keller', iban: 'CH93' } as const;
  const input = { order: 'order1', invoiceNumber: 'CH-2026-000007', currency: 'CHF' } as const;
  const charge = newCharge({ ...input, amountMinor: 8390, method, now: NOW });
  const after = (result: ChargeOutcome, fields: Partial<typeof charge> = {}) =>
    applyChargeOutcome({ ...charge, ...fields }, result, NOW + 7);

  it('[R21.1, R21.4] is due at once, or left to the customer', () => {
    expect(charge).toEqual({
      ...{ _id: 'charge:order1', type: 'charge', ...input, amountMinor: 8390, method },
      ...{ idempotencyKey: 'charge:order1', state: 'due', attempts: 0, nextAttemptAt: NOW },
      ...{ lastError: null, reference: null, settledAt: null }
    });
    const transfer = newCharge({ ...input, amountMinor: 1, method: { kind: 'invoice' }, now: NOW });
    expect(transfer).toMatchObject({ state: 'byInvoice', nextAttemptAt: NEVER });
    const card = newCharge({
      ...{ ...input, amountMinor: 1, method: { kind: 'card', reference: 'c' }, now: NOW }
    });
    expect(card).toMatchObject({ state: 'due', nextAttemptAt: NOW });
  });

  it('[R21.1] is collected once', () => {
    const collected = after({ outcome: 'collected', reference: 'pay_1' }, { lastError: 'before' });
    expect(collected).toEqual({
      ...charge,
      ...{ state: 'collected', attempts: 1, nextAttemptAt: NEVER, lastError: null },
      ...{ reference: 'pay_1', settledAt: NOW + 7 }
    });
    const again: ChargeOutcome = { outcome: 'declined', reason: 'late' };
    expect(applyChargeOutcome(collected, again, NOW + 8)).toBe(collected);
  });

  it('[R21.6] is collected by an answer that comes after it was given up, and never the other way', () => {
    const failed = after({ outcome: 'declined', reason: 'closed' });
    expect(applyChargeOutcome(failed, { outcome: 'collected', reference: 'r' }, NOW + 9)).toEqual({
      ...failed,
      ...{ state: 'collected', attempts: 2, lastError: null, reference: 'r', settledAt: NOW + 9 }
    });
    const silent: ChargeOutcome = { outcome: 'unknown', reason: 'late' };
    expect(applyChargeOutcome(failed, silent, NOW + 9)).toBe(failed);
    const byInvoice = { ...charge, state: 'byInvoice' as const };
    expect(applyChargeOutcome(byInvoice, silent, NOW)).toBe(byInvoice);
  });

  it('[R21.2] is tried again after growing pauses', () => {
    const unknown: ChargeOutcome = { outcome: 'unknown', reason: 'no answer' };
    expect(after(unknown)).toEqual({
      ...charge,
      ...{ state: 'due', attempts: 1, nextAttemptAt: NOW + 7 + 60_000, lastError: 'no answer' }
    });
    expect(after(unknown, { attempts: 5 })).toMatchObject({
      ...{ state: 'due', attempts: 6, nextAttemptAt: NOW + 7 + 86_400_000 }
    });
    expect(after(unknown, { attempts: 6 })).toMatchObject({
      ...{ state: 'failed', attempts: 7, nextAttemptAt: NEVER }
    });
  });

  it('[R21.3] fails when the bank says no', () => {
    expect(after({ outcome: 'declined', reason: 'closed' })).toEqual({
      ...charge,
      ...{ state: 'failed', attempts: 1, nextAttemptAt: NEVER, lastError: 'closed' }
    });
  });
});
