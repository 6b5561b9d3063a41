import { describe, expect, it } from 'vitest';
import { billOf } from '#domain/billing/bill.ts';
import { newInvoice } from '#domain/billing/invoice.ts';
import { newPayoutLine } from '#domain/billing/payout-line.ts';
import { withDueAt } from '#domain/order/advance-order.ts';
import { reputationEventsOf } from '#domain/order/assignment/reputation.ts';
import { contactEndsAt } from '#domain/order/contact-data.ts';
import { holdSigned } from '#domain/order/hold-signed.ts';
import type { Actor, CommandBody } from '#domain/order/life-cycle/command.ts';
import type { Order } from '#domain/order/order.ts';
import { customerViewOf } from '#domain/order/views/customer-view.ts';
import { settleOfferOf } from '#domain/order/views/support-view.ts';
import { HOUR_MS, TIME_POLICY } from '#domain/policy/policy.ts';
import { DEMO_ISSUERS } from '../../sync-server/config/operator.ts';
import { aCommand, anOrderAfter, NOW, RULES } from '../support/builders.ts';
import { judge } from '../support/judge.ts';
import { heldOf } from '../support/papers.ts';

const LEA = { type: 'support', id: 'lea' } as const;
const AT = NOW + 60 * HOUR_MS;
const REFUSED_AT = NOW + 49 * HOUR_MS;

function refused(): Order {
  const order = anOrderAfter('checklist.set');
  const decision = judge(order, aCommand('job.refuseToSign', order.job, { at: REFUSED_AT }), RULES);
  if (decision.outcome !== 'applied') throw new Error(decision.code);
  return withDueAt(decision.next);
}

/** The customer has signed, and what they signed is not what the order has. */
function heldSignature(order = anOrderAfter('checklist.set')): Order {
  const command = aCommand('job.complete', order.job, { at: REFUSED_AT });
  return withDueAt(holdSigned(order, command, 'statement.mismatch', RULES));
}

function cancelledThenSigned(): Order {
  const order = anOrderAfter('checklist.set');
  const cancel = aCommand('order.cancel', order.job, { actor: LEA, at: REFUSED_AT });
  const decision = judge(order, cancel, RULES);
  if (decision.outcome !== 'applied') throw new Error(decision.code);
  return heldSignature(decision.next);
}

const settle = (order: Order, body: Partial<CommandBody<'visit.settle'>>, actor: Actor = LEA) =>
  judge(
    order,
    aCommand('visit.settle', order.job, {
      ...{ actor, at: AT },
      body: { way: 'agreed', payer: 'customer', reason: 'am Telefon geklärt', ...body }
    }),
    RULES
  );
function settled(order: Order, body: Partial<CommandBody<'visit.settle'>>): Order {
  const decision = settle(order, body);
  if (decision.outcome !== 'applied') throw new Error(decision.code);
  return withDueAt(decision.next);
}

const HELD: [string, () => Order][] = [
  ['that the customer would not sign', refused],
  ['whose signature is held', heldSignature],
  ['that was cancelled before the signature came', cancelledThenSigned]
];

describe.each(HELD)('a visit %s', (_title, held) => {
  it('[R15.31] is billed as agreed, and its provider gets their share', () => {
    const order = settled(held(), { way: 'agreed', payer: 'platform' });
    expect(order.job).toMatchObject({
      state: 'completed',
      settled: { at: AT, way: 'agreed', payer: 'customer', reason: 'am Telefon geklärt' },
      billing: { state: 'due', totalMinor: 8390 }
    });
    const bill = billOf(order.job)!;
    expect(bill).toMatchObject({ kind: 'completion', payer: 'customer' });
    expect(bill.settlement).toMatchObject({ totalMinor: 8390, payoutMinor: 6320 });
    expect(newPayoutLine(order.job, bill)).toMatchObject({ provider: 'anna', amountMinor: 6320 });
    expect(order.history.at(-1)).toMatchObject({ what: 'visit.settle', by: LEA });
    expect(reputationEventsOf(order).map(({ what }) => what)).toContain('kept');
  });

  it.each([
    ['customer', 3500],
    ['platform', 0]
  ] as const)('[R15.31] brings the visit fee, paid by the %s', (payer, totalMinor) => {
    const order = settled(held(), { way: 'visitFee', payer });
    expect(order.job).toMatchObject({ billing: { state: 'due', totalMinor } });
    expect(['failed', 'cancelled']).toContain(order.job.state);
    const bill = billOf(order.job)!;
    expect(bill).toMatchObject({ kind: 'visitFee', payer, settlement: { payoutMinor: 3500 } });
  });

  it('[R15.31] is settled once', () => {
    const once = settled(held(), {});
    expect(settle(once, {}).outcome).toBe('refused');
    expect(settleOfferOf(once.job, AT)).toBeNull();
    expect(settleOfferOf(held().job, AT)).toEqual({
      ...{ currency: 'CHF', agreedMinor: 8390, feeMinor: 3500 }
    });
  });

  it('[R15.32] holds nothing any more, and contact data go their time after it', () => {
    const order = settled(held(), {});
    expect(heldOf(order)).toMatchObject([{ resolvedAt: AT }]);
    expect(contactEndsAt(order)).toBeNull();
    const billing = { ...order.job.billing, state: 'billed' as const };
    const billed = { ...order, job: { ...order.job, billing } };
    expect(contactEndsAt(billed)).toBe(AT + TIME_POLICY.contactKeptMs);
  });

  it('[R15.34] is invoiced without a signer', () => {
    const { job } = settled(held(), {});
    const invoice = newInvoice({
      ...{ job, bill: billOf(job)!, payment: { kind: 'invoice' }, number: 'CH-2026-000001' },
      ...{ issuedAt: AT, issuer: DEMO_ISSUERS.CH }
    });
    expect(invoice).toMatchObject({ kind: 'completion', signed: null, totalMinor: 8390 });
    expect(invoice.service.to).toBe('2026-06-10');
  });

  it('[R15.12, R15.31] is final for the customer', () => {
    const view = customerViewOf(settled(held(), {}), AT, null);
    expect(view).toMatchObject({ phase: 'completed', price: { isFinal: true, isHeld: false } });
    expect(view.price.totalMinor).toBe(8390);
    // The last station is called "signed".
    expect(view.journey.at(-1)).toMatchObject({ station: 'completed', state: 'later' });
    expect(view.signed).toBeNull();
  });
});

describe('nobody else settles a visit', () => {
  it.each([
    { type: 'customer' },
    { type: 'clock' },
    { type: 'billing' },
    { type: 'authority' },
    { type: 'provider', id: 'anna' }
  ] as const)('[R15.33] $type', (actor) => {
    expect(settle(refused(), {}, actor).outcome).toBe('refused');
  });

  it.each([
    ['that still runs', () => anOrderAfter('work.start')],
    ['that was signed', () => anOrderAfter('job.complete')],
    [
      'whose contact data have gone',
      () => ({ ...refused(), job: { ...refused().job, contactRemovedAt: AT } })
    ]
  ])('[R15.33] nor one %s', (_title, order) => {
    expect(settle(order(), {})).toEqual({ outcome: 'refused', code: 'job.wrongState' });
  });
});
