import { isStaffOf } from '#domain/staff/staff-role.ts';
import type { Session } from '../people/session.ts';
import type { Store } from '../store/store.ts';
import { orderByToken } from '../orders/order-by-token.ts';
import { findFileRecord } from './file-record.ts';

/**
 * Support, whoever handed it in, and the customer whose order shows it; `token` is the order's
 * link. An order shows a hash that a provider named: it opens the file only where the one who named
 * it has handed it in, or anybody could read another's photo through an order of their own.
 */
export async function mayRead(
  store: Store,
  session: Session | null,
  sha256: string,
  token: string | undefined
): Promise<boolean> {
  if (session && isStaffOf(session.person.role, 'support')) return true;
  if (session && (await findFileRecord(store, session.person.id, sha256))) return true;
  const order = token ? await orderByToken(store, token) : undefined;
  if (!order) return false;
  for (const { sha256: shown, action } of order.job.photos) {
    const provider = order.verdicts?.[action]?.provider ?? order.job.provider?.id;
    const isTheirs = shown === sha256 && provider !== undefined;
    if (isTheirs && (await findFileRecord(store, provider, sha256))) return true;
  }
  return false;
}
