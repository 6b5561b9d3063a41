import { describe, expect, it } from 'vitest';
import { bookingCatalog } from '#domain/booking/booking-catalog.ts';
import { isIban } from '#domain/text/iban.ts';
import { wallAt } from '#domain/booking/visit-time.ts';
import type { ServicePackage } from '#domain/catalog/service-package.ts';
import {
  countryName,
  forEachMarket,
  homeMarket,
  isMarket,
  isPostcode,
  LOCALES,
  MARKET_POLICY,
  MARKETS,
  vatBps
} from '#domain/policy/policy.ts';
import { THE_USUAL } from '../../support/market-rules.ts';

describe('each market', () => {
  it.each(MARKETS)('[R24.5] %s is a country that every language has a name for', (market) => {
    const names = LOCALES.map((locale) => countryName(market, locale));
    expect(names.filter((name) => name === market || name === '')).toEqual([]);
  });

  it.each(MARKETS)('[R24.5] %s has a zone and a currency that exist', (market) => {
    const { currency, timeZone } = MARKET_POLICY[market];
    expect(wallAt(0, timeZone).date).toBe('1970-01-01');
    expect(Intl.supportedValuesOf('currency')).toContain(currency);
  });

  it.each(MARKETS)(
    '%s has VAT rates, oldest first, and one for today and for long ago',
    (market) => {
      const { vat } = MARKET_POLICY[market];
      const from = vat.map((rate) => rate.from);
      expect(from).toEqual([...from].sort());
      expect(vatBps(market, '2026-06-08')).toBe(vat.at(-1)?.bps);
      expect(vatBps(market, from[0] ?? '')).toBe(vat[0]?.bps);
      expect(() => vatBps(market, '1999-01-01')).toThrow(RangeError);
    }
  );

  it.each(MARKETS)('[R24.5] %s has a form of the VAT number that its own example has', (market) => {
    const { pattern, example, printed } = MARKET_POLICY[market].vatId;
    expect(example).toMatch(pattern);
    expect(printed(example)).toContain(example);
  });

  it.each(MARKETS)(
    '%s has fees and shares that are whole numbers, and shares below the whole',
    (market) => {
      const { guaranteeFeeMinor, visitFeeMinor, commissionBps } = MARKET_POLICY[market].rules;
      for (const minor of [...Object.values(guaranteeFeeMinor), visitFeeMinor]) {
        expect(Number.isSafeInteger(minor) && minor > 0).toBe(true);
      }
      for (const bps of Object.values(commissionBps)) {
        expect(Number.isSafeInteger(bps) && bps > 0 && bps < 10_000).toBe(true);
      }
    }
  );
});

describe('the markets as they are', () => {
  it('[R24.5] name themselves in the language of whoever reads', () => {
    const said = (locale: 'de' | 'en') =>
      (['DE', 'CH'] as const).map((market) => countryName(market, locale));
    expect(said('de')).toEqual(['Deutschland', 'Schweiz']);
    expect(said('en')).toEqual(['Germany', 'Switzerland']);
  });

  it.each([
    ['DE', '10115', true],
    ['DE', '01067', true],
    ['DE', '1011', false],
    ['DE', '101155', false],
    ['DE', '8001', false],
    ['CH', '8001', true],
    ['CH', '0801', false],
    ['CH', '80011', false],
    ['CH', 'x8001', false]
  ] as const)('[R24.6] %s: %s as a postal code is %s', (market, code, expected) => {
    expect(isPostcode(market, code)).toBe(expected);
  });

  it('[R24.5] know which country is one of them', () => {
    expect(['DE', 'CH', 'XX', 'de', ''].map(isMarket)).toEqual([true, true, false, false, false]);
    expect(forEachMarket((market) => market.toLowerCase())).toMatchObject({ DE: 'de', CH: 'ch' });
  });

  it('[R24.5] print the VAT number as the country does', () => {
    expect(MARKET_POLICY.DE.vatId.printed('DE123456789')).toBe('USt-IdNr. DE123456789');
    expect(MARKET_POLICY.CH.vatId.printed('CHE-123.456.789')).toBe('CHE-123.456.789 MWST');
  });

  it('[R24.1] know the VAT of a day, on its first day and the day before', () => {
    expect(vatBps('DE', '2026-01-01')).toBe(1_900);
    expect(vatBps('CH', '2023-12-31')).toBe(770);
    expect(vatBps('CH', '2024-01-01')).toBe(810);
  });

  it.each([
    ['de-DE', 'Europe/Berlin', 'DE'],
    ['de-CH', 'Europe/Berlin', 'CH'],
    ['de-DE', 'Europe/Zurich', 'CH'],
    ['fr-FR', 'Europe/Paris', 'DE'],
    ['en', 'UTC', 'DE']
  ] as const)(
    '[R24.7] a device that says %s in %s seems at home in %s',
    (language, timeZone, home) => {
      expect(homeMarket({ language, timeZone })).toBe(home);
    }
  );

  it('[R24.6] have account numbers of a known length: one digit more or less is refused before the bank sees it', () => {
    expect(isIban('DE02 1203 0000 0000 2020 51')).toBe(true);
    expect(isIban('CH93 0076 2011 6238 5295 7')).toBe(true);
    expect(isIban('DE02 1203 0000 0000 2020 5')).toBe(false);
  });
});

describe('the list of packages', () => {
  it('[R24.3] is sorted by the price in the first market that sells each', () => {
    const one = (id: string, prices: ServicePackage['prices']) =>
      ({ id, category: 'wlan', active: true, prices }) as ServicePackage;
    const packages = [
      one('both', { DE: 500, CH: 100 }),
      one('swiss', { CH: 400 }),
      one('nowhere', {}),
      one('german', { DE: 300 })
    ];
    const { packages: sold } = bookingCatalog(
      { version: '1', termsVersion: '1' },
      packages,
      THE_USUAL
    );
    expect(sold.map((each) => each.id)).toEqual(['german', 'swiss', 'both']);
  });
});
