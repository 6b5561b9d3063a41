import type { MarketRecord } from './market-record.ts';
import { USUAL_RULES } from './market-rules.ts';

export const SWITZERLAND: MarketRecord = {
  currency: 'CHF',
  timeZone: 'Europe/Zurich',
  vat: [
    { from: '2018-01-01', bps: 770 },
    { from: '2024-01-01', bps: 810 }
  ],
  rules: {
    ...USUAL_RULES,
    guaranteeFeeMinor: { friend: 490, pro: 490 },
    visitFeeMinor: 3500
  },
  postcode: { form: '[1-9]\\d{3}', inputMode: 'numeric' },
  vatId: {
    pattern: /^CHE-\d{3}\.\d{3}\.\d{3}$/,
    example: 'CHE-123.456.789',
    printed: (id) => `${id} MWST`
  },
  german: 'CH',
  withdrawalDays: null
};
