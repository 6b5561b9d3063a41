import type { Issuer } from '#domain/billing/invoice.ts';
import type { Market } from '#domain/policy/policy.ts';

/** Who sends the invoices of a market. An operator replaces these with their own company; the numbers belong to nobody. */
export const ISSUERS: Record<Market, Issuer> = {
  DE: {
    name: 'Mila Onsite Deutschland GmbH',
    street: 'Torstraße 1',
    postcode: '10119',
    city: 'Berlin',
    country: 'DE',
    vatId: 'USt-IdNr. DE000000000',
    register: 'Amtsgericht Charlottenburg HRB 000000',
    email: 'rechnung@mila.example',
    website: 'www.mila.example',
    bank: { name: 'Beispielbank Berlin', iban: 'DE02 1203 0000 0000 2020 51' }
  },
  CH: {
    name: 'Mila Onsite Schweiz AG',
    street: 'Hardturmstrasse 1',
    postcode: '8005',
    city: 'Zürich',
    country: 'CH',
    vatId: 'CHE-000.000.000 MWST',
    register: 'Handelsregister Zürich',
    email: 'rechnung@mila.example',
    website: 'www.mila.example',
    bank: { name: 'Beispielbank Zürich', iban: 'CH93 0076 2011 6238 5295 7' }
  }
};
