// What a market needs to be told of its company: what the settings may look like, and who plainly
// nobody is in a demo.
import type { Issuer } from '#domain/billing/invoice.ts';
import type { Market } from '#domain/policy/policy.ts';

/** How the settings of a market are asked for: the words are an operator's, in English. */
interface IssuerExample {
  in: string;
  name: string;
  street: string;
  place: string;
  register: string;
  iban: string;
}

export const ISSUER_EXAMPLES: Record<Market, IssuerExample> = {
  DE: {
    in: 'in Germany',
    name: 'Beispiel Technikhilfe GmbH',
    street: 'Torstraße 1',
    place: '10115 Berlin',
    register: 'Amtsgericht Charlottenburg HRB 12345',
    iban: 'DE02 1203 0000 0000 2020 51'
  },
  CH: {
    in: 'in Switzerland',
    name: 'Beispiel Technikhilfe AG',
    street: 'Hardturmstrasse 1',
    place: '8005 Zürich',
    register: 'Handelsregister Zürich CHE-123.456.789',
    iban: 'CH93 0076 2011 6238 5295 7'
  }
};

/** For trying things out; the numbers belong to no one. */
export const DEMO_COMPANIES: Record<
  Market,
  Pick<Issuer, 'name' | 'street' | 'postcode' | 'city' | 'register' | 'bank'> & { vatId: string }
> = {
  DE: {
    name: 'Demo Deutschland GmbH',
    street: 'Beispielstraße 1',
    postcode: '10115',
    city: 'Berlin',
    vatId: 'DE000000000',
    register: 'Demo-Register HRB 0',
    bank: { name: 'Demo-Bank', iban: 'DE02 1203 0000 0000 2020 51' }
  },
  CH: {
    name: 'Demo Schweiz AG',
    street: 'Beispielstrasse 1',
    postcode: '8001',
    city: 'Zürich',
    vatId: 'CHE-000.000.000',
    register: 'Demo-Register CHE-000.000.000',
    bank: { name: 'Demo-Bank', iban: 'CH93 0076 2011 6238 5295 7' }
  }
};
