import { describe, expect, it } from 'vitest';
import { invoiceNumber } from '#domain/billing/invoice.ts';
import { localText, SKILL_LEVELS } from '#domain/catalog/service-package.ts';
import { NEVER } from '#domain/order/order.ts';
import {
  ACTION_LIMITS,
  BOOKING_POLICY,
  CHARGE_PAUSES_MS,
  countryName,
  DAY_MS,
  forEachMarket,
  homeMarket,
  HOUR_MS,
  inEveryLanguage,
  isLocale,
  isMarket,
  isPostcode,
  LANGUAGES,
  LOCALES,
  MARKET_POLICY,
  MARKETS,
  MATCHING_POLICY,
  MINUTE_MS,
  RANK_WEIGHTS,
  SECOND_MS,
  SOURCE_LOCALE,
  STARS,
  TIME_POLICY,
  USUAL_RULES,
  vatBps,
  WATERFALL_WIDTHS
} from '#domain/policy/policy.ts';
import { LINE_TITLES } from '#domain/price/line-titles.ts';
import { OLDEST_READER, PROTOCOL_VERSION } from '#domain/protocol/version.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

// Every number of the rules once more, by hand: a changed one is a changed rule, and somebody has to have meant it.
describe('the numbers of the rules', () => {
  it('[R20.1, R22.1, R24.1, R24.3, R26.1] of the markets', () => {
    expect(MARKET_POLICY).toMatchObject({
      DE: {
        currency: 'EUR',
        timeZone: 'Europe/Berlin',
        vat: [{ from: '2021-01-01', bps: 1900 }],
        rules: {
          guaranteeFeeMinor: { friend: 290, pro: 290 },
          commissionBps: { friend: 2000, pro: 1500 },
          visitFeeMinor: 2500
        }
      },
      CH: {
        currency: 'CHF',
        timeZone: 'Europe/Zurich',
        vat: [
          { from: '2018-01-01', bps: 770 },
          { from: '2024-01-01', bps: 810 }
        ],
        rules: {
          guaranteeFeeMinor: { friend: 490, pro: 490 },
          commissionBps: { friend: 2000, pro: 1500 },
          visitFeeMinor: 3500
        }
      }
    });
  });

  it.each([
    ['DE', '2021-01-01', 1900],
    ['DE', '2030-12-31', 1900],
    ['CH', '2018-01-01', 770],
    ['CH', '2023-12-31', 770],
    ['CH', '2024-01-01', 810]
  ] as const)('[R24.1] of the VAT in %s on %s: %i', (market, day, bps) => {
    expect(vatBps(market, day)).toBe(bps);
  });

  it.each([
    ['DE', '2020-12-31'],
    ['CH', '2017-12-31']
  ] as const)('[R24.1] of no VAT in %s on %s', (market, day) => {
    expect(() => vatBps(market, day)).toThrow(RangeError);
  });

  it('[R5.2, R2.2] of the waterfall', () => {
    expect([SECOND_MS, MINUTE_MS, HOUR_MS, DAY_MS]).toEqual([1000, MINUTE, HOUR, DAY]);
    expect(TIME_POLICY.offerStepMs).toBe(2 * MINUTE);
    expect(TIME_POLICY.offerReachMs).toBe(10_000);
    expect(USUAL_RULES.personalOfferMs).toBe(2 * HOUR);
    expect(TIME_POLICY.personalShareBps).toBe(2500);
    expect(WATERFALL_WIDTHS).toEqual([1, 1, 1, 2, 2, 3, 5]);
  });

  it('[R4.1, R4.2, R4.3, R3.5, R16.1] of the ranking', () => {
    expect(RANK_WEIGHTS).toEqual({
      ...{ stars: 0.4, skillLevel: 0.2, distance: 0.2, reliability: 0.2 },
      ...{ newcomer: 0.15, personal: 10 }
    });
    expect(MATCHING_POLICY).toEqual({
      starsPrior: { mean: 4.3, count: 10 },
      ...{ reliabilityPrior: 5, newcomerJobs: 5, metresPerMinute: 400, parkingMin: 10 },
      radiusKm: { least: 1, most: 200 }
    });
    expect(STARS).toEqual({ least: 1, most: 5 });
    expect(SKILL_LEVELS).toEqual({ least: 1, most: 5 });
  });

  it('[R8.1, R8.2, R9.1, R9.2, R9.15] of call and confirmation', () => {
    expect(TIME_POLICY.contactLimitMs).toBe(12 * HOUR);
    expect(TIME_POLICY.contactRemindersMs).toEqual([6 * HOUR, 11 * HOUR]);
    expect(TIME_POLICY.confirmOpensMs).toBe(24 * HOUR);
    expect(TIME_POLICY.confirmClosesMs).toBe(3 * HOUR);
    expect(TIME_POLICY.lateProofWaitMs).toBe(24 * HOUR);
    expect(TIME_POLICY.reconnectMs).toBe(10 * MINUTE);
    expect(TIME_POLICY.longestGraceMs).toBe(HOUR);
    expect(TIME_POLICY.onTheWayToldMs).toBe(30 * MINUTE);
  });

  it('[V1.1, V1.2, R27.9, C2.1, P5.3] of the visit and what follows', () => {
    expect(TIME_POLICY.missedAfterMs).toBe(2 * HOUR);
    expect(TIME_POLICY.unfinishedAfterMs).toBe(24 * HOUR);
    expect(TIME_POLICY.absentAfterMs).toBe(10 * MINUTE);
    expect(TIME_POLICY.askedBeforeMs).toEqual({
      ...{ 'travel.start': 3 * HOUR, 'visit.arrive': HOUR, 'job.complete': 30 * MINUTE },
      'job.fail': HOUR
    });
    expect(TIME_POLICY.contactKeptMs).toBe(30 * DAY);
    expect(TIME_POLICY.oldestActionMs).toBe(60 * DAY);
    expect(TIME_POLICY.clockSkewMs).toBe(2 * MINUTE);
  });

  it('[R27.1, R27.4] of cancelling', () => {
    expect(USUAL_RULES.cancelTiers).toEqual([
      { fromMs: 24 * HOUR, shareBps: 5000 },
      { fromMs: 3 * HOUR, shareBps: 10_000 }
    ]);
  });

  it('[R1.6] of booking', () => {
    expect(BOOKING_POLICY).toEqual({ horizonMs: 60 * DAY, slotMin: 30 });
    expect(USUAL_RULES).toMatchObject({ leadMs: 2 * HOUR, opensMin: 420, closesMin: 1260 });
    expect(USUAL_RULES.closedDays).toEqual([]);
  });

  it('[R21.2, R21.3] of charges, invoices and what one action may carry', () => {
    expect(CHARGE_PAUSES_MS).toEqual([1, 5, 30, 120, 720, 1440].map((minutes) => minutes * MINUTE));
    expect(USUAL_RULES.paymentTermDays).toBe(14);
    expect(ACTION_LIMITS).toEqual({
      ...{ quantity: 20, priceMinor: 10_000_000, etaMinutes: 600, photoBytes: 20_000_000 }
    });
    expect(NEVER).toBe(9_000_000_000_000_000);
  });

  it('[P1.3] of the protocol', () => {
    expect([PROTOCOL_VERSION, OLDEST_READER]).toEqual([1, 1]);
  });

  it('[M8.1] of an invoice number', () => {
    expect(invoiceNumber('CH', 2026, 1)).toBe('CH-2026-000001');
    expect(invoiceNumber('DE', 2027, 1_234_567)).toBe('DE-2027-1234567');
  });
});

