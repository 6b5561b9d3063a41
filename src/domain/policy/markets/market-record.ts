import type { Bps } from '../../brand.ts';
import type { MarketRules } from './market-rules.ts';

export const CURRENCIES = ['EUR', 'CHF'] as const;
export type Currency = (typeof CURRENCIES)[number];

/** Which German is written in a country's papers: "USt." or "MWST", "Grüße" or "Grüsse". */
export type GermanVariety = 'DE' | 'CH';

/**
 * R24: everything that differs from country to country. What a market's texts say is asked for by
 * type elsewhere.
 */
export interface MarketRecord {
  currency: Currency;
  timeZone: string;
  /** Standard VAT, dated, oldest first; the last one that began before the day counts. */
  vat: readonly { from: string; bps: Bps }[];
  /** Hold until an operator has set others. */
  rules: MarketRules;
  /** `form`: source of a regular expression, without anchors. */
  postcode: { form: string; inputMode: 'numeric' | 'text' };
  /** The company's VAT number as a setting takes it, and as papers print it. */
  vatId: { pattern: RegExp; example: string; printed(id: string): string };
  german: GermanVariety;
  /** How long consumers may withdraw from a contract without a reason; null where they may not. */
  withdrawalDays: number | null;
}
