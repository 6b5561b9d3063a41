import type { Clock } from '../clock.ts';
import type { Index } from '../store/database-requests.ts';
import type { Store } from '../store/store.ts';
import type { StoredDocument } from '../store/stored-document.ts';

const BY_DUE: Index = { name: 'orders-by-due', fields: ['dueAt'] };
const FIELDS = ['_id', '_rev', 'dueAt'];
const SOONEST_FIRST = [{ dueAt: 'asc' as const }];

interface DueOrder extends StoredDocument {
  dueAt: number;
}

/** The orders whose clock has work, without those that are left alone for a while. */
export interface DueOrders {
  /** Ids, what is due for longest first. */
  now(atMost: number): Promise<string[]>;
  /** When something becomes due that was not yet due then; Infinity where nothing does. */
  nextAfter(at: number): Promise<number>;
  leaveAlone(orderId: string, until: number): void;
}

export function newDueOrders(store: Pick<Store, 'orders'>, clock: Clock): DueOrders {
  const leftAlone = new Map<string, number>();

  return {
    async now(limit) {
      const now = clock.now();
      for (const [id, until] of leftAlone) if (until <= now) leftAlone.delete(id);
      const selector = {
        dueAt: { $lte: now },
        ...(leftAlone.size ? { _id: { $nin: [...leftAlone.keys()] } } : {})
      };
      const query = { index: BY_DUE, selector, fields: FIELDS, sort: SOONEST_FIRST, limit };
      return (await store.orders.find<DueOrder>(query)).map(({ _id }) => _id);
    },

    async nextAfter(at) {
      const selector = { dueAt: { $gt: at } };
      const query = { index: BY_DUE, selector, fields: FIELDS, sort: SOONEST_FIRST, limit: 1 };
      return (await store.orders.find<DueOrder>(query))[0]?.dueAt ?? Infinity;
    },

    leaveAlone: (orderId, until) => void leftAlone.set(orderId, until)
  };
}
