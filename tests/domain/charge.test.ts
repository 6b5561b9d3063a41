import { expect, it } from 'vitest';
import { applyChargeOutcome, newCharge } from '#domain/billing/charge.ts';
import { NEVER } from '#domain/order/order.ts';
import { CHARGE_PAUSES_MS } from '#domain/policy/policy.ts';
import { NOW } from '../support/builders.ts';

it('[R21.3] a charge without an answer is given up after its last pause', () => {
  const method = { kind: 'directDebit', accountHolder: 'Rosa Keller', iban: 'CH93' } as const;
  let charge = newCharge({
    ...{ order: 'o', invoiceNumber: 'CH-2026-000001', currency: 'CHF', amountMinor: 8390 },
    ...{ method, now: NOW }
  });
  for (const pause of CHARGE_PAUSES_MS) {
    charge = applyChargeOutcome(charge, { outcome: 'unknown', reason: 'no answer' }, NOW);
    expect(charge).toMatchObject({ state: 'due', nextAttemptAt: NOW + pause });
  }
  const last = applyChargeOutcome(charge, { outcome: 'unknown', reason: 'no answer' }, NOW);
  expect(last).toMatchObject({ state: 'failed', nextAttemptAt: NEVER, lastError: 'no answer' });
});
