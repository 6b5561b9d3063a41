// R27 before the last click: until when cancelling is free, and what it costs after that. Only what
// will still hold once somebody has accepted, whenever that is.
import { cancelTiers } from '#domain/billing/cancellation.ts';
import { freeCancelUntil } from '#domain/order/limits.ts';
import {
  MARKET_POLICY,
  TIME_POLICY,
  type Market,
  type MarketRules
} from '#domain/policy/policy.ts';
import { m } from '$lib/paraglide/messages';
import { getLocale } from '$lib/paraglide/runtime';
import { formatDate, formatDuration, formatMoney, formatTime } from '$lib/ui/values/format.ts';

type CancelRules = Pick<MarketRules, 'visitFeeMinor' | 'cancelTiers'>;

/** One line each. */
export function cancelPromise(
  now: number,
  { market, startsAt, rules }: { market: Market; startsAt: number; rules: CancelRules }
): string[] {
  const { timeZone, currency } = MARKET_POLICY[market];
  const { visitFeeMinor } = rules;
  const shares = rules.cancelTiers.map((each) => ({ ...each }));
  if (shares.length === 0) return [m.booking_cancel_always()];
  const locale = getLocale();
  const job = {
    appointment: { startsAt, timeZone, durationMin: 0 },
    terms: { visitFeeMinor, cancelTiers: shares },
    acceptedAt: null,
    appointmentChanges: []
  };
  const moment = (at: number) =>
    `${formatDate(at, { timeZone, locale })}, ${formatTime(at, { timeZone, locale })}`;
  const freeUntil = freeCancelUntil(job);
  const grace = formatDuration(TIME_POLICY.cancelGraceMs, locale);
  const free =
    freeUntil > now
      ? m.booking_cancel_until({ time: moment(freeUntil) })
      : m.booking_cancel_short({ grace });
  const tiers = cancelTiers(job);
  const reached = tiers.findLastIndex(({ from }) => from <= now);
  const fees = tiers.slice(Math.max(0, reached)).map(({ from, feeMinor }, index) => {
    const fee = formatMoney(feeMinor, currency, locale);
    return index === 0 ? fee : m.booking_cancel_fee_from({ fee, time: moment(from) });
  });
  return [free, m.booking_cancel_fees({ fees: fees.join(', ') })];
}
