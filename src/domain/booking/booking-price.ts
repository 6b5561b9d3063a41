// The price before the last click (R1): made by the same functions that later make the statement,
// so that it cannot differ.
import type { Minor } from '../brand.ts';
import { MARKET_POLICY, type Currency, type Market, type MarketRules } from '../policy/policy.ts';
import { promisedFeeMinor } from '../price/guarantee-fee.ts';
import { priceLines, priceTotals, type PriceLine } from '../price/price.ts';
import type { BookablePackage } from './booking-request.ts';

export interface BookingPrice {
  currency: Currency;
  /**
   * Service and guarantee fee. Amounts are gross; which VAT they hold is known when a provider is.
   */
  lines: PriceLine[];
  totalMinor: Minor;
}

/**
 * What a visit costs as booked, or null where the market does not offer the package.
 * @param rules in force; the usual ones where nobody was asked
 */
export function bookingPrice(
  service: Pick<BookablePackage, 'id' | 'title' | 'prices' | 'proOnly'>,
  market: Market,
  rules: Pick<MarketRules, 'guaranteeFeeMinor'> = MARKET_POLICY[market].rules
): BookingPrice | null {
  const priceMinor = service.prices[market];
  if (priceMinor === undefined) return null;
  const { currency } = MARKET_POLICY[market];
  const guaranteeFeeMinor = promisedFeeMinor(rules.guaranteeFeeMinor, service.proOnly);
  const lines = priceLines({
    service: { packageId: service.id, title: service.title, priceMinor },
    provider: null,
    terms: { vatBps: 0, guaranteeFeeMinor },
    agreedPrice: null,
    addedPackages: [],
    soldProducts: []
  });
  return { currency, lines, totalMinor: priceTotals(lines).totalMinor };
}
