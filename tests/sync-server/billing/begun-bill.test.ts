import { beforeEach, expect, it } from 'vitest';
import type { Charge } from '#domain/billing/charge.ts';
import type { Invoice } from '#domain/billing/invoice.ts';
import type { JournalTransaction } from '#domain/billing/journal.ts';
import type { PayoutLine } from '#domain/billing/payout-line.ts';
import { billCompleted } from '../../../sync-server/billing/bill-completed.ts';
import { openBilling } from '../../../sync-server/billing/open-billing.ts';
import { billingInMemory } from '../../support/billing-in-memory.ts';
import { aDueOrder, billingDeps } from '../../support/billing-world.ts';
import { endsOfNumbers, moveThePrice, settleIfHeld } from '../../support/contested-bill.ts';
import { failingStore } from '../../support/failing-store.ts';
import { gatedStore, heldAfter } from '../../support/gated-store.ts';

let world: ReturnType<typeof billingInMemory>;
beforeEach(() => {
  world = billingInMemory();
});

/** What each part of billing says of it: of a bill that was finished as it is, all say the same. */
async function saidOf(id: string) {
  const { ledger, orders } = world.store;
  const { billing } = (await orders.get(id))!.job;
  const invoice = await ledger.get<Invoice>(`invoice:${id}`);
  const charge = await ledger.get<Charge>(`charge:${id}`);
  const line = await ledger.get<PayoutLine>(`payoutLine:${id}`);
  const booked = await ledger.withPrefix<JournalTransaction>('tx:');
  const amounts = (account: string) =>
    booked
      .filter(({ ref }) => ref === id)
      .flatMap(({ lines }) => lines.filter((each) => each.account === account))
      .map(({ amountMinor }) => amountMinor);
  return {
    state: billing.state,
    isNumbered: billing.invoiceNumber === invoice?.number,
    kind: invoice?.kind,
    paid: [billing.totalMinor, invoice?.totalMinor, charge?.amountMinor, ...amounts('bank')],
    earned: [billing.payoutMinor, line?.amountMinor, ...amounts('providerPayable')]
  };
}
const AS_SIGNED = {
  ...{ state: 'billed', isNumbered: true, kind: 'completion' },
  ...{ paid: [8390, 8390, 8390, 8390], earned: [6320, 6320, -6320] }
};
const AS_SETTLED = {
  ...{ state: 'billed', isNumbered: true, kind: 'visitFee' },
  ...{ paid: [3500, 3500, 3500, 3500], earned: [3500, 3500, -3500] }
};

/** A visit that is not what was signed any more; held, its visit fee is to be paid. */
async function contested(id: string): Promise<boolean> {
  await moveThePrice(world, id);
  await billCompleted(world.deps, id);
  const isSettled = await settleIfHeld(world, id, 'visitFee');
  await billCompleted(world.deps, id);
  return isSettled;
}

it('[R15.36] a bill that has begun is finished as it is, at whatever step its process ended', async () => {
  const { store, clock, bank } = world;
  const settled: boolean[] = [];
  for (let failAt = 1; ; failAt += 1) {
    const id = `died-${failAt}`;
    await store.orders.put(await aDueOrder(id));
    const dying = failingStore(store, failAt, failAt % 2 === 0 ? 'before' : 'after');
    await billCompleted(billingDeps(dying.store, clock, bank), id).catch(() => undefined);
    if (dying.steps() < failAt) break;
    const isSettled = await contested(id);
    clock.advance(600_000);
    await openBilling(world.deps).sweep();
    settled.push(isSettled);
    expect(await saidOf(id), id).toEqual(isSettled ? AS_SETTLED : AS_SIGNED);
  }
  expect(new Set(settled)).toEqual(new Set([true, false]));
  for (const [number, became] of await endsOfNumbers(world)) expect(became, number).toHaveLength(1);
});

it('[R15.36] one of the two wins, at whatever step who bills it stands still', async () => {
  const { store, clock, bank } = world;
  const settled: boolean[] = [];
  for (let steps = 0, isOver = false; !isOver; steps += 1) {
    const id = `slow-${steps}`;
    await store.orders.put(await aDueOrder(id));
    let isSettled = false;
    const wasHeld = await heldAfter(
      steps,
      (gate) => billCompleted(billingDeps(gatedStore(store, gate), clock, bank), id),
      async () => {
        isSettled = await contested(id);
      }
    );
    isOver = !wasHeld;
    clock.advance(600_000);
    await openBilling(world.deps).sweep();
    settled.push(isSettled);
    expect(await saidOf(id), id).toEqual(isSettled ? AS_SETTLED : AS_SIGNED);
  }
  expect(new Set(settled)).toEqual(new Set([true, false]));
  for (const [number, became] of await endsOfNumbers(world)) expect(became, number).toHaveLength(1);
});

it('[R15.36] beside an invoice that an earlier version left, no other bill is made', async () => {
  await world.store.orders.put(await aDueOrder('left'));
  await billCompleted(world.deps, 'left');
  const { ledger, orders } = world.store;
  const before = await ledger.withPrefix('');
  for (const state of ['due', 'held'] as const) {
    await orders.update(
      'left',
      ({ begunBill: _bill, billingBegunAt: _at, ...order } = {} as never) => ({
        ...order,
        job: {
          ...order.job,
          state: state === 'held' ? state : order.job.state,
          billing: { ...order.job.billing, state }
        }
      })
    );
    expect(await settleIfHeld(world, 'left', 'visitFee')).toBe(state === 'held');
    await moveThePrice(world, 'left');
    await openBilling(world.deps).sweep();
    expect((await orders.get('left'))?.job.billing.state).toBe('due');
    expect(await world.store.cases.get('case:billing-failed:left')).toMatchObject({
      note: expect.stringMatching(/^CH-2026-000001 .+ by hand$/) as string
    });
    expect(await ledger.withPrefix('')).toEqual(before);
  }
});
