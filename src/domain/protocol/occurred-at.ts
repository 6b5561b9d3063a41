import type { Ms } from '../brand.ts';
import type { ActionTime } from './action.ts';
import { TIME_POLICY } from '../policy/policy.ts';

/**
 * Server time (ms) at which an action is taken to have happened: the device's monotonic account on
 * top of the last server time that it saw, never after it was received and never before what the
 * same device did before it (an old anchor dates nothing back). Undefined where that account cannot
 * be true: an anchor from the future, or an age past all belief.
 */
export function occurredAt(at: ActionTime, receivedAt: Ms, notBefore: Ms = 0): Ms | undefined {
  if (at.anchor > receivedAt + TIME_POLICY.clockSkewMs || at.sinceAnchor < 0) return undefined;
  const claimed = at.anchor + at.sinceAnchor;
  if (receivedAt - claimed > TIME_POLICY.oldestActionMs) return undefined;
  return Math.min(Math.max(claimed, notBefore), receivedAt);
}
