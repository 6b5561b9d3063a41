import { instantsOf, wallAt, type VisitWish } from '../../src/domain/booking/visit-time.ts';
import { HOUR_MS, MARKET_POLICY, USUAL_RULES } from '../../src/domain/policy/policy.ts';

const { timeZone } = MARKET_POLICY.CH;
const QUARTER_MS = HOUR_MS / 4;
const LONGEST_VISIT_MIN = 4 * 60;

/** So near that confirming is open, so far that it is still needed (R9), and within the hours of visits. */
export function aWishToConfirm(now: number): VisitWish {
  const soonest = Math.ceil((now + 5 * HOUR_MS) / QUARTER_MS) * QUARTER_MS;
  for (let at = soonest; at < now + 23 * HOUR_MS; at += QUARTER_MS) {
    const wish = wallAt(at, timeZone);
    const [hours = 0, minutes = 0] = wish.time.split(':').map(Number);
    const startMin = hours * 60 + minutes;
    const isOpen =
      startMin >= USUAL_RULES.opensMin && startMin + LONGEST_VISIT_MIN <= USUAL_RULES.closesMin;
    if (isOpen) return wish;
  }
  throw new Error(`no time to visit within a day of ${new Date(now).toISOString()}`);
}

/** The demo keeps its people busy until then. */
const FIRST_FREE_DAY = 8;
let taken = 0;

/**
 * On a day that no other story of this worker, and so of its server, has asked for: two visits of
 * one helper at one time would wait for each other's offer in vain.
 */
export function aWishOnAFreeDay(now = Date.now()): VisitWish {
  const day = FIRST_FREE_DAY + taken++;
  return { date: wallAt(now + day * 24 * HOUR_MS, timeZone).date, time: '10:00' };
}

export const startOf = (wish: VisitWish): number => instantsOf(wish, timeZone)[0] ?? 0;
