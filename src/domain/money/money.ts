// Money is an integer number of minor units beside its currency; nothing here ever holds a
// fraction. One rounding rule everywhere: half away from zero. Tests compare it with dinero.js.
import type { Bps, Minor } from '../brand.ts';

/** All of something, in basis points. */
const WHOLE_BPS = 10_000;

/** `amount × bps / 10,000`, rounded half away from zero. Exact for every safe integer. */
export function shareOf(amountMinor: Minor, bps: Bps): Minor {
  return divideRounded(BigInt(amountMinor) * BigInt(bps), BigInt(WHOLE_BPS));
}

/** The VAT inside a gross amount. */
export function vatInside(grossMinor: Minor, bps: Bps): Minor {
  return divideRounded(BigInt(grossMinor) * BigInt(bps), BigInt(WHOLE_BPS + bps));
}

export function sum(amounts: Iterable<Minor>): Minor {
  let total = 0;
  for (const amount of amounts) total += amount;
  return total;
}

function divideRounded(numerator: bigint, denominator: bigint): number {
  const sign = numerator < 0n ? -1n : 1n;
  const magnitude = numerator * sign;
  return Number((sign * (2n * magnitude + denominator)) / (2n * denominator));
}
