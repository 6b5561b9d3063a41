import { MARKET_POLICY, MARKETS } from '#domain/policy/policy.ts';
import { ISSUER_EXAMPLES } from '../../sync-server/config/market-issuers.ts';

/** The company of each market, as the settings themselves say that it may look. */
const EXAMPLES = Object.fromEntries(
  MARKETS.flatMap((market) => {
    const { name, street, place, register, iban } = ISSUER_EXAMPLES[market];
    const set = { NAME: name, STREET: street, PLACE: place, REGISTER: register, IBAN: iban };
    const rest = { MANAGER: 'Erika Beispiel', BANK: 'Beispielbank' };
    const vat = { VAT_ID: MARKET_POLICY[market].vatId.example };
    const named = Object.entries({ ...set, ...rest, ...vat });
    return named.map(([key, value]) => [`ISSUER_${market}_${key}`, value]);
  })
) as Record<string, string>;

/** What an operator of a real installation has to set: who they are. */
export const OPERATOR_ENVIRONMENT = {
  ...EXAMPLES,
  ISSUER_DE_NAME: 'Beispiel Technikhilfe GmbH',
  ISSUER_DE_STREET: 'Torstraße 1',
  ISSUER_DE_PLACE: '10119 Berlin',
  ISSUER_DE_MANAGER: 'Erika Beispiel',
  ISSUER_DE_REGISTER: 'Amtsgericht Charlottenburg HRB 12345',
  ISSUER_DE_VAT_ID: 'DE123456789',
  ISSUER_DE_BANK: 'Beispielbank Berlin',
  ISSUER_DE_IBAN: 'DE02 1203 0000 0000 2020 51',
  ISSUER_CH_NAME: 'Beispiel Technikhilfe AG',
  ISSUER_CH_STREET: 'Hardturmstrasse 1',
  ISSUER_CH_PLACE: '8005 Zürich',
  ISSUER_CH_MANAGER: 'Urs Beispiel',
  ISSUER_CH_REGISTER: 'Handelsregister Zürich',
  ISSUER_CH_VAT_ID: 'CHE-123.456.789',
  ISSUER_CH_BANK: 'Beispielbank Zürich',
  ISSUER_CH_IBAN: 'CH9300762011623852957',
  SUPPORT_PHONE: '+49 30 1234567',
  SUPPORT_EMAIL: 'support@mila.example'
};
