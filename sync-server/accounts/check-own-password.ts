import type { ApiCode } from '#domain/protocol/api-code.ts';
import type { Deps } from '../deps.ts';
import type { Account } from '../people/account.ts';
import { isPassword } from '../people/password.ts';
import type { Session } from '../people/session.ts';
import { keyOf, newGuessCounts } from '../sign-in/guess-counts.ts';
import { accountOf } from './account-of.ts';

type Checked = { ok: true; account: Account } | { ok: false; code: ApiCode; retryAfterS?: number };

/** The password of whoever is signed in, counted like a sign-in: a session that was stolen is no oracle. */
export async function checkOwnPassword(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  session: Session,
  password: string
): Promise<Checked> {
  const account = await accountOf(store, session);
  if (!account) return { ok: false, code: 'session.wrongPassword' };
  const guesses = newGuessCounts(store);
  const who = { isKnown: true, key: keyOf('device', session.device ?? session.id) };
  const waitMs = await guesses.count(account.email, true, who, clock.now());
  if (waitMs > 0) {
    return { ok: false, code: 'session.throttled', retryAfterS: Math.ceil(waitMs / 1_000) };
  }
  if (!(await isPassword(password, account.password))) {
    return { ok: false, code: 'session.wrongPassword' };
  }
  await guesses.forgive(account.email, who, [], clock.now());
  return { ok: true, account };
}
