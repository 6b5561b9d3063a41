import { describe, expect, it } from 'vitest';
import { openBilling } from '../../../sync-server/billing/open-billing.ts';
import { setPayoutTo } from '../../../sync-server/people/payout-to.ts';
import { payOut } from '../../../sync-server/billing/pay-out.ts';
import { StoreUnavailable } from '../../../sync-server/store/store-unavailable.ts';
import { billingInMemory, CASE } from '../../support/billing-in-memory.ts';
import { NOW } from '../../support/builders.ts';

describe('[R20.5, M9.1, M9.2, M9.3, M9.4] paying out', () => {
  const line = (order: string, fields: object = {}) => ({
    ...{ _id: `payoutLine:${order}`, type: 'payoutLine', order, provider: 'anna' },
    ...{ title: { de: 'x' }, currency: 'CHF', amountMinor: 100, lines: [], completedAt: NOW },
    ...{ state: 'open', payout: null },
    ...fields
  });
  const account = (fields: object = {}) => ({
    ...{ _id: 'payoutAccount:anna:CHF', type: 'payoutAccount', provider: 'anna' },
    ...{ currency: 'CHF', number: 4, fence: 3, isBusy: false, inHand: null },
    ...fields
  });
  const inHand = {
    ...{ _id: 'payout:anna:CHF:000005', type: 'payout', provider: 'anna', currency: 'CHF' },
    ...{ number: 5, lines: ['payoutLine:a'], amountMinor: 100, at: NOW - 5, state: 'sending' },
    reference: null
  };
  const kept = (world: ReturnType<typeof billingInMemory>, id: string) =>
    world.of(world.ledger).find(({ _id }) => _id === id);

  it('begins with an account, one for each provider and currency', async () => {
    const world = billingInMemory(line('a'), line('b'), line('c', { currency: 'EUR' }));
    expect(await payOut(world.deps, 7)).toBe(2);
    expect(kept(world, 'payoutAccount:anna:CHF')).toEqual(account({ number: 1, fence: 7 }));
    expect(kept(world, 'payout:anna:CHF:000001')).toMatchObject({
      ...{ lines: ['payoutLine:a', 'payoutLine:b'], amountMinor: 200, state: 'paid' },
      reference: 'bank-payout:anna:CHF:000001'
    });
    expect([...world.bank.transfers.values()][0]).toEqual({
      ...{ idempotencyKey: 'payout:anna:CHF:000001', amountMinor: 200, currency: 'CHF' },
      ...{ provider: 'anna', reference: 'payout:anna:CHF:000001' }
    });
    expect(kept(world, 'tx:payout:anna:CHF:000001')).toMatchObject({ kind: 'payout', at: NOW });
    expect(kept(world, 'payoutLine:a')).toMatchObject({
      ...{ state: 'paid', payout: { id: 'payout:anna:CHF:000001', paidAt: NOW } }
    });
    expect(world.of(world.inbox)).toMatchObject([
      { _id: 'earning:a', state: 'paid' },
      { _id: 'earning:b', state: 'paid' },
      { _id: 'earning:c', state: 'paid' }
    ]);
    expect(world.ledger.queries.slice(0, 2)).toEqual([
      {
        selector: { type: 'payoutAccount', isBusy: true },
        index: { name: 'busy-payout-accounts', fields: ['type', 'isBusy'] }
      },
      {
        ...{ selector: { type: 'payoutLine', state: 'open' }, fields: ['provider', 'currency'] },
        index: { name: 'payout-lines', fields: ['type', 'state', 'provider'] }
      }
    ]);
    expect(world.ledger.queries[2]).toMatchObject({ limit: 500 });
  });

  it('[M9.5] names the account of its provider, to the bank too', async () => {
    const world = billingInMemory(line('a'));
    const to = { holder: 'Anna Keller', iban: 'CH9300762011623852957' };
    await setPayoutTo(world.deps.store, 'anna', to);
    expect(await payOut(world.deps, 7)).toBe(1);
    expect(kept(world, 'payout:anna:CHF:000001')).toMatchObject({ to });
    expect([...world.bank.transfers.values()][0]).toMatchObject({ provider: 'anna', to });
  });

  it('[M9.5] goes on to the account that it was begun for', async () => {
    const to = { holder: 'Anna Keller', iban: 'CH9300762011623852957' };
    const begun = { ...inHand, to };
    const world = billingInMemory(account({ number: 5, isBusy: true, inHand: begun }));
    await setPayoutTo(world.deps.store, 'anna', { ...to, iban: 'DE89370400440532013000' });
    expect(await payOut(world.deps, 7)).toBe(1);
    expect([...world.bank.transfers.values()][0]).toMatchObject({ to });
  });

  it('finishes what is in hand first, then counts on', async () => {
    const world = billingInMemory(
      account({ number: 5, isBusy: true, inHand }),
      line('a'),
      line('b', { amountMinor: 70 })
    );
    expect(await payOut(world.deps, 7)).toBe(2);
    expect([...world.bank.transfers.keys()]).toEqual([
      ...['payout:anna:CHF:000005', 'payout:anna:CHF:000006']
    ]);
    expect(kept(world, 'payoutLine:a')).toMatchObject({ payout: { paidAt: NOW - 5 } });
    expect(kept(world, 'payoutAccount:anna:CHF')).toEqual(account({ number: 6, fence: 7 }));
  });

  it('frees an account whose payout was paid before a crash, and sends nothing', async () => {
    const paid = { ...inHand, state: 'paid', reference: 'r' };
    const world = billingInMemory(account({ number: 5, isBusy: true, inHand }), paid);
    expect(await payOut(world.deps, 7)).toBe(1);
    expect([world.bank.calls, kept(world, inHand._id)]).toEqual([0, paid]);
    expect(kept(world, 'payoutAccount:anna:CHF')).toEqual(account({ number: 5, fence: 7 }));
  });

  it.each([
    [4, 3, 0],
    [3, 3, 1],
    [2, 3, 1]
  ])('is for the last holder of the lease: account %i, holder %i', async (before, fence, paid) => {
    const world = billingInMemory(account({ fence: before }), line('a'));
    expect(await payOut(world.deps, fence)).toBe(paid);
  });

  it('stops when the lease is lost', async () => {
    const world = billingInMemory(line('a'));
    expect(await payOut(world.deps, 7, AbortSignal.abort())).toBe(0);
    expect(world.bank.calls).toBe(0);
  });

  it('goes on behind a transfer that fails, and tells support', async () => {
    const world = billingInMemory(line('a'), line('b', { provider: 'berta' }));
    world.bank.script.push({ throws: 'before' });
    expect(await payOut(world.deps, 7)).toBe(1);
    expect(world.of(world.cases)).toEqual([
      {
        ...{ ...CASE, _id: 'case:payout:anna:CHF:1', kind: 'payout.failed', openedAt: NOW },
        ...{ provider: 'anna', note: expect.stringContaining('no answer') }
      }
    ]);
    expect(kept(world, 'payoutAccount:anna:CHF')).toMatchObject({ isBusy: true });
    const away = billingInMemory(line('a'));
    away.bank.transfer = async () => {
      throw new StoreUnavailable('down');
    };
    await expect(payOut(away.deps, 7)).rejects.toThrow(StoreUnavailable);
  });

  it('is once in each period, in one process', async () => {
    const world = billingInMemory(line('a'));
    const billing = openBilling(world.deps, { sweepEveryMs: 1, payoutEveryMs: 1000 });
    world.clock.set(5000);
    expect(await billing.payOutWhenDue()).toBe(1);
    expect(kept(world, 'payoutRun')).toEqual({ _id: 'payoutRun', type: 'payoutRun', period: 5 });
    await world.ledger.put(line('b') as never);
    world.clock.set(5999);
    expect(await billing.payOutWhenDue()).toBe(0);
    const other = openBilling(world.deps, { sweepEveryMs: 1, payoutEveryMs: 1000 });
    world.clock.set(6000);
    expect(await other.payOutWhenDue()).toBe(1);
  });
});
