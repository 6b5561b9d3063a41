import type { Account } from '../people/account.ts';
import type { Session } from '../people/session.ts';
import type { Store } from '../store/store.ts';
import type { StoredDocument } from '../store/stored-document.ts';

/** Whose session it is; undefined where it is gone since. */
export async function accountOf(
  { people }: Pick<Store, 'people'>,
  { id }: Pick<Session, 'id'>
): Promise<Account | undefined> {
  const session = await people.get<StoredDocument & { account: string }>(`session:${id}`);
  return session && people.get<Account>(session.account);
}
