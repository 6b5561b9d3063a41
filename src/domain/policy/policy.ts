// Every number of the rules that a market or an operator may set. The flow holds no literal of its own.

export const MARKETS = ['DE', 'CH'] as const;
export type Market = (typeof MARKETS)[number];
export const CURRENCIES = ['EUR', 'CHF'] as const;
export type Currency = (typeof CURRENCIES)[number];

export interface MarketPolicy {
  currency: Currency;
  timeZone: string;
  /** Standard VAT, dated; the last one that began before the day counts. Basis points. */
  vat: readonly { from: string; bps: number }[];
  /** R22, gross. */
  guaranteeFeeMinor: number;
  /** R20: what the platform keeps of a Friend's visit. */
  friendCommissionBps: number;
  /** Default terms of a Pro's contract. */
  proCommissionBps: number;
  /** R26/R27: paid for a visit that fails through no fault of the provider, gross. */
  visitFeeMinor: number;
}

export const MARKET_POLICY: Record<Market, MarketPolicy> = {
  DE: {
    currency: 'EUR',
    timeZone: 'Europe/Berlin',
    vat: [{ from: '2021-01-01', bps: 1900 }],
    guaranteeFeeMinor: 290,
    friendCommissionBps: 2000,
    proCommissionBps: 1500,
    visitFeeMinor: 2500
  },
  CH: {
    currency: 'CHF',
    timeZone: 'Europe/Zurich',
    vat: [
      { from: '2018-01-01', bps: 770 },
      { from: '2024-01-01', bps: 810 }
    ],
    guaranteeFeeMinor: 490,
    friendCommissionBps: 2000,
    proCommissionBps: 1500,
    visitFeeMinor: 3500
  }
};

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
export const HOUR_MS = 60 * MINUTE;

/** Time limits, all in ms of server time. */
export const TIME_POLICY = {
  /** R5: each step of the waterfall. */
  offerStepMs: 120 * SECOND,
  /** An offer's step starts when the device saw it, or this long after sending. */
  offerReachMs: 10 * SECOND,
  /** R2: a provider whom the customer asked for has the order alone this long. */
  personalOfferMs: 2 * HOUR_MS,
  /** R2: but no more than this share of what is left until the visit. The rest is for the others to say yes and to get there. */
  personalShareBps: 2_500,
  contactLimitMs: 12 * HOUR_MS,
  contactRemindersMs: [6 * HOUR_MS, 11 * HOUR_MS],
  confirmOpensMs: 24 * HOUR_MS,
  confirmClosesMs: 3 * HOUR_MS,
  freeCancelMs: 24 * HOUR_MS,
  /** What a device did before its late proof (R8, R9) waits this long for it: batches of one device are minutes apart. */
  lateProofWaitMs: 24 * HOUR_MS,
  /** After the planned end of a visit of which nobody said that it began. */
  missedAfterMs: 2 * HOUR_MS,
  /** After the planned end of a visit that began and was never finished; a device may be without signal for long. */
  unfinishedAfterMs: 24 * HOUR_MS,
  /** Contact data of an order that has ended leave the provider's devices after this. */
  contactKeptMs: 30 * 24 * HOUR_MS,
  /** R27: a customer who is not there this long after arrival. */
  absentAfterMs: 10 * MINUTE,
  /** An action may be this old before its own account of time is not believed. */
  oldestActionMs: 60 * 24 * HOUR_MS,
  /** Two servers' clocks may differ by this much: an anchor from one, received by the other. */
  clockSkewMs: 2 * MINUTE
} as const;

/**
 * R27: what a customer who cancels late owes, as a share of the visit fee. A tier begins so long before the visit; the first
 * is where cancelling stops being free. Whoever cancels once the provider has set off is in the last one.
 */
export const CANCEL_TIERS = [
  { fromMs: TIME_POLICY.freeCancelMs, shareBps: 5_000 },
  { fromMs: TIME_POLICY.confirmClosesMs, shareBps: 10_000 }
] as const;

/** When a visit may be asked for (R1). */
export const BOOKING_POLICY = {
  /** From asking to the visit's start: somebody has to be found and to get there. */
  leadMs: 2 * HOUR_MS,
  horizonMs: 60 * 24 * HOUR_MS,
  /** Opening hours of visits, in minutes of the local day; the whole visit lies within. */
  opensMin: 7 * 60,
  closesMin: 21 * 60,
  /** Grid of the suggested starts; any minute may be asked for. */
  slotMin: 30
} as const;

/** How many join at each step; the last number repeats. */
export const WATERFALL_WIDTHS = [1, 1, 1, 2, 2, 3, 5] as const;

/** Standard VAT of a market on a day (`YYYY-MM-DD`, in the market's own calendar). */
export function vatBps(market: Market, day: string): number {
  const rates = MARKET_POLICY[market].vat.filter((rate) => rate.from <= day);
  const rate = rates.at(-1);
  if (!rate) throw new RangeError(`no VAT rate for ${market} on ${day}`);
  return rate.bps;
}
