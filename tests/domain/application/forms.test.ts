import { describe, expect, it } from 'vitest';
import { earningExample } from '#domain/application/earning-example.ts';
import { mergeForms } from '#domain/application/merge-forms.ts';
import { aForm } from '../../support/an-application.ts';

describe('two devices with one application', () => {
  it('[H1.2] what one has changed is taken, what both have changed is asked, nothing is dropped', () => {
    const mine = aForm({ name: 'Lea M.', city: 'Riehen' });
    const theirs = aForm({ name: 'Lea N.', radiusKm: 7 });
    expect(mergeForms(aForm(), mine, theirs)).toEqual({
      form: aForm({ name: 'Lea M.', city: 'Riehen', radiusKm: 7 }),
      conflicts: ['name']
    });
    expect(mergeForms(aForm(), mine, mine).conflicts).toEqual([]);
  });
});

describe('what one earns', () => {
  const service = { id: 'wlan', title: { de: 'WLAN' }, prices: { CH: 10_000, DE: 11_900 } };
  it.each([
    ['a Friend: the price less 20 %', 'CH', 'friend', 8_000],
    ['a Pro: the net price less 15 %', 'DE', 'pro', 8_500]
  ] as const)('[H1.11] %s', (_title, market, role, payoutMinor) => {
    expect(earningExample(service, { market, role, day: '2026-11-01' })).toMatchObject({
      payoutMinor
    });
  });
  it('[H1.11] nothing is promised of what a market does not sell', () => {
    const none = { ...service, prices: {} };
    expect(earningExample(none, { market: 'CH', role: 'friend', day: '2026-11-01' })).toBeNull();
  });
});
