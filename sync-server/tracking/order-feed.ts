import type { Background } from '../deps.ts';
import { followChanges } from '../store/follow-changes.ts';

/** What whoever shows an order subscribes to. */
export const orderTopic = (orderId: string) => `order:${orderId}`;

/** Publishes every change of an order in this process, whichever process wrote it. */
export const followOrders: Background = async ({ store, events, log, closing }) => {
  await followChanges(store.orders, {
    // From here on: whoever subscribes reads the order itself first.
    since: 'now',
    includeDocs: false,
    onBatch: (changes) => {
      for (const { id } of changes) events.publish(orderTopic(id));
    },
    onError: (error) => log.warn({ err: error }, 'following orders waits for the store'),
    signal: closing
  });
};
