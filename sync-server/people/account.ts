import * as z from 'zod/mini';
import { LOCALES, type Locale } from '#domain/policy/policy.ts';
import type { ProviderRole } from '#domain/order/job.ts';
import { STAFF_ROLES, type StaffRole } from '#domain/staff/staff-role.ts';
import { cleanEmail } from '#domain/text/email-address.ts';
import type { Store } from '../store/store.ts';
import type { Passkey } from './passkey.ts';
import { hashPassword, type PasswordHash } from './password.ts';
import type { SecondFactor } from './second-factor.ts';
import type { StoredDocument } from '../store/stored-document.ts';

/** `applicant`: applies to become a provider; works on nothing yet. */
export type Role = ProviderRole | StaffRole | 'applicant';

/** Who is signed in: a provider, or staff (a role and an id that no provider has). */
export interface Person {
  id: string;
  name: string;
  role: Role;
  locale: Locale;
}
export const person = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(['friend', 'pro', 'applicant', ...STAFF_ROLES]),
  locale: z.enum(LOCALES)
});

/** People database: `account:<e-mail in lower case>`. */
export interface Account extends StoredDocument {
  type: 'account';
  email: string;
  password: PasswordHash;
  person: Person;
  disabled: boolean;
  /** Staff have one; those of the demo do not. */
  secondFactor?: SecondFactor;
  /** Each stands for password and second factor: it knows who is there. */
  passkeys?: Passkey[];
  /** Sessions of an earlier one are over: a new password, a reset. Missing: 0. */
  generation?: number;
  createdAt: number;
}

export function isProvider(role: Role): role is ProviderRole {
  return role === 'friend' || role === 'pro';
}

export interface NewAccount {
  email: string;
  password: string;
  person: Person;
}

/** Links and sessions of an earlier one are over. */
export function generationOf({ generation }: Pick<Account, 'generation'>): number {
  return generation ?? 0;
}

export function accountId(email: string): string {
  return `account:${cleanEmail(email).normalize('NFKC').toLowerCase()}`;
}

/** False where there already is an account for this e-mail; it is left as it is. */
export async function createAccount(
  store: Pick<Store, 'people'>,
  { email, password, person }: NewAccount,
  now: number
): Promise<boolean> {
  const id = accountId(email);
  const hash = await hashPassword(password);
  const { written } = await store.people.update<Account>(id, (current) =>
    current
      ? undefined
      : {
          _id: id,
          type: 'account',
          email: cleanEmail(email),
          password: hash,
          person,
          disabled: false,
          createdAt: now
        }
  );
  return written;
}
