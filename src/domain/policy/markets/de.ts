import type { MarketRecord } from './market-record.ts';

export const GERMANY: MarketRecord = {
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
  vat: [{ from: '2021-01-01', bps: 1900 }],
  guaranteeFeeMinor: 290,
  friendCommissionBps: 2000,
  proCommissionBps: 1500,
  visitFeeMinor: 2500,
  postcode: { form: '\\d{5}', inputMode: 'numeric' },
  vatId: { pattern: /^DE\d{9}$/, example: 'DE123456789', printed: (id) => `USt-IdNr. ${id}` },
  german: 'DE',
  withdrawalDays: 14
};
