import { afterAll, beforeAll, expect, it } from 'vitest';
import { HOUR_MS, MARKET_POLICY, type MarketRules } from '#domain/policy/policy.ts';
import { cancelPromise } from '../../src/lib/booking/request/cancel-promise.ts';
import { setLocale } from '../../src/lib/paraglide/runtime.js';
import { NOW } from '../support/builders.ts';

beforeAll(() => setLocale('de', { reload: false }));
afterAll(() => setLocale('en', { reload: false }));

const promise = (hoursAhead: number, more: Partial<MarketRules> = {}) =>
  cancelPromise(NOW, {
    market: 'CH',
    startsAt: NOW + hoursAhead * HOUR_MS,
    rules: { ...MARKET_POLICY.CH.rules, ...more }
  }).map((line) => line.replaceAll('\u00a0', ' '));

it('[R27.15] the summary names the limit with day and time, and what it costs after it', () => {
  expect(promise(48)).toEqual([
    'Kostenlos stornieren: bis Dienstag, 9. Juni 2026, 09:00 und immer, solange niemand zugesagt hat.',
    'Danach mit Stornogebühr: CHF 17.50, CHF 35.00 ab Mittwoch, 10. Juni 2026, 06:00.'
  ]);
});

it('[R27.15] of a visit for tomorrow it promises no limit that is over, but the grace period', () => {
  expect(promise(18)).toEqual([
    'Kostenlos stornieren: solange niemand zugesagt hat, und noch 1 Std. danach, längstens bis die Hilfe losfährt.',
    'Danach mit Stornogebühr: CHF 17.50, CHF 35.00 ab Dienstag, 9. Juni 2026, 00:00.'
  ]);
  expect(promise(2.5)[1]).toBe('Danach mit Stornogebühr: CHF 35.00.');
});

it('[O5.7] the summary says what holds in the market now', () => {
  const cancelTiers = [{ fromMs: 12 * HOUR_MS, shareBps: 2_000 }];
  expect(promise(48, { cancelTiers, visitFeeMinor: 4_000 })).toEqual([
    'Kostenlos stornieren: bis Dienstag, 9. Juni 2026, 21:00 und immer, solange niemand zugesagt hat.',
    'Danach mit Stornogebühr: CHF 8.00.'
  ]);
  expect(promise(48, { cancelTiers: [] })).toEqual([
    'Stornieren ist kostenlos, bis die Hilfe losfährt.'
  ]);
});
