import { randomUUID } from 'node:crypto';
import type { ApiCode } from '#domain/protocol/api-code.ts';
import type { Locale } from '#domain/policy/policy.ts';
import { accountId, type Account } from '../people/account.ts';
import type { Passkey } from '../people/passkey.ts';
import { hashPassword } from '../people/password.ts';
import { newRecoveryCodes, useCode } from '../people/second-factor.ts';
import type { Store } from '../store/store.ts';
import { fits, whyOver, type Invite } from './invite.ts';

export interface Acceptance {
  name: string;
  password: string;
  /** Of the authenticator app that has taken the invitation's secret; or a passkey. */
  code?: string | undefined;
  made?: { passkey: Passkey; owner: string } | undefined;
  locale: Locale;
}

export const newStaffId = () => `staff-${randomUUID()}`;

type Accepted =
  { ok: true; account: Account; recoveryCodes: string[] } | { ok: false; code: ApiCode };

/**
 * Makes the account, or sets it up again and ends its sessions. Of two who come with one link, or
 * one who comes twice, the first is let in.
 */
export async function acceptInvite(
  store: Pick<Store, 'people'>,
  invite: Invite,
  { name, password, code, made, locale }: Acceptance,
  now: number
): Promise<Accepted> {
  if (await whyOver(store, invite, now)) return { ok: false, code: 'invite.over' };
  const { codes, hashes } = newRecoveryCodes();
  const fresh = { secret: made ? null : invite.secret, usedStep: 0, recovery: hashes };
  const secondFactor = made ? fresh : useCode(fresh, code ?? '', now);
  if (!secondFactor) return { ok: false, code: 'session.wrongCode' };
  const hash = await hashPassword(password);
  const _id = accountId(invite.email);
  const { doc, written } = await store.people.update<Account>(_id, (current) => {
    if (!fits(invite, current)) return undefined;
    const id = made?.owner ?? newStaffId();
    const person = current?.person ?? { id, role: invite.role };
    return {
      ...(current ?? { _id, type: 'account', email: invite.email, createdAt: now }),
      password: hash,
      person: { ...person, name, locale },
      // Whoever is locked out stays so: letting in is a step of its own.
      disabled: current?.disabled ?? false,
      secondFactor,
      // Those of before are gone with it: whoever was locked out has lost them, or somebody has them.
      passkeys: made ? [made.passkey] : [],
      generation: (current?.generation ?? 0) + 1
    };
  });
  return written
    ? { ok: true, account: doc!, recoveryCodes: codes }
    : { ok: false, code: 'invite.over' };
}
