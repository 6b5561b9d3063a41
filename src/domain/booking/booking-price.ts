// The price before the last click (R1): made by the same functions that later make the statement,
// so that it cannot differ.
import type { Minor } from '../brand.ts';
import { MARKET_POLICY, type Currency, type Market } from '../policy/policy.ts';
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

/** What a visit costs as booked, or null where the market does not offer the package. */
export function bookingPrice(
  service: Pick<BookablePackage, 'id' | 'title' | 'prices'>,
  market: Market
): BookingPrice | null {
  const priceMinor = service.prices[market];
  if (priceMinor === undefined) return null;
  const { currency, guaranteeFeeMinor } = MARKET_POLICY[market];
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
