import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CURRENCIES, LOCALES, MARKETS } from '#domain/policy/policy.ts';
import { readAmount } from '#domain/text/amount.ts';
import { formatMoney } from '../../../src/lib/ui/values/format.ts';
import { invoiceFormat } from '../../../sync-server/billing/pdf/invoice-format.ts';

describe('an amount as people type it', () => {
  it.each([
    ['89', 8_900],
    ['89,5', 8_950],
    ['89.50', 8_950],
    [' 1’289,00 ', 128_900],
    ["1'289.05", 128_905],
    ['0,05', 5],
    ['1.234,56', 123_456],
    ['1,234.56', 123_456],
    ['1.234.567,00', 123_456_700],
    ['1 289', 128_900],
    ['1\u202f289,50', 128_950],
    ['120.–', 12_000],
    ['120.-', 12_000],
    ['120,--', 12_000],
    ['120.—', 12_000],
    ['CHF 120', 12_000],
    ['CHF 120.–', 12_000],
    ['120 CHF', 12_000],
    ['chf120.50', 12_050],
    ['Fr. 120.50', 12_050],
    ['SFr. 1’200', 120_000],
    ['120 Franken', 12_000],
    ['\u200e120\u00ad.50\u200b', 12_050],
    ['１２０．５０', 12_050],
    ['12345678', 1_234_567_800]
  ])('[T2.5] %j is read', (text, minor) => {
    expect(readAmount(text, 'CHF')).toEqual({ minor });
  });

  it.each([
    ['120 €', 12_000],
    ['€1,234.50', 123_450],
    ['EUR 1.234,50', 123_450],
    ['1.234,50 Euro', 123_450]
  ])('[T2.5] %j is read where euros are paid', (text, minor) => {
    expect(readAmount(text, 'EUR')).toEqual({ minor });
  });

  it('[T2.5] in a currency that has no names of its own, by its code', () => {
    for (const text of ['GBP 5', '5 gbp', '5']) {
      expect(readAmount(text, 'GBP')).toEqual({ minor: 500 });
    }
    expect(readAmount('CHF 5', 'GBP')).toEqual({ fault: 'otherCurrency' });
    expect(readAmount('XXX 5', 'GBP')).toEqual({ fault: 'unreadable' });
  });

  it.each([
    ['5 Eur', 500],
    ['CHF 5', 'otherCurrency'],
    ['5 Franken', 'otherCurrency'],
    ['Fr. 5', 'otherCurrency'],
    ['sfr 5', 'otherCurrency'],
    ['CHF', 'unreadable'],
    ['€', 'unreadable'],
    ['5 EUROS', 'unreadable'],
    ['xEUR 5', 'unreadable'],
    ['CHF 5 xx', 'otherCurrency'],
    ['CHF', 'unreadable']
  ])('[T2.5] %j where euros are paid: %s', (text, read) => {
    const expected = typeof read === 'number' ? { minor: read } : { fault: read };
    expect(readAmount(text, 'EUR')).toEqual(expected);
  });

  it.each([
    ['CHF 120 €', 'otherCurrency'],
    ['€', 'unreadable'],
    ['- 5', 'negative'],
    ['5-', 'unreadable'],
    ['-x', 'unreadable'],
    ['1 234 567', 123_456_700],
    ['1.234.567', 123_456_700],
    ['1,234,567', 123_456_700],
    ['12 34', 'unreadable'],
    ['1’2345', 'unreadable'],
    ['0.123', 'tooFine'],
    ['1234.567', 'tooFine'],
    ['1’234.567', 'tooFine'],
    ['.5', 'unreadable'],
    ['5.', 'unreadable'],
    ['5.5', 550],
    ['999999999999', 99_999_999_999_900],
    ['1000000000000', 'unreadable'],
    ['999 999 999 999.99', 99_999_999_999_999],
    ['5. –', 500],
    ['5.---', 'unreadable'],
    ['5.–x', 'unreadable']
  ])('[T2.5] %j at the edges: %s', (text, read) => {
    const expected = typeof read === 'number' ? { minor: read } : { fault: read };
    expect(readAmount(text, 'CHF')).toEqual(expected);
  });

  it.each([
    ['', 'missing'],
    [' \u200b', 'missing'],
    ['-5', 'negative'],
    ['CHF-27.80', 'negative'],
    ['−27.80', 'negative'],
    ['89,505', 'ambiguous'],
    ['1.234', 'ambiguous'],
    ['0,895', 'tooFine'],
    ['89.5051', 'tooFine'],
    ['1.234,567', 'tooFine'],
    ['120 €', 'otherCurrency'],
    ['EUR 120', 'otherCurrency'],
    ['achtzig', 'unreadable'],
    ['80 Stück', 'unreadable'],
    ['1e3', 'unreadable'],
    ['12.34.56', 'unreadable'],
    ['1,23,456', 'unreadable'],
    ['1.234.56', 'unreadable'],
    ['89 oder 90', 'unreadable'],
    ['0x10', 'unreadable'],
    ['1'.repeat(20), 'unreadable']
  ])('[T2.5] %j is refused as %s', (text, fault) => {
    expect(readAmount(text, 'CHF')).toEqual({ fault });
  });

  it.each(CURRENCIES.flatMap((currency) => LOCALES.map((locale) => [currency, locale] as const)))(
    '[T2.5] every amount in %s that is printed in %s is read back',
    (currency, locale) => {
      const printed = MARKETS.map((market) =>
        invoiceFormat({ currency, market, language: locale, timeZone: 'UTC' })
      );
      fc.assert(
        fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), (minor) => {
          const texts = [
            formatMoney(minor, currency, locale),
            ...printed.flatMap((format) => [format.money(minor), format.amount(minor)])
          ];
          return texts.every((text) => readAmount(text, currency).minor === minor);
        })
      );
    }
  );
});
