// The customer has a paper with a hash in their hands, and an order may hold several of them (R15):
// each hash has one small document that leads to its order, since no index reaches into the list of
// what an order holds.
// 1. Derived from the order alone and made once: writing it again finds it there.
// 2. Made for every held completion whenever an order is followed up.
import { heldStatements } from '#domain/order/signing/signed-paper.ts';
import type { Order } from '#domain/order/order.ts';
import { RecentMap } from '../store/recent-map.ts';
import type { Store } from '../store/store.ts';
import type { StoredDocument } from '../store/stored-document.ts';

/** Cases database, `paper:<hash of the statement>`. */
interface HeldPaper extends StoredDocument {
  type: 'heldPaper';
  order: string;
  /** ms of server time at which it was signed. */
  at: number;
}

const REMEMBERED = 10_000;
const idOf = (hash: string) => `paper:${hash}`;

export function newHeldPapers({ cases }: Pick<Store, 'cases'>) {
  const kept = new RecentMap<string, true>(REMEMBERED);

  return async function keepHeldPapers(order: Order): Promise<void> {
    for (const { hash, at } of heldStatements(order)) {
      if (kept.get(hash)) continue;
      const _id = idOf(hash);
      // A conflict means that it is there.
      await cases.put<HeldPaper>({ _id, type: 'heldPaper', order: order._id, at });
      kept.set(hash, true);
    }
  };
}

export function findHeldPaper(
  { cases }: Pick<Store, 'cases'>,
  hash: string
): Promise<Pick<HeldPaper, 'order' | 'at'> | undefined> {
  return cases.get<HeldPaper>(idOf(hash));
}
