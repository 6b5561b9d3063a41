import type { Issuer } from '../billing/invoice.ts';
import type { Market } from '../policy/policy.ts';
import type { RulesInForce } from './rules-versions.ts';

/** What anybody may know of a company; its bank account stands on its invoices alone. */
export type PublicCompany = Omit<Issuer, 'bank'>;

/** Answer of `GET /api/operator`: who runs this, how to reach them, and where their terms stand. */
export interface OperatorView {
  /** These are invented: nobody is reached here and nothing is billed. */
  demo: boolean;
  /** Where bookings are taken. */
  markets: Market[];
  /** Of each market whose company is told. */
  companies: Partial<Record<Market, PublicCompany>>;
  /** Empty where it is not told yet. */
  support: { phone: string; email: string };
  /** Null: the page of our own (`/terms`, `/privacy`, `/imprint`). */
  links: { terms: string | null; privacy: string | null; imprint: string | null };
  /** In force now; not there in what an earlier server told. */
  rules?: Record<Market, RulesInForce>;
}
