import type { MarketRecord } from './market-record.ts';
import { USUAL_RULES } from './market-rules.ts';

export const GERMANY: MarketRecord = {
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
  vat: [{ from: '2021-01-01', bps: 1900 }],
  rules: {
    ...USUAL_RULES,
    guaranteeFeeMinor: { friend: 290, pro: 290 },
    visitFeeMinor: 2500
  },
  postcode: { form: '\\d{5}', inputMode: 'numeric' },
  vatId: { pattern: /^DE\d{9}$/, example: 'DE123456789', printed: (id) => `USt-IdNr. ${id}` },
  german: 'DE',
  withdrawalDays: 14
};
