import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES, LOCALES, MARKET_POLICY, MARKETS } from '#domain/policy/policy.ts';
import { invoiceFormat } from '../../sync-server/billing/pdf/invoice-format.ts';
import { dayTag, numberTag } from '../../src/lib/i18n/written-as.ts';
import {
  formatDate,
  formatMoney,
  formatTime,
  formatWhen,
  writeAs
} from '../../src/lib/ui/values/format.ts';

beforeAll(() => writeAs({ days: dayTag, numbers: numberTag }));
afterAll(() => writeAs({ days: (locale) => locale, numbers: (locale) => locale }));

const AT = Date.parse('2026-12-03T19:45:00Z');

describe('what screens, mails and papers write', () => {
  it.each(LOCALES.flatMap((locale) => MARKETS.map((market) => [locale, market] as const)))(
    '[R24.14] is one in %s for %s',
    (locale, market) => {
      const { currency, timeZone } = MARKET_POLICY[market];
      const paper = invoiceFormat({ language: locale, market, currency, timeZone });
      expect(formatMoney(123_450, currency, locale)).toBe(paper.money(123_450));
      const mail = new Intl.DateTimeFormat(LANGUAGES[locale].days(market), {
        timeStyle: 'short',
        timeZone
      });
      expect(formatTime(AT, { timeZone, locale })).toBe(mail.format(AT));
    }
  );

  it('[R24.14] never has the American order of a day or a clock of twelve hours', () => {
    for (const { timeZone } of Object.values(MARKET_POLICY)) {
      const view = { timeZone, locale: 'en' };
      expect(formatTime(AT, view)).toBe('20:45');
      expect(formatDate(AT, view)).toBe('Thursday, 3 December 2026');
      expect(formatWhen(AT, { ...view, now: AT - 20 * 86_400_000 })).toBe('Thu 3 Dec 20:45');
    }
  });
});
