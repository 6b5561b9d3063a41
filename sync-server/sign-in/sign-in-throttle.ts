import { createHash } from 'node:crypto';

export const SIGN_IN_LIMITS = {
  /** Wrong passwords in a row of one account before it has to wait at all. */
  freeFailures: 5,
  firstLockMs: 15_000,
  longestLockMs: 15 * 60_000,
  forgottenAfterMs: 24 * 3_600_000,
  /** Wrong passwords from one address in `addressWindowMs`. */
  addressFailures: 30,
  addressWindowMs: 10 * 60_000
} as const;
const KEPT = 10_000;

export interface Failures {
  count: number;
  lastAt: number;
}
export const NO_FAILURES: Failures = { count: 0, lastAt: 0 };

/**
 * How long (ms) an account waits after its failures in a row: none for five, then 15 s, 30 s … 15
 * min.
 */
export function lockLeft({ count, lastAt }: Failures, now: number): number {
  if (count < SIGN_IN_LIMITS.freeFailures) return 0;
  const lock = Math.min(
    SIGN_IN_LIMITS.longestLockMs,
    SIGN_IN_LIMITS.firstLockMs * 2 ** (count - SIGN_IN_LIMITS.freeFailures)
  );
  return Math.max(0, lastAt + lock - now);
}

/** Counted before the password is looked at, so that a hundred guesses at once are a hundred. */
export function oneMore(failures: Failures, now: number): Failures {
  const isForgotten = now - failures.lastAt > SIGN_IN_LIMITS.forgottenAfterMs;
  return { count: isForgotten ? 1 : failures.count + 1, lastAt: now };
}

/**
 * The part of the throttle that lives in this process: by address, and for e-mails without an
 * account, which must wait exactly like those with one. Accounts carry their own count.
 */
export interface SignInThrottle {
  addressLeft(address: string, now: number): number;
  addressFailed(address: string, now: number): void;
  unknownAccount: { get(email: string): Failures; set(email: string, failures: Failures): void };
}

export function newSignInThrottle(): SignInThrottle {
  const addresses = new Map<string, { count: number; since: number }>();
  const unknown = new Map<string, Failures>();
  const key = (email: string) => createHash('sha256').update(email).digest('base64');

  return {
    addressLeft(address, now) {
      const seen = addresses.get(address);
      if (!seen || seen.count < SIGN_IN_LIMITS.addressFailures) return 0;
      return Math.max(0, seen.since + SIGN_IN_LIMITS.addressWindowMs - now);
    },
    addressFailed(address, now) {
      const seen = addresses.get(address);
      const isOver = !seen || now - seen.since > SIGN_IN_LIMITS.addressWindowMs;
      remember(addresses, address, isOver ? { count: 1, since: now } : bumped(seen));
    },
    unknownAccount: {
      get: (email) => unknown.get(key(email)) ?? NO_FAILURES,
      set: (email, failures) => remember(unknown, key(email), failures)
    }
  };
}

function bumped(seen: { count: number; since: number }) {
  return { ...seen, count: seen.count + 1 };
}

/** A map that forgets its oldest entries. */
function remember<V>(map: Map<string, V>, key: string, value: V): void {
  map.delete(key);
  map.set(key, value);
  const oldest = map.size > KEPT ? map.keys().next().value : undefined;
  if (oldest !== undefined) map.delete(oldest);
}
