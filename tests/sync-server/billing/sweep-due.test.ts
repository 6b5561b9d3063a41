import { describe, expect, it } from 'vitest';
import { newCharge } from '#domain/billing/charge.ts';
import { BILLING_TIMES, DEMO_BILLING_TIMES } from '../../../sync-server/billing/open-billing.ts';
import { sweepDue } from '../../../sync-server/billing/sweep-due.ts';
import { StoreUnavailable } from '../../../sync-server/store/store-unavailable.ts';
import { billingInMemory, CASE } from '../../support/billing-in-memory.ts';
import { NOW } from '../../support/builders.ts';

describe('[R21.1] the sweep', () => {
  const due = (_id: string, state = 'due') => ({ _id, job: { billing: { state } } });
  const charge = (order: string, fields: object = {}) => ({
    ...newCharge({
      ...{ order, invoiceNumber: 'x', currency: 'CHF', amountMinor: 1, now: NOW },
      method: { kind: 'card', reference: 'c' }
    }),
    ...fields
  });

  it('bills what is due and collects what may be collected', async () => {
    const world = billingInMemory(
      charge('now'),
      charge('later', { nextAttemptAt: NOW + 1 }),
      charge('done', { state: 'collected' })
    );
    for (const each of [due('a'), due('b', 'billed'), due('c')]) {
      await world.orders.put(each as never);
    }
    const billed: string[] = [];
    await sweepDue(world.deps, async (id) => void billed.push(id));
    expect(billed).toEqual(['a', 'c']);
    expect([...world.bank.debits.keys()]).toEqual(['charge:now']);
    expect(world.orders.queries).toEqual([
      {
        ...{ selector: { 'job.billing.state': 'due' }, fields: ['_id'] },
        index: { name: 'billing-due', fields: ['job.billing.state'] }
      }
    ]);
    expect(world.ledger.queries).toEqual([
      {
        selector: { type: 'charge', state: 'due', nextAttemptAt: { $lte: NOW } },
        index: { name: 'charges-due', fields: ['type', 'state', 'nextAttemptAt'] }
      }
    ]);
  });

  it('goes on behind an order that cannot be billed, and tells support', async () => {
    const world = billingInMemory();
    for (const each of [due('a'), due('b')]) await world.orders.put(each as never);
    const billed: string[] = [];
    await sweepDue(world.deps, async (id) => {
      if (id === 'a') throw new Error('bug');
      billed.push(id);
    });
    expect(billed).toEqual(['b']);
    expect(world.of(world.cases)).toEqual([
      {
        ...{ ...CASE, _id: 'case:billing-failed:a', kind: 'billing.failed', openedAt: NOW },
        ...{ order: 'a', note: expect.stringContaining('bug') }
      }
    ]);
  });

  it('waits for a store that is away', async () => {
    const world = billingInMemory();
    await world.orders.put(due('a') as never);
    const away = sweepDue(world.deps, async () => {
      throw new StoreUnavailable('down');
    });
    await expect(away).rejects.toThrow(StoreUnavailable);
    expect(world.of(world.cases)).toEqual([]);
  });

  it('[R20.5] is every quarter of a minute, payouts once a day', () => {
    expect(BILLING_TIMES).toEqual({ sweepEveryMs: 15_000, payoutEveryMs: 86_400_000 });
    expect(DEMO_BILLING_TIMES).toEqual({ sweepEveryMs: 15_000, payoutEveryMs: 180_000 });
  });
});
