import { describe, expect, it } from 'vitest';
import { localText } from '#domain/catalog/service-package.ts';
import { LINE_TITLES } from '#domain/price/line-titles.ts';
import { priceLines } from '#domain/price/price.ts';
import {
  inEveryLanguage,
  isLocale,
  LANGUAGES,
  LOCALES,
  MARKET_POLICY,
  MARKETS,
  SOURCE_LOCALE
} from '#domain/policy/policy.ts';
import { aJob, SIGNATURE } from '../../support/builders.ts';

describe('each language', () => {
  it.each(LOCALES)(
    '[R24.9] %s names itself and writes numbers and days in every market',
    (locale) => {
      expect(LANGUAGES[locale].name).not.toBe('');
      for (const market of MARKETS) {
        const { currency } = MARKET_POLICY[market];
        const tags = [LANGUAGES[locale].numbers(market, currency), LANGUAGES[locale].days(market)];
        for (const tag of tags) {
          expect(tag).toMatch(new RegExp(`^${locale}\\b`));
          expect(Intl.NumberFormat.supportedLocalesOf(tag)).toEqual([tag]);
        }
      }
    }
  );

  it('[R24.4] writes as its market does, and English as the country of that currency', () => {
    const tags = (['DE', 'CH'] as const).map((market) => {
      const { currency } = MARKET_POLICY[market];
      const { de, en } = LANGUAGES;
      return [de.numbers(market, currency), en.numbers(market, currency), en.days(market)];
    });
    expect(tags).toEqual([
      ['de-DE', 'en-IE', 'en-GB'],
      ['de-CH', 'en-CH', 'en-GB']
    ]);
  });

  it('[R24.9] is known by its tag alone', () => {
    expect(['de', 'en', 'xx', 'de-CH', ''].map(isLocale)).toEqual([
      true,
      true,
      false,
      false,
      false
    ]);
  });
});

describe('texts', () => {
  it('[R24.9] of the rules stand in every language', () => {
    for (const title of Object.values(LINE_TITLES)) {
      expect(Object.keys(title)).toEqual([...LOCALES]);
      expect(Object.values(title)).not.toContain('');
    }
  });

  it('[R24.10] that somebody wrote are the same in every language', () => {
    const agreedPrice = {
      action: 'a',
      priceMinor: 9_900,
      reason: 'Zweiter Router',
      at: 0,
      consentHash: 'h',
      signature: SIGNATURE
    };
    const line = priceLines(aJob({ agreedPrice })).find(({ kind }) => kind === 'additionalWork');
    expect(line?.title).toMatchObject({ de: 'Zweiter Router', en: 'Zweiter Router' });
    expect(line?.title).toEqual(inEveryLanguage('Zweiter Router'));
    expect(Object.keys(inEveryLanguage('x'))).toEqual([...LOCALES]);
  });

  it('[R24.9] of the catalogue fall back to the source where a language is missing, and to nothing else', () => {
    const text = { [SOURCE_LOCALE]: 'WLAN einrichten' } as { de: string; en?: string };
    expect(localText(text, 'en')).toBe('WLAN einrichten');
    expect(localText({ ...text, en: 'Set up' }, 'en')).toBe('Set up');
    expect(localText({ ...text, en: 'Set up' }, 'xx')).toBe('WLAN einrichten');
  });
});
