import type { FastifyBaseLogger } from 'fastify';
import type { Provider } from '#domain/matching/provider.ts';
import { reputationEventsOf, withReputationEvent } from '#domain/order/assignment/reputation.ts';
import type { Order } from '#domain/order/order.ts';
import type { Events } from '../events.ts';
import type { Projector } from '../projector/projector.ts';
import type { Store } from '../store/store.ts';
import type { FollowUp } from './open-order-writer.ts';
import { keepReview } from '../orders/review-document.ts';
import { orderTopic } from '../orders/order-topic.ts';
import type { OrderWriter } from '../orders/order-writer.ts';

/** Parts that are told of an order; each may be told again at any time. */
export interface OrderHooks {
  /** Bills what is due of an order: doing it again does nothing. */
  billCompleted?(orderId: string): Promise<void>;
  /**
   * Resolves when all that a provider's devices have sent so far is judged: asked before they lose
   * a job.
   */
  judged?(provider: string): Promise<void>;
}

interface FollowUpDeps {
  store: Pick<Store, 'people'>;
  events: Events;
  log: FastifyBaseLogger;
  hooks: OrderHooks;
  projector: Projector;
  openOrderCases(order: Order): Promise<void>;
  note: OrderWriter['note'];
  /** When the order's clock has work next. */
  due(at: number): void;
}

/**
 * What follows from an order once it is written: idempotent, derived from the order alone.
 * A failure is logged here and thrown; whoever follows the orders does it again.
 */
export function newFollowUp(deps: FollowUpDeps): FollowUp {
  const { store, events, log, hooks, projector, openOrderCases, note, due } = deps;

  async function countEvents(order: Order): Promise<void> {
    // Also where it was counted long ago: by a server that kept none, or into data since restored.
    if (order.job.rating) await keepReview(store, order);
    const open = reputationEventsOf(order).filter(({ key }) => !order.countedEvents.includes(key));
    if (open.length === 0) return;
    for (const each of open) {
      await store.people.update<Provider>(`provider:${each.provider}`, (provider) => {
        if (!provider) return undefined;
        const counted = withReputationEvent(provider, order._id, each);
        return counted === provider ? undefined : counted;
      });
    }
    const keys = open.map(({ key }) => key);
    await note(order._id, (current) => {
      const fresh = keys.filter((key) => !current.countedEvents.includes(key));
      return fresh.length > 0
        ? { ...current, countedEvents: [...current.countedEvents, ...fresh] }
        : current;
    });
  }

  return async function followUp(order, base) {
    events.publish(orderTopic(order._id));
    due(order.dueAt);
    if (order.job.billing.state === 'due') {
      // Not waited for: an invoice takes its time, and what failed is found by billing's own sweep.
      hooks.billCompleted?.(order._id).catch((error: unknown) => {
        log.warn({ err: error, order: order._id }, 'billing is tried again later');
      });
    }
    await projector.project(order, base);
    await openOrderCases(order);
    await countEvents(order);
  };
}
