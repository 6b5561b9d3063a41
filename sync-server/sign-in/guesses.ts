// How often who has guessed the password of one account. What must hold:
// 1. Nobody is locked out by what others guess: each address has a count of its own.
// 2. A browser or device that has signed in to the account has its own count as well, which no
//    guess from elsewhere touches.
// 3. Guesses from very many addresses make it slow for addresses that are new to the account,
//    never for those of 2.
// 4. Counted before the password is looked at, so that a hundred guesses at once are a hundred.
const MINUTE_MS = 60_000;

export const GUESS_LIMITS = {
  /** Wrong passwords in a row before one has to wait at all. */
  free: 5,
  /** The same for an address that is new to an account which many addresses guess at. */
  freeUnderAttack: 1,
  firstLockMs: 15_000,
  longestLockMs: 15 * MINUTE_MS,
  forgottenAfterMs: 24 * 60 * MINUTE_MS,
  /** Guesses of strangers, all together: one is forgotten in each `drainMs`. */
  attackFrom: 30,
  mostPressure: 100,
  drainMs: 6_000,
  /** The newest are kept. */
  knownKept: 30,
  strangersKept: 128
} as const;

export interface Failures {
  count: number;
  lastAt: number;
}

/** Of one account. Keys are hashes: of a browser's cookie, a device's id or an address. */
export interface Guesses {
  known: Record<string, Failures>;
  strangers: Record<string, Failures>;
  pressure: { level: number; at: number };
}

export interface Guesser {
  isKnown: boolean;
  key: string;
}

export const NO_GUESSES: Guesses = {
  known: {},
  strangers: {},
  pressure: { level: 0, at: 0 }
};

/** How long (ms) this one has to wait; 0: may try now. */
export function waitOf(guesses: Guesses, { isKnown, key }: Guesser, now: number): number {
  const own = guesses[isKnown ? 'known' : 'strangers'][key];
  if (isKnown) return lockLeft(own, GUESS_LIMITS.free, now);
  const level = pressureAt(guesses, now);
  const free = level >= GUESS_LIMITS.attackFrom ? GUESS_LIMITS.freeUnderAttack : GUESS_LIMITS.free;
  const over = level - (GUESS_LIMITS.mostPressure - 1);
  return Math.max(lockLeft(own, free, now), over > 0 ? over * GUESS_LIMITS.drainMs : 0);
}

export function oneMore(guesses: Guesses, { isKnown, key }: Guesser, now: number): Guesses {
  const whose = isKnown ? 'known' : 'strangers';
  const { count = 0, lastAt = 0 } = guesses[whose][key] ?? {};
  const isForgotten = now - lastAt > GUESS_LIMITS.forgottenAfterMs;
  const failures = { count: isForgotten ? 1 : count + 1, lastAt: now };
  const counted = { ...guesses, [whose]: newest(whose, { ...guesses[whose], [key]: failures }) };
  if (isKnown) return counted;
  return { ...counted, pressure: { level: pressureAt(guesses, now) + 1, at: now } };
}

/** The password was right: what this one guessed before is forgotten, and `known` is known now. */
export function forgiven(
  guesses: Guesses,
  { isKnown, key }: Guesser,
  known: readonly string[],
  now: number
): Guesses {
  const { [key]: own, ...others } = guesses.strangers;
  const nothing = { count: 0, lastAt: now };
  const keys = isKnown ? [key, ...known] : known;
  const level = pressureAt(guesses, now) - (isKnown ? 0 : Math.min(1, own?.count ?? 0));
  return {
    known: newest('known', {
      ...guesses.known,
      ...Object.fromEntries(keys.map((each) => [each, nothing]))
    }),
    strangers: isKnown ? guesses.strangers : others,
    pressure: { level: Math.max(0, level), at: now }
  };
}

function lockLeft(failures: Failures | undefined, free: number, now: number): number {
  if (!failures || failures.count < free) return 0;
  if (now - failures.lastAt > GUESS_LIMITS.forgottenAfterMs) return 0;
  const doubled = GUESS_LIMITS.firstLockMs * 2 ** (failures.count - free);
  return Math.max(0, failures.lastAt + Math.min(GUESS_LIMITS.longestLockMs, doubled) - now);
}

function pressureAt({ pressure: { level, at } }: Guesses, now: number): number {
  return Math.max(0, level - Math.max(0, now - at) / GUESS_LIMITS.drainMs);
}

function newest(
  whose: 'known' | 'strangers',
  failures: Record<string, Failures>
): Record<string, Failures> {
  const most = whose === 'known' ? GUESS_LIMITS.knownKept : GUESS_LIMITS.strangersKept;
  const all = Object.entries(failures);
  if (all.length <= most) return failures;
  return Object.fromEntries(all.sort(([, a], [, b]) => b.lastAt - a.lastAt).slice(0, most));
}