describe('words in several languages', () => {
  it('are German where a language is missing', () => {
    expect(localText({ de: 'Kabel', en: 'Cable' }, 'en')).toBe('Cable');
    expect(localText({ de: 'Kabel', en: 'Cable' }, 'de')).toBe('Kabel');
    expect(localText({ de: 'Kabel' }, 'en')).toBe('Kabel');
    expect(localText({ de: 'Kabel', en: 'Cable' }, 'fr')).toBe('Kabel');
  });

  it('[R22.1, R26.6, R27.13] name the fees', () => {
    expect(LINE_TITLES.guarantee).toEqual({ de: 'Happiness-Garantie', en: 'Happiness guarantee' });
    expect(LINE_TITLES.visitFee).toEqual({ de: 'Anfahrtspauschale', en: 'Visit fee' });
    expect(LINE_TITLES.cancelFee).toEqual({ de: 'Stornogebühr', en: 'Cancellation fee' });
  });
});

describe('a market and a language', () => {
  it.each([
    ['DE', '80331', true],
    ['DE', '8033', false],
    ['DE', '803311', false],
    ['DE', ' 80331', false],
    ['CH', '4051', true],
    ['CH', '0051', false],
    ['CH', '40511', false],
    ['CH', 'x4051', false]
  ] as const)('[R1.1] in %s %j is a postcode: %s', (market, text, expected) => {
    expect(isPostcode(market, text)).toBe(expected);
  });

  it.each([
    ['DE', 'DE123456789', true],
    ['DE', 'DE12345678', false],
    ['DE', 'DE1234567890', false],
    ['DE', 'xDE123456789', false],
    ['CH', 'CHE-123.456.789', true],
    ['CH', 'CHE-123.456.7890', false],
    ['CH', 'XCHE-123.456.789', false]
  ] as const)('[R24.4] in %s %s is a VAT number: %s', (market, id, expected) => {
    expect(MARKET_POLICY[market].vatId.pattern.test(id)).toBe(expected);
  });

  it('[R24.4] prints its VAT number, its German and its money as the country does', () => {
    const printed = ({ vatId }: (typeof MARKET_POLICY)['DE']) => vatId.printed(vatId.example);
    expect(forEachMarket((market) => printed(MARKET_POLICY[market]))).toEqual({
      ...{ DE: 'USt-IdNr. DE123456789', CH: 'CHE-123.456.789 MWST' }
    });
    expect(MARKETS.map((market) => MARKET_POLICY[market].german)).toEqual(['DE', 'CH']);
    expect(MARKETS.map((market) => MARKET_POLICY[market].withdrawalDays)).toEqual([14, null]);
    expect(MARKETS.map((market) => MARKET_POLICY[market].postcode.inputMode)).toEqual([
      ...['numeric', 'numeric']
    ]);
    expect(LOCALES.map((locale) => LANGUAGES[locale].name)).toEqual(['Deutsch', 'English']);
    const written = (market: 'DE' | 'CH') =>
      LOCALES.map((locale) => [
        LANGUAGES[locale].numbers(market, MARKET_POLICY[market].currency),
        LANGUAGES[locale].days(market)
      ]);
    expect(written('DE')).toEqual([
      ['de-DE', 'de-DE'],
      ['en-IE', 'en-GB']
    ]);
    expect(written('CH')).toEqual([
      ['de-CH', 'de-CH'],
      ['en-CH', 'en-GB']
    ]);
    expect(countryName('CH', 'de')).toBe('Schweiz');
    expect(countryName('DE', 'en')).toBe('Germany');
  });

  it.each([
    ['de-DE', 'Europe/Berlin', 'DE'],
    ['de-CH', 'Europe/Berlin', 'CH'],
    ['de', 'Europe/Zurich', 'CH'],
    ['de-DE', 'Europe/Zurich', 'CH'],
    ['en-US', 'America/New_York', 'DE'],
    ['CH', 'UTC', 'DE']
  ])('[R24.3] who speaks %s in %s seems to be at home in %s', (language, timeZone, market) => {
    expect(homeMarket({ language, timeZone })).toBe(market);
  });

  it('are known or not', () => {
    expect([isMarket('DE'), isMarket('FR'), isLocale('en'), isLocale('xx')]).toEqual([
      ...[true, false, true, false]
    ]);
    expect(SOURCE_LOCALE).toBe('de');
    expect(inEveryLanguage('x')).toEqual({ de: 'x', en: 'x' });
  });
});
