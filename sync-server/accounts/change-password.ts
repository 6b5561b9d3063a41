import * as z from 'zod/mini';
import { APPLICATION_POLICY } from '#domain/application/policy.ts';
import { generationOf, type Account } from '../people/account.ts';
import { isLinkOf, type MailedLink } from '../people/mailed-link.ts';
import { hashPassword } from '../people/password.ts';
import type { Store } from '../store/store.ts';

const { least, most } = APPLICATION_POLICY.passwordLength;
export const newPassword = z.string().check(z.minLength(least), z.maxLength(most));

/** Every session of the account is over; what devices have not sent stays on them. */
export async function changePassword(
  { people }: Pick<Store, 'people'>,
  account: string,
  password: string,
  /** Only while it is still good for the account. */
  link?: Pick<MailedLink, 'person' | 'generation'>,
  change: (account: Account) => Partial<Account> = () => ({})
): Promise<Account | undefined> {
  const hash = await hashPassword(password);
  const { doc, written } = await people.update<Account>(account, (current) => {
    return !current || (link && !isLinkOf(link, current))
      ? undefined
      : { ...current, ...change(current), password: hash, generation: generationOf(current) + 1 };
  });
  return written ? doc : undefined;
}
