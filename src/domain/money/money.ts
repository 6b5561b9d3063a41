// Money is an integer number of minor units beside its currency; nothing here ever holds a fraction.
// One rounding rule everywhere: half away from zero. Tests compare it with dinero.js.

/** `amount × bps / 10,000`, rounded half away from zero. Exact for every safe integer. */
export function shareOf(amountMinor: number, bps: number): number {
  return divideRounded(BigInt(amountMinor) * BigInt(bps), 10_000n);
}

/** The VAT inside a gross amount. */
export function vatInside(grossMinor: number, bps: number): number {
  return divideRounded(BigInt(grossMinor) * BigInt(bps), BigInt(10_000 + bps));
}

export function sum(amounts: Iterable<number>): number {
  let total = 0;
  for (const amount of amounts) total += amount;
  return total;
}

function divideRounded(numerator: bigint, denominator: bigint): number {
  const sign = numerator < 0n ? -1n : 1n;
  const magnitude = numerator * sign;
  return Number((sign * (2n * magnitude + denominator)) / (2n * denominator));
}
