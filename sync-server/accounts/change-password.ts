import * as z from 'zod/mini';
import { APPLICATION_POLICY } from '#domain/application/policy.ts';
import type { Account } from '../people/account.ts';
import { hashPassword } from '../people/password.ts';
import type { Store } from '../store/store.ts';

const { least, most } = APPLICATION_POLICY.passwordLength;
export const newPassword = z.string().check(z.minLength(least), z.maxLength(most));

/** Every session of the account is over; what devices have not sent stays on them. */
export async function changePassword(
  { people }: Pick<Store, 'people'>,
  account: string,
  password: string
): Promise<Account | undefined> {
  const hash = await hashPassword(password);
  const { doc } = await people.update<Account>(
    account,
    (current) =>
      current && { ...current, password: hash, generation: (current.generation ?? 0) + 1 }
  );
  return doc;
}
