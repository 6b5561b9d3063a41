import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Payout } from '#domain/billing/payout.ts';
import { newPayout } from '#domain/billing/payout.ts';
import type { PayoutLine } from '#domain/billing/payout-line.ts';
import { billCompleted } from '../../../sync-server/billing/bill-completed.ts';
import { openBilling } from '../../../sync-server/billing/open-billing.ts';
import { payOut } from '../../../sync-server/billing/pay-out.ts';
import { writeEarning } from '../../../sync-server/billing/write-earning.ts';
import { withLease } from '../../../sync-server/store/lease.ts';
import { aDueOrder, openBillingWorld, type BillingWorld } from '../../support/billing-world.ts';

const DAY_MS = 24 * 3_600_000;
let world: BillingWorld;
beforeEach(async () => {
  world = await openBillingWorld();
});
afterEach(() => world.close());

async function earn(id: string): Promise<void> {
  await world.store.orders.put(await aDueOrder(id));
  await billCompleted(world.deps, id);
}

const payouts = () => world.store.ledger.withPrefix<Payout>('payout:');

describe('paying out', () => {
  it('[R20.4, R20.5] pays all open lines of a provider in one transfer and says so in the inbox', async () => {
    await earn('one');
    await earn('two');
    expect(await payOut(world.deps, 1)).toBe(1);
    const [payout] = await payouts();
    expect(payout).toMatchObject({
      _id: 'payout:anna:CHF:000001',
      state: 'paid',
      amountMinor: 12_640,
      lines: ['payoutLine:one', 'payoutLine:two'],
      reference: 'bank-payout:anna:CHF:000001'
    });
    const earning = await world.store.inbox('anna').get('earning:one');
    expect(earning).toMatchObject({
      state: 'paid',
      payout: { id: 'payout:anna:CHF:000001', paidAt: world.clock.now() }
    });
  });

  it('[R20.6] never shows an earning as coming again once it is paid', async () => {
    await earn('one');
    const coming = (await world.store.ledger.get<PayoutLine>('payoutLine:one'))!;
    await payOut(world.deps, 1);
    await writeEarning(world.store, coming);
    const earning = await world.store.inbox('anna').get('earning:one');
    expect(earning).toMatchObject({ state: 'paid', generation: 2 });
  });

  it('[M9.1] has nothing to do a second time, and counts on with the next lines', async () => {
    await earn('one');
    await payOut(world.deps, 1);
    expect(await payOut(world.deps, 2)).toBe(0);
    await earn('two');
    await payOut(world.deps, 3);
    expect((await payouts()).map((payout) => [payout.number, payout.lines])).toEqual([
      [1, ['payoutLine:one']],
      [2, ['payoutLine:two']]
    ]);
  });

  it.each(['before', 'after'] as const)(
    '[M9.2] tries a transfer without an answer again under the same key: lost %s the booking',
    async (throws) => {
      await earn('one');
      world.bank.script.push({ throws });
      expect(await payOut(world.deps, 1)).toBe(0);
      expect(await world.store.cases.get('case:payout:anna:CHF:1')).toMatchObject({
        kind: 'payout.failed',
        provider: 'anna'
      });
      await earn('two');
      await payOut(world.deps, 2);
      expect((await payouts()).map((payout) => payout.state)).toEqual(['paid', 'paid']);
      const amounts = [...world.bank.transfers.values()].map((each) => each.amountMinor);
      expect(amounts).toEqual([6320, 6320]);
    }
  );

  it('[M9.4] turns away a holder of the lease that was overtaken', async () => {
    await earn('one');
    await payOut(world.deps, 5);
    await earn('two');
    expect(await payOut(world.deps, 4)).toBe(0);
    expect(await payOut(world.deps, 6)).toBe(1);
  });

  it('[R20.5] runs once in each period, whoever asks', async () => {
    await earn('one');
    const times = { sweepEveryMs: 1_000, payoutEveryMs: DAY_MS };
    const billing = openBilling(world.deps, times);
    const other = openBilling(await world.otherProcess(), times);
    const counts = [await billing.payOutWhenDue(), await other.payOutWhenDue()];
    expect(counts).toEqual([1, 0]);
    await earn('two');
    expect(await billing.payOutWhenDue()).toBe(0);
    world.clock.advance(DAY_MS);
    expect(await other.payOutWhenDue()).toBe(1);
  });

  it('[M9.3] refuses to put lines of somebody else into a payout', () => {
    const line = { provider: 'bert', currency: 'CHF' } as PayoutLine;
    const input = { provider: 'anna', currency: 'CHF', number: 1, lines: [line], now: 0 } as const;
    expect(() => newPayout(input)).toThrow(RangeError);
  });
});

describe('a lease', () => {
  const lease = (owner: string) => ({
    database: world.store.ledger,
    clock: world.clock,
    owner,
    holdMs: 30_000
  });

  it('is held by one, and its number rises with each holder', async () => {
    const seen = await withLease('run', lease('a'), async ({ fence }) => [
      fence,
      await withLease('run', lease('b'), async (other) => other.fence)
    ]);
    expect(seen).toEqual([1, undefined]);
    expect(await withLease('run', lease('b'), async ({ fence }) => fence)).toBe(2);
  });

  it('goes to another one when its holder has died', async () => {
    const fences = await withLease('run', lease('dead'), async ({ fence }) => {
      world.clock.advance(30_001);
      return [fence, await withLease('run', lease('b'), async (other) => other.fence)];
    });
    expect(fences).toEqual([1, 2]);
  });

  it('is given back when the work fails', async () => {
    const failing = withLease('run', lease('a'), () => Promise.reject(new Error('broken')));
    await expect(failing).rejects.toThrow('broken');
    expect(await withLease('run', lease('b'), async ({ fence }) => fence)).toBe(2);
  });

  it('tells its holder when it is lost', async () => {
    const short = { ...lease('slow'), holdMs: 30 };
    const isLost = await withLease('run', short, async ({ lost }) => {
      world.clock.advance(31);
      await withLease('run', lease('b'), () => Promise.resolve());
      if (lost.aborted) return true;
      await new Promise((resolve) => lost.addEventListener('abort', resolve));
      return lost.aborted;
    });
    expect(isLost).toBe(true);
  });
});
