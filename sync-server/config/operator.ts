import type { Issuer } from '#domain/billing/invoice.ts';
import type { OperatorView } from '#domain/operator/operator-view.ts';
import type { Market } from '#domain/policy/policy.ts';

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

/** For trying things out: plainly nobody; the numbers belong to no one. */
export const DEMO_ISSUERS: Record<Market, Issuer> = {
  DE: {
    name: 'Demo Deutschland GmbH',
    street: 'Beispielstraße 1',
    postcode: '10115',
    city: 'Berlin',
    country: 'DE',
    manager: 'Maxi Demo',
    vatId: 'USt-IdNr. DE000000000',
    register: 'Demo-Register HRB 0',
    ...DEMO_SUPPORT,
    website: 'demo.example',
    bank: { name: 'Demo-Bank', iban: 'DE02 1203 0000 0000 2020 51' }
  },
  CH: {
    name: 'Demo Schweiz AG',
    street: 'Beispielstrasse 1',
    postcode: '8001',
    city: 'Zürich',
    country: 'CH',
    manager: 'Maxi Demo',
    vatId: 'CHE-000.000.000 MWST',
    register: 'Demo-Register CHE-000.000.000',
    ...DEMO_SUPPORT,
    website: 'demo.example',
    bank: { name: 'Demo-Bank', iban: 'CH93 0076 2011 6238 5295 7' }
  }
};
