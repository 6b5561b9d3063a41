import * as z from 'zod/mini';
import type { ApiCode } from '#domain/protocol/api-code.ts';
import type { Store } from '../store/store.ts';
import { accountId, type Account } from '../people/account.ts';
import {
  isKnownDevice,
  newDevice,
  registerDevice,
  type Device,
  type NewDevice
} from '../people/device.ts';
import { hashPassword, isOutdated, isPassword } from '../people/password.ts';
import type { Session, Sessions } from '../people/session.ts';
import { lockLeft, NO_FAILURES, oneMore, type SignInThrottle } from './sign-in-throttle.ts';
import type { Clock } from '../clock.ts';

export const signInBody = z.object({
  email: z.string().check(z.minLength(3), z.maxLength(254)),
  password: z.string().check(z.minLength(1), z.maxLength(512)),
  /** Providers work on a device; staff may sign in from any browser. */
  device: z.optional(newDevice)
});
export type SignInBody = z.infer<typeof signInBody>;

export type SignedIn =
  | { ok: true; token: string; session: Session }
  | { ok: false; code: ApiCode; retryAfterS?: number };

interface SignInDeps {
  store: Store;
  clock: Clock;
  sessions: Sessions;
  throttle: SignInThrottle;
}

/**
 * A wrong e-mail and a wrong password answer alike, after the same time and with the same throttle.
 */
export async function signIn(
  deps: SignInDeps,
  { email, password, device }: SignInBody,
  address: string
): Promise<SignedIn> {
  const { store, clock, throttle, sessions } = deps;
  const wait = throttle.addressLeft(address, clock.now());
  if (wait > 0) return throttled(wait);

  const attempt = await countAttempt(deps, email);
  const { account } = attempt;
  // Whoever guesses from elsewhere must not lock a helper out of the tablet in their hands: the
  // lock is for strangers. What a known device may try is still limited by address.
  const isKnown = account && device && (await isKnownDevice(store, account.person.id, device));
  if (attempt.waitMs > 0 && !isKnown) return throttled(attempt.waitMs);
  const isRight = await isPassword(password, account?.password);
  if (!isRight || !account || account.disabled) {
    throttle.addressFailed(address, clock.now());
    return { ok: false, code: 'session.wrongPassword' };
  }
  await forgive(deps, account, password);

  const registered = await deviceFor(deps, account, device);
  if (typeof registered === 'string') return { ok: false, code: registered };
  return { ok: true, ...(await sessions.open(account, registered)) };
}

function throttled(ms: number): SignedIn {
  return { ok: false, code: 'session.throttled', retryAfterS: Math.ceil(ms / 1_000) };
}

async function countAttempt(
  { store, clock, throttle }: SignInDeps,
  email: string
): Promise<{ waitMs: number; account?: Account | undefined }> {
  const now = clock.now();
  const id = accountId(email);
  let waitMs = 0;
  const { doc } = await store.people.update<Account>(id, (current) => {
    waitMs = current ? lockLeft(current.failures, now) : 0;
    if (!current || waitMs > 0) return undefined;
    return { ...current, failures: oneMore(current.failures, now) };
  });
  if (doc) return { waitMs, account: doc };
  const failures = throttle.unknownAccount.get(id);
  waitMs = lockLeft(failures, now);
  if (waitMs === 0) throttle.unknownAccount.set(id, oneMore(failures, now));
  return { waitMs };
}

async function forgive({ store }: SignInDeps, account: Account, password: string): Promise<void> {
  const fresh = isOutdated(account.password) ? await hashPassword(password) : undefined;
  await store.people.update<Account>(account._id, (current) =>
    current ? { ...current, failures: NO_FAILURES, password: fresh ?? current.password } : undefined
  );
}

async function deviceFor(
  { store, clock }: SignInDeps,
  { person }: Account,
  device: NewDevice | undefined
): Promise<Device | null | ApiCode> {
  if (device) return registerDevice(store, person.id, device, clock.now());
  return person.role === 'support' ? null : 'device.required';
}
