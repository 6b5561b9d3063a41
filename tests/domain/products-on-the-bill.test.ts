import { describe, expect, it } from 'vitest';
import type { Job } from '#domain/order/job.ts';
import { priceLines } from '#domain/price/price.ts';
import { settle } from '#domain/price/settlement.ts';
import { aJob, NOW } from '../support/builders.ts';

const repeater: Job['soldProducts'][number] = {
  ...{ action: 'a', productId: 'repeater', productVersion: 1, title: { de: 'Verstärker' } },
  ...{ quantity: 2, unitMinor: 6900, salesCommissionBps: 800, at: NOW }
};
const sale = (role: 'friend' | 'pro') =>
  aJob({ provider: { id: 'anna', name: 'Anna', role }, soldProducts: [repeater] });

describe('products and the guarantee fee', () => {
  it.each(['friend', 'pro'] as const)('[M4.2] carry VAT on the job of a %s', (role) => {
    const rates = priceLines(sale(role)).map(({ kind, vatBps }) => [kind, vatBps]);
    expect(rates).toContainEqual(['product', 810]);
    expect(rates).toContainEqual(['guarantee', 810]);
  });

  it('[R18.1] earn sales commission of the net price', () => {
    const { payoutLines } = settle(sale('friend'), priceLines(sale('friend')));
    // 138.00 gross at 8.1 % are 127.66 net.
    expect(payoutLines).toContainEqual({ kind: 'sales', amountMinor: 1021 });
  });
});
