import type { FastifyBaseLogger } from 'fastify';
import { assertOrder, type Order } from '#domain/order/order.ts';
import { followChanges } from '../store/follow-changes.ts';
import type { Change } from '../store/database-requests.ts';
import type { Store } from '../store/store.ts';
import type { FollowUp } from './open-order-writer.ts';
import { caseId } from '../cases/case-id.ts';
import { tryOrOpenCase } from '../cases/try-or-open-case.ts';
import type { Clock } from '../clock.ts';
import { sleep } from '../concurrency/sleep.ts';
import type { OrderWriter } from '../orders/order-writer.ts';

interface FollowOrders {
  store: Pick<Store, 'orders' | 'cases'>;
  clock: Clock;
  writer: Pick<OrderWriter, 'followedUp'>;
  followUp: FollowUp;
  log: FastifyBaseLogger;
  closing: AbortSignal;
}

const CHECKPOINT = 'projector';
/** The net below the direct way may be slow: it then takes many changes at once. */
const PACE_MS = 150;

/**
 * Follows every order from a stored checkpoint, so that what a crash left undone is done, and what
 * another process wrote is told to this one's customers and clock.
 */
export async function followOrders(deps: FollowOrders): Promise<void> {
  const { store, writer, followUp, log, closing } = deps;

  async function catchUp({ doc, id }: Change<Order>): Promise<void> {
    if (doc?.type !== 'order') return;
    await writer.followedUp(id);
    const about = {
      _id: caseId({ followUp: id, generation: doc.generation }),
      order: id,
      provider: null
    };
    await tryOrOpenCase(deps, about, async () => {
      assertOrder(doc);
      await followUp(doc, undefined);
    });
  }

  await followChanges<Order>(store.orders, {
    since: '0',
    checkpoint: CHECKPOINT,
    signal: closing,
    async onBatch(changes) {
      await Promise.all(changes.map(catchUp));
      await sleep(PACE_MS, closing);
    },
    onError: (error) => log.warn({ err: error }, 'following the orders waits for the store')
  });
}
