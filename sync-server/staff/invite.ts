// An invitation is a link that makes one account of staff, or sets one up again. Whoever has the link
// is let in: it is good once and for a day, and the store has only its hash.
import { createHash, randomBytes } from 'node:crypto';
import { cleanEmail } from '#domain/text/email-address.ts';
import { isStaffRole, type StaffRole } from '#domain/staff/staff-role.ts';
import { accountId, type Account } from '../people/account.ts';
import { newSecret } from '../people/second-factor.ts';
import type { Store } from '../store/store.ts';
import type { StoredDocument } from '../store/stored-document.ts';

/** People database: `invite:<hash of the token>`. */
export interface Invite extends StoredDocument {
  type: 'invite';
  email: string;
  role: StaffRole;
  /** Sets an account up again that is there already: password and second factor are replaced. */
  isReset: boolean;
  /** Of the account when it was made: whatever has ended its sessions since has ended the link. */
  generation: number | null;
  /** Of the second factor that the account will have. */
  secret: string;
  createdAt: number;
  expiresAt: number;
}

export const INVITE_LIFE_MS = 24 * 3_600_000;

type People = Pick<Store, 'people'>;
type Invited =
  | { ok: true; token: string; expiresAt: number }
  /** A helper's address, somebody of staff already, or for a reset: nobody. */
  | { ok: false; why: 'helper' | 'known' | 'unknown' };

export async function invite(
  store: People,
  { email, role, isReset }: Pick<Invite, 'email' | 'role' | 'isReset'>,
  now: number
): Promise<Invited> {
  const account = await store.people.get<Account>(accountId(email));
  if (account && !isStaffRole(account.person.role)) return { ok: false, why: 'helper' };
  if (account && !isReset) return { ok: false, why: 'known' };
  if (!account && isReset) return { ok: false, why: 'unknown' };
  const token = randomBytes(24).toString('base64url');
  const expiresAt = now + INVITE_LIFE_MS;
  const put = await store.people.put<Invite>({
    _id: inviteId(token),
    type: 'invite',
    email: cleanEmail(email),
    role: account && isStaffRole(account.person.role) ? account.person.role : role,
    isReset,
    generation: account ? (account.generation ?? 0) : null,
    secret: newSecret(),
    createdAt: now,
    expiresAt
  });
  if (!put.ok) throw new Error('an invitation of this token is already there');
  await store.people.update<NewestInvite>(invitedId(email), (current) => ({
    ...(current ?? { _id: invitedId(email), type: 'invited' }),
    invite: inviteId(token)
  }));
  return { ok: true, token, expiresAt };
}

/** Its invitation, whether it is still good or not; undefined where there is none. */
export async function findInvite(store: People, token: string): Promise<Invite | undefined> {
  return /^[\w-]{32}$/.test(token) ? store.people.get<Invite>(inviteId(token)) : undefined;
}

/** Why it opens nothing any more; undefined: it does. */
export async function whyOver(
  store: People,
  invite: Invite,
  now: number
): Promise<'used' | 'expired' | undefined> {
  const { _id, email, expiresAt } = invite;
  const [account, newest] = await Promise.all([
    store.people.get<Account>(accountId(email)),
    store.people.get<NewestInvite>(invitedId(email))
  ]);
  if (!fits(invite, account)) return 'used';
  return expiresAt <= now || newest?.invite !== _id ? 'expired' : undefined;
}

/** Whether the account is as it was when the invitation was made: not made, reset or locked since. */
export function fits({ generation }: Invite, account: Account | undefined): boolean {
  return generation === (account ? (account.generation ?? 0) : null);
}

/** Only the newest invitation of an address opens anything. */
interface NewestInvite extends StoredDocument {
  type: 'invited';
  invite: string;
}

function invitedId(email: string): string {
  return accountId(email).replace(/^account:/, 'invited:');
}

function inviteId(token: string): string {
  return `invite:${createHash('sha256').update(token).digest('base64url')}`;
}
