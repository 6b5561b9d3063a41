import { describe, expect, it } from 'vitest';
import { reserveInvoiceNumber } from '../../../sync-server/billing/invoice-number.ts';
import { billingInMemory } from '../../support/billing-in-memory.ts';

describe('[M8.1, M8.2] an invoice number', () => {
  const sequence = (fields: object = {}) => ({
    ...{ _id: 'numbers:CH:2026', type: 'numberSequence', last: 4, reserved: {} },
    ...fields
  });
  const reserve = (world: ReturnType<typeof billingInMemory>, order = 'order1') =>
    reserveInvoiceNumber(world.store, { order, market: 'CH', year: 2026 });

  it('counts on in its country and year', async () => {
    const world = billingInMemory();
    expect(await reserve(world)).toBe('CH-2026-000001');
    expect(await reserve(world, 'order2')).toBe('CH-2026-000002');
    expect(world.of(world.ledger)).toEqual([
      sequence({ last: 2, reserved: { order1: 1, order2: 2 } })
    ]);
    const other = { order: 'order3', market: 'DE', year: 2026 } as const;
    expect(await reserveInvoiceNumber(world.store, other)).toBe('DE-2026-000001');
    expect(await reserveInvoiceNumber(world.store, { ...other, year: 2027 })).toBe(
      'DE-2027-000001'
    );
  });

  it('is the same again, reserved or on the invoice', async () => {
    const world = billingInMemory(sequence({ reserved: { order1: 3 } }));
    expect(await reserve(world)).toBe('CH-2026-000003');
    const stored = billingInMemory(sequence(), { _id: 'invoice:order1', number: 'CH-2025-000009' });
    expect(await reserve(stored)).toBe('CH-2025-000009');
    expect(stored.of(stored.ledger)[0]).toEqual(sequence());
  });

  it.each([
    [64, false],
    [65, true]
  ])('forgets of %i reservations those whose invoice is there: %s', async (count, isCleared) => {
    const reserved = Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`o${index}`, index + 1])
    );
    const there = { _id: 'invoice:o0', number: 'x' };
    const world = billingInMemory(sequence({ last: count, reserved }), there);
    await reserve(world);
    const kept = world.of(world.ledger)[0] as unknown as { reserved: Record<string, number> };
    expect(Object.keys(kept.reserved)).toHaveLength(isCleared ? count : count + 1);
    expect(kept.reserved).toMatchObject({ o1: 2, order1: count + 1 });
    expect('o0' in kept.reserved).toBe(!isCleared);
  });
});
