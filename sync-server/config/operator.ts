import type { Issuer } from '#domain/billing/invoice.ts';
import type { OperatorView } from '#domain/operator/operator-view.ts';
import { forEachMarket, MARKET_POLICY, type Market } from '#domain/policy/policy.ts';
import { DEMO_COMPANIES } from './market-issuers.ts';

/** Who runs this installation. */
export interface Operator {
  /** Who sends the invoices of a market. */
  issuers: Record<Market, Issuer>;
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
