import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Charge, ChargeOutcome } from '#domain/billing/charge.ts';
import { newCharge } from '#domain/billing/charge.ts';
import { CHARGE_PAUSES_MS } from '#domain/policy/policy.ts';
import { collectCharge } from '../../../sync-server/billing/collect-charge.ts';
import type { CaseDocument } from '../../../sync-server/cases/case-document.ts';
import { billingDeps, openBillingWorld, type BillingWorld } from '../../support/billing-world.ts';
import { balances } from '../../support/ledger-facts.ts';

let world: BillingWorld;
beforeAll(async () => {
  world = await openBillingWorld();
});
afterAll(() => world.close());

/** A charge that is due, and a bank that answers the first who asks only when it is told to. */
async function slowBank(order: string, fields: Partial<Charge> = {}) {
  const method = { kind: 'directDebit', accountHolder: 'Rosa Keller', iban: 'CH93' } as const;
  const charge = newCharge({
    ...{ order, invoiceNumber: `CH-2026-${order}`, currency: 'CHF', amountMinor: 8390 },
    ...{ method, now: world.clock.now() }
  });
  await world.store.ledger.put({ ...charge, ...fields });
  const late = Promise.withResolvers<ChargeOutcome>();
  const slow = { ...world.bank, charge: () => late.promise, transfer: world.bank.transfer };
  const asking = collectCharge(billingDeps(world.store, world.clock, slow as never), order);
  return {
    /** A minute later somebody else asks too. */
    async another(...answers: ChargeOutcome[]) {
      world.clock.advance(61_000);
      world.bank.script.push(...answers);
      await collectCharge(world.deps, order);
    },
    async answers(outcome: ChargeOutcome) {
      late.resolve(outcome);
      await asking;
      return {
        charge: await world.store.ledger.get<Charge>(`charge:${order}`),
        found: await world.store.cases.get<CaseDocument>(`case:charge:${order}`),
        owed: (await balances(world.store))[`receivable order:${order}`]
      };
    }
  };
}
const YES = { outcome: 'collected', reference: 'bank-1' } as const;
const NO = { outcome: 'declined', reason: 'account closed' } as const;

it('[R21.6] a late yes makes a charge collected that others have given up, and closes its case', async () => {
  const bank = await slowBank('late-yes');
  await bank.another(NO);
  expect(await world.store.ledger.get('charge:late-yes')).toMatchObject({ state: 'failed' });
  const { charge, found, owed } = await bank.answers(YES);
  expect(charge).toMatchObject({ state: 'collected', reference: 'bank-1', lastError: null });
  expect(owed).toBe(-8390);
  expect(found).toMatchObject({ state: 'closed', closed: { reason: 'charge.collected', by: '' } });
});

it('[R21.6] so it does after the last pause, when nobody had answered', async () => {
  const bank = await slowBank('silent', { attempts: CHARGE_PAUSES_MS.length });
  await bank.another({ outcome: 'unknown', reason: 'silent' });
  expect(await world.store.ledger.get('charge:silent')).toMatchObject({ state: 'failed' });
  expect((await bank.answers(YES)).charge).toMatchObject({ state: 'collected' });
});

it.each([
  ['no', NO],
  ['nothing', { outcome: 'unknown', reason: 'gone' } as const]
])(
  '[R21.6] a late %s takes back nothing that was collected, and tells support nothing',
  async (word, answer) => {
    const order = `after-${word}`;
    const bank = await slowBank(order, { attempts: CHARGE_PAUSES_MS.length });
    await bank.another();
    const { charge, found } = await bank.answers(answer);
    expect(charge).toMatchObject({ state: 'collected' });
    expect(found).toBeUndefined();
  }
);
