/**
 * R15: the least that a drawn signature is, in CSS pixels of the pad (about 0.16 mm each): initials
 * are more, a tap and the ball of a hand are less.
 */
export const SIGNING_POLICY = {
  /** Along all its lines. */
  inkPx: 48,
  /** The longer side of the box around it. */
  extentPx: 32
} as const;
