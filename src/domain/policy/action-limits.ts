/**
 * What one action may carry: a form says so before somebody signs. Lengths of texts: TEXT_LIMITS.
 */
export const ACTION_LIMITS = {
  /** R13, R18: of one package or product. */
  quantity: 20,
  /** R13 */
  priceMinor: 10_000_000,
  /** R11 */
  etaMinutes: 600,
  photoBytes: 20_000_000
} as const;
