// Numbers and days as the market writes them: "1.234,50 €", "CHF 1’234.50", "10. Juni 2026".
import type { Invoice } from '#domain/billing/invoice.ts';
import { LANGUAGES } from '#domain/policy/policy.ts';

export interface InvoiceFormat {
  money(minor: number): string;
  /** Without the currency, for columns that name it. */
  amount(minor: number): string;
  rate(bps: number): string;
  /** @param day `YYYY-MM-DD` */
  day(day: string): string;
  moment(ms: number): string;
}

export function invoiceFormat(
  invoice: Pick<Invoice, 'language' | 'market' | 'currency' | 'timeZone'>
): InvoiceFormat {
  const { currency, language, market, timeZone } = invoice;
  const locale = LANGUAGES[language].numbers(market, currency);
  const days = LANGUAGES[language].days(market);
  const money = new Intl.NumberFormat(locale, { style: 'currency', currency });
  const amount = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2
  });
  const rate = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 });
  const day = new Intl.DateTimeFormat(days, { dateStyle: 'long', timeZone: 'UTC' });
  const moment = new Intl.DateTimeFormat(days, { dateStyle: 'long', timeStyle: 'short', timeZone });
  return {
    money: (minor) => money.format(minor / 100),
    amount: (minor) => amount.format(minor / 100),
    rate: (bps) => rate.format(bps / 10_000),
    day: (text) => day.format(Date.parse(`${text}T00:00:00Z`)),
    moment: (ms) => moment.format(ms)
  };
}
