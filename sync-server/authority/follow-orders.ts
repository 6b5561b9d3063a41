import type { FastifyBaseLogger } from 'fastify';
import { setTimeout as wait } from 'node:timers/promises';
import type { Order } from '#domain/order/order.ts';
import type { Clock } from '../deps.ts';
import { followChanges } from '../store/follow-changes.ts';
import type { Change } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { StoreUnavailable } from '../store/store-unavailable.ts';
import { newCase, openCase } from './case-document.ts';
import type { FollowUp, OrderDesk } from './order-desk.ts';

interface FollowOrders {
  store: Pick<Store, 'orders' | 'cases'>;
  clock: Clock;
  desk: Pick<OrderDesk, 'settled'>;
  followUp: FollowUp;
  log: FastifyBaseLogger;
  closing: AbortSignal;
}

const CHECKPOINT = 'projector';
/** The net below the direct way may be slow: it then takes many changes at once. */
const PACE_MS = 150;
/** A failure that is not the store's is a bug of ours: tried again, then shown to support, never passed in silence. */
const TRIES = 4;
const FIRST_PAUSE_MS = 50;

/**
 * Follows every order from a stored checkpoint, so that what a crash left undone is done, and what
 * another process wrote is told to this one's customers and clock.
 */
export async function followOrders(deps: FollowOrders): Promise<void> {
  const { store, clock, desk, followUp, log, closing } = deps;

  async function catchUp({ doc, id }: Change<Order>): Promise<void> {
    if (doc?.type !== 'order') return;
    await desk.settled(id);
    for (let failures = 1; ; failures += 1) {
      try {
        return await followUp(doc, undefined);
      } catch (error) {
        if (error instanceof StoreUnavailable || closing.aborted) throw error;
        log.error({ err: error, order: id, failures }, 'an order cannot be followed up');
        if (failures >= TRIES) return openFailedCase(doc);
        await wait(FIRST_PAUSE_MS * 2 ** failures, undefined, { signal: closing }).catch(
          () => undefined
        );
      }
    }
  }

  /** The place moves on only once support can see what was left behind. */
  async function openFailedCase({ _id, generation, job }: Order): Promise<void> {
    await openCase(
      store.cases,
      newCase({
        _id: `case:followUp:${_id}:${generation}`,
        kind: 'followUp.failed',
        openedAt: clock.now(),
        order: _id,
        provider: job.provider?.id ?? null
      })
    );
  }

  await followChanges<Order>(store.orders, {
    since: '0',
    checkpoint: CHECKPOINT,
    signal: closing,
    async onBatch(changes) {
      await Promise.all(changes.map(catchUp));
      await wait(PACE_MS, undefined, { signal: closing }).catch(() => undefined);
    },
    onError: (error) => log.warn({ err: error }, 'following the orders waits for the store')
  });
}
