import { describe, expect, it } from 'vitest';
import type { Bps, Ms } from '#domain/brand.ts';
import { saleAt, type Product, type ServicePackage } from '#domain/catalog/service-package.ts';
import { TIME_POLICY } from '#domain/policy/policy.ts';
import { aPackage, NOW } from '../../support/builders.ts';

const { earlierSoldMs } = TIME_POLICY;
const ENDED = NOW as Ms;
const cable: Product = {
  ...{ _id: 'product:cable', type: 'product', id: 'cable', version: 3, brand: 'Wabe' },
  ...{ title: { de: 'Kabel' }, prices: { CH: 300 }, salesCommissionBps: 300 as Bps },
  earlier: {
    2: {
      ...{ prices: { CH: 200, DE: 220 }, until: ENDED, salesCommissionBps: 0 as Bps },
      ...{ title: { de: 'Leitung' }, brand: 'Nord', goesWith: ['tv'] }
    },
    1: { prices: { CH: 100 }, until: (ENDED - 1) as Ms }
  },
  ...{ goesWith: ['wlan'], active: true }
};
const [first, second] = ['a', 'b'].map((id) => ({
  ...{ id: `wlan.${id}`, phase: 'work', text: { de: id }, required: true }
})) as ServicePackage['checklist'];
const wlan = aPackage({
  version: 2,
  checklist: [second!],
  prices: { DE: 2 },
  earlier: { 1: { prices: { DE: 1 }, until: ENDED, checklist: [first!] } }
});
const sale = (version: number, at: number, item: Product | ServicePackage = cable) =>
  saleAt(item, version, { market: item === wlan ? 'DE' : 'CH', at });

describe('what was sold', () => {
  it('[R18.4] costs and earns what it did at its version', () => {
    expect(sale(3, NOW)).toEqual({ unitMinor: 300, item: cable });
    expect(sale(2, NOW)).toMatchObject({
      unitMinor: 200,
      item: { salesCommissionBps: 0, title: { de: 'Leitung' }, brand: 'Nord', goesWith: ['tv'] }
    });
    expect(sale(1, NOW)?.item).toMatchObject({ salesCommissionBps: 300, title: { de: 'Kabel' } });
  });

  it('[R13.6] has the checklist and the title of its version', () => {
    expect(sale(2, NOW, wlan)).toMatchObject({ unitMinor: 2, item: { checklist: [second] } });
    expect(sale(1, NOW, wlan)).toMatchObject({ unitMinor: 1, item: { checklist: [first] } });
  });

  it('[R18.4, R13.6] counts as long as a device may not have heard of what replaced it', () => {
    for (const [version, item] of [[2, cable] as const, [1, wlan] as const]) {
      expect(sale(version, ENDED + earlierSoldMs, item)).toBeDefined();
      expect(sale(version, ENDED + earlierSoldMs + 1, item)).toBeUndefined();
      expect(sale(version, 0, item)).toBeDefined();
    }
    expect(sale(1, ENDED + earlierSoldMs)).toBeUndefined();
    expect(sale(3, ENDED + 10 * earlierSoldMs)).toBeDefined();
  });

  it('[R18.4] counts after it is withdrawn as long as a device may not have heard of it', () => {
    const gone = { ...cable, active: false, withdrawnAt: ENDED };
    for (const version of [2, 3]) {
      expect(sale(version, ENDED + earlierSoldMs, gone)).toBeDefined();
      expect(sale(version, ENDED + earlierSoldMs + 1, gone)).toBeUndefined();
    }
    const { withdrawnAt: _since, ...never } = gone;
    expect(sale(3, 0, never)).toBeUndefined();
  });

  it('[R18.4] was never sold at a version, or in a market, that is not there', () => {
    expect([sale(4, NOW), sale(0, NOW), sale(NaN, NOW)]).toEqual([undefined, undefined, undefined]);
    expect(saleAt(cable, 2, { market: 'DE', at: NOW })?.unitMinor).toBe(220);
    expect(saleAt(cable, 3, { market: 'DE', at: NOW })).toBeUndefined();
    const { earlier: _none, ...without } = cable;
    expect(sale(2, NOW, without)).toBeUndefined();
  });
});
