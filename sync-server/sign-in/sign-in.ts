import * as z from 'zod/mini';
import type { ApiCode } from '#domain/protocol/api-code.ts';
import type { Store } from '../store/store.ts';
import { accountId, isProvider, type Account } from '../people/account.ts';
import {
  isKnownDevice,
  newDevice,
  registerDevice,
  type Device,
  type NewDevice
} from '../people/device.ts';
import { hashingTurns, hashPassword, isOutdated, isPassword } from '../people/password.ts';
import { useCode } from '../people/second-factor.ts';
import type { ServerKeys } from '../people/server-keys.ts';
import type { Session, Sessions } from '../people/session.ts';
import type { Clock } from '../clock.ts';
import { isProven } from '../passkeys/prove.ts';
import type { AddressFailures, Attempt } from './address-failures.ts';
import { newBrowserToken } from './browser-cookie.ts';
import { keyOf, type GuessCounts } from './guess-counts.ts';
import type { Guesser } from './guesses.ts';

const BUSY_RETRY_S = 2;

export const signInBody = z.object({
  email: z.string().check(z.minLength(3), z.maxLength(254)),
  password: z.optional(z.string().check(z.minLength(1), z.maxLength(512))),
  /** Proof of a passkey, in the place of the password; of staff also in that of the code. */
  passkey: z.optional(z.string().check(z.maxLength(1_000))),
  /** Of staff: from their authenticator app, or a recovery code. */
  code: z.optional(z.string().check(z.maxLength(40))),
  /** Providers work on a device; who applies and staff may sign in from any browser. */
  device: z.optional(newDevice)
});
export type SignInBody = z.infer<typeof signInBody>;

export type SignedIn =
  | { ok: true; token: string; session: Session; browser: string }
  | { ok: false; code: ApiCode; retryAfterS?: number };

interface SignInDeps {
  store: Store;
  clock: Clock;
  sessions: Sessions;
  keys: ServerKeys;
  guesses: GuessCounts;
  addresses: AddressFailures;
}

/** Where somebody signs in from. */
export interface SignInFrom {
  address: string;
  /** What this browser has kept since it signed in before. */
  browser: string | undefined;
}

/**
 * A wrong e-mail and a wrong password answer alike, after the same work and with the same counts.
 * Everything is counted before the password is looked at.
 */
export async function signIn(
  deps: SignInDeps,
  body: SignInBody,
  from: SignInFrom
): Promise<SignedIn> {
  const { store, clock, guesses } = deps;
  const { email, password } = body;
  if (password === undefined) return signInByPasskey(deps, body, from);
  // Known by nothing, and no place for strangers: said before anything is read for them.
  const isStranger = from.browser === undefined && body.device === undefined;
  if (isStranger && hashingTurns.isFull(false)) return BUSY;
  const account = await store.people.get<Account>(accountId(email));
  const who = await recognised(deps, account, body, from);
  // Whoever is known here is not held by what others at the same address have guessed.
  const attempt = who.isKnown ? NO_ATTEMPT : deps.addresses.begin(from.address, clock.now());
  if ('waitMs' in attempt) return throttled(attempt.waitMs);
  let wasWrong = false;
  const place = hashingTurns.enter(who.isKnown);
  try {
    if (!place) return BUSY;
    const waitMs = await guesses.count(email, account !== undefined, who, clock.now());
    if (waitMs > 0) return throttled(waitMs);
    const isRight = await isPassword(password, account?.password, place);
    wasWrong = !isRight || !account || account.disabled;
    if (!account || wasWrong) return { ok: false, code: 'session.wrongPassword' };
    const second = await secondFactor(deps, account, body);
    wasWrong = second === 'session.wrongCode';
    if (second) return { ok: false, code: second };
    return await enter(deps, account, body, { who, browser: from.browser });
  } finally {
    place?.leave();
    attempt.end(wasWrong);
  }
}

/** No guessing: a proof is signed by this server, after an authenticator has answered. */
async function signInByPasskey(
  deps: SignInDeps,
  body: SignInBody,
  from: SignInFrom
): Promise<SignedIn> {
  const { store, clock, keys } = deps;
  const account = await store.people.get<Account>(accountId(body.email));
  const isThem = isProven(keys, account, body.passkey, clock.now());
  if (!account || account.disabled || !isThem) return { ok: false, code: 'passkey.expired' };
  const who = await recognised(deps, account, body, from);
  return enter(deps, account, body, { who, browser: from.browser });
}

const BUSY: SignedIn = { ok: false, code: 'server.busy', retryAfterS: BUSY_RETRY_S };
const NO_ATTEMPT: Attempt = { end: () => undefined };

function throttled(ms: number): SignedIn {
  return { ok: false, code: 'session.throttled', retryAfterS: Math.ceil(ms / 1_000) };
}

/**
 * A browser or device that has signed in to this account before, or else an address. For an account
 * that does not exist the same is looked for.
 */
async function recognised(
  { store, guesses }: SignInDeps,
  account: Account | undefined,
  { email, device }: SignInBody,
  { address, browser }: SignInFrom
): Promise<Guesser> {
  const ofBrowser = browser && keyOf('browser', browser);
  const isAccount = account !== undefined;
  const isKnownHere = ofBrowser && (await guesses.isKnown(email, isAccount, ofBrowser));
  if (isKnownHere) return { isKnown: true, key: ofBrowser };
  const owner = account?.person.id ?? '';
  const isTheirs = device && (await isKnownDevice(store, owner, device));
  return isTheirs
    ? { isKnown: true, key: keyOf('device', device.id) }
    : { isKnown: false, key: keyOf('address', address) };
}

/** Undefined: shown, or the account has none. Two who come with one code: one is let in. */
async function secondFactor(
  { store, clock, keys }: SignInDeps,
  account: Account,
  { code, passkey }: SignInBody
): Promise<ApiCode | undefined> {
  if (!account.secondFactor || isProven(keys, account, passkey, clock.now())) return undefined;
  if (!code) return 'session.codeRequired';
  const { written } = await store.people.update<Account>(account._id, (current) => {
    const used = current?.secondFactor && useCode(current.secondFactor, code, clock.now());
    return current && used ? { ...current, secondFactor: used } : undefined;
  });
  return written ? undefined : 'session.wrongCode';
}

/** The password was right, and the code; or a passkey was shown. */
async function enter(
  deps: SignInDeps,
  account: Account,
  { email, password, device }: SignInBody,
  { who, browser }: { who: Guesser; browser: string | undefined }
): Promise<SignedIn> {
  const { store, clock, sessions, guesses } = deps;
  if (password !== undefined && isOutdated(account.password)) {
    await hashAgain(store, account._id, password);
  }
  const kept = browser ?? newBrowserToken();
  await guesses.forgive(email, who, [keyOf('browser', kept)], clock.now());
  const registered = await deviceFor(deps, account, device);
  if (typeof registered === 'string') return { ok: false, code: registered };
  return { ok: true, browser: kept, ...(await sessions.open(account, registered)) };
}

async function hashAgain({ people }: Store, id: string, password: string): Promise<void> {
  const fresh = await hashPassword(password);
  await people.update<Account>(id, (current) => current && { ...current, password: fresh });
}

async function deviceFor(
  { store, clock }: SignInDeps,
  { person }: Account,
  device: NewDevice | undefined
): Promise<Device | null | ApiCode> {
  // Whoever has no work yet has no device of work either.
  if (device && person.role !== 'applicant')
    return registerDevice(store, person.id, device, clock.now());
  return isProvider(person.role) ? 'device.required' : null;
}
