import { describe, expect, it } from 'vitest';
import { newCharge, type Charge } from '#domain/billing/charge.ts';
import { collectCharge } from '../../../sync-server/billing/collect-charge.ts';
import { billingInMemory, CASE } from '../../support/billing-in-memory.ts';
import { FakeBank } from '../../support/billing-world.ts';
import { NOW } from '../../support/builders.ts';

describe('[R21.1, R21.2, R21.3] collecting a charge', () => {
  const method = { kind: 'directDebit', accountHolder: 'Rosa Keller', iban: 'CH93' } as const;
  const charge = newCharge({
    ...{ order: 'order1', invoiceNumber: 'CH-2026-000007', currency: 'CHF' },
    ...{ amountMinor: 8390, method, now: NOW }
  });
  async function collect(fields: Partial<Charge> = {}, ...script: FakeBank['script']) {
    const world = billingInMemory({ ...charge, ...fields });
    world.bank.script.push(...script);
    await collectCharge(world.deps, 'order1');
    const [kept, transaction] = world.of(world.ledger);
    return { world, kept, transaction, cases: world.of(world.cases) };
  }

  it('asks with the key, the amount and what the customer reads', async () => {
    const { world, kept, transaction, cases } = await collect();
    expect([...world.bank.debits.values()]).toEqual([
      {
        ...{ idempotencyKey: 'charge:order1', amountMinor: 8390, currency: 'CHF', method },
        reference: 'CH-2026-000007'
      }
    ]);
    expect(kept).toMatchObject({
      ...{ state: 'collected', attempts: 1, settledAt: NOW, reference: 'bank-charge:order1' }
    });
    expect(transaction).toMatchObject({
      ...{ _id: 'tx:charge:order1', kind: 'charge', at: NOW },
      lines: [{ amountMinor: 8390 }, { amountMinor: -8390 }]
    });
    expect(cases).toEqual([]);
  });

  it.each([
    ['that is collected', { state: 'collected' }],
    ['that is not due yet', { nextAttemptAt: NOW + 1 }]
  ] as const)('asks nobody for one %s', async (_title, fields) => {
    const { world, kept } = await collect(fields);
    expect([world.bank.calls, kept]).toEqual([0, { ...charge, ...fields }]);
  });

  it('is claimed for a minute while it is asked', async () => {
    const world = billingInMemory(charge);
    const seen: unknown[] = [];
    world.bank.charge = async () => {
      seen.push(world.of(world.ledger)[0]);
      await collectCharge(world.deps, 'order1');
      return { outcome: 'unknown', reason: 'no answer' };
    };
    await collectCharge(world.deps, 'order1');
    expect(seen).toEqual([{ ...charge, nextAttemptAt: NOW + 60_000 }]);
  });

  it('is tried again where no answer came, and says why', async () => {
    const { kept, transaction, cases } = await collect({}, { throws: 'before' });
    expect(kept).toMatchObject({
      ...{ state: 'due', attempts: 1, nextAttemptAt: NOW + 60_000 },
      lastError: expect.stringContaining('no answer')
    });
    expect([transaction, cases]).toEqual([undefined, []]);
  });

  it('is shown to support where the bank says no, or nothing for too long', async () => {
    const no = await collect({}, { outcome: 'declined', reason: 'closed' });
    const theCase = {
      ...{ ...CASE, _id: 'case:charge:order1', kind: 'charge.failed', openedAt: NOW },
      ...{ order: 'order1', note: 'CH-2026-000007: closed' }
    };
    expect(no.cases).toEqual([theCase]);
    expect(no.kept).toMatchObject({ state: 'failed', lastError: 'closed' });
    const late = await collect({ attempts: 6 }, { outcome: 'unknown', reason: 'silent' });
    expect(late.cases).toEqual([{ ...theCase, note: 'CH-2026-000007: silent' }]);
    expect((await collect({ attempts: 5 }, { outcome: 'unknown', reason: 'x' })).cases).toEqual([]);
  });
});
