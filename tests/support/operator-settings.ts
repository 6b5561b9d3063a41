/** What an operator of a real installation has to set: who they are. */
export const OPERATOR_ENVIRONMENT = {
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
