import type { Issuer } from '#domain/billing/invoice.ts';
import type { OperatorView } from '#domain/operator/operator-view.ts';
import { forEachMarket, MARKET_POLICY, type Market } from '#domain/policy/policy.ts';
import { DEMO_COMPANIES } from './market-issuers.ts';

/** Who runs this installation. */
export interface Operator {
  /** Who sends the invoices of a market; a market without one takes no bookings. */
  issuers: Partial<Record<Market, Issuer>>;
  /** Empty where it is not told yet. */
  support: OperatorView['support'];
  links: OperatorView['links'];
}

/** Calls and mails to these reach nobody. */
export const DEMO_SUPPORT: Operator['support'] = {
  phone: '+49 30 00000000',
  email: 'support@demo.example'
};

/** For trying things out: plainly nobody. */
export const DEMO_ISSUERS: Record<Market, Issuer> = forEachMarket((market) => ({
  ...DEMO_COMPANIES[market],
  ...DEMO_SUPPORT,
  vatId: MARKET_POLICY[market].vatId.printed(DEMO_COMPANIES[market].vatId),
  country: market,
  manager: 'Maxi Demo',
  website: 'demo.example'
}));

/** @throws where the market has no company: what needs one waits for an owner to say it. */
export function issuerIn(issuers: Operator['issuers'], market: Market): Issuer {
  const issuer = issuers[market];
  if (!issuer) throw new Error(`no company is set for ${market}: an owner says it in /admin`);
  return issuer;
}
