import type { Session } from '../people/session.ts';
import type { Store } from '../store/store.ts';
import { orderByToken } from '../orders/order-by-token.ts';
import { findFileRecord } from './file-record.ts';

/**
 * Support, whoever handed it in, and the customer whose order shows it; `token` is the order's
 * link.
 */
export async function mayRead(
  store: Store,
  session: Session | null,
  sha256: string,
  token: string | undefined
): Promise<boolean> {
  if (session?.person.role === 'support') return true;
  if (session && (await findFileRecord(store, session.person.id, sha256))) return true;
  const order = token ? await orderByToken(store, token) : undefined;
  return order?.job.photos.some((photo) => photo.sha256 === sha256) ?? false;
}
