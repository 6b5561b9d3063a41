import { RecentMap } from '../store/recent-map.ts';

export const ADDRESS_LIMITS = {
  /** Wrong passwords from one address in `windowMs`, whatever the accounts. */
  failures: 30,
  windowMs: 10 * 60_000
} as const;

const KEPT = 10_000;
/** Those that are being looked at right now may all be right. */
const SOON_MS = 1_000;

interface Seen {
  failed: number;
  since: number;
  open: number;
}

/** One attempt that counts from before it is looked at; `end` says whether it was wrong. */
export interface Attempt {
  end(wasWrong: boolean): void;
}

/** Wrong passwords by address, in this process. */
export interface AddressFailures {
  begin(address: string, now: number): Attempt | { waitMs: number };
}

export function newAddressFailures(): AddressFailures {
  const addresses = new RecentMap<string, Seen>(KEPT);

  function seenAt(address: string, now: number): Seen {
    const seen = addresses.get(address) ?? { failed: 0, since: now, open: 0 };
    if (now - seen.since >= ADDRESS_LIMITS.windowMs) Object.assign(seen, { failed: 0, since: now });
    addresses.set(address, seen);
    return seen;
  }

  return {
    begin(address, now) {
      const seen = seenAt(address, now);
      const { failed, open, since } = seen;
      if (failed >= ADDRESS_LIMITS.failures) {
        return { waitMs: Math.max(SOON_MS, since + ADDRESS_LIMITS.windowMs - now) };
      }
      if (failed + open >= ADDRESS_LIMITS.failures) return { waitMs: SOON_MS };
      seen.open += 1;
      return {
        end(wasWrong) {
          seen.open -= 1;
          if (!wasWrong) return;
          // The window begins with the first that was wrong.
          if (seen.failed === 0) seen.since = now;
          seen.failed += 1;
        }
      };
    }
  };
}
