import type { Deps } from '../deps.ts';
import type { EventStream } from './event-stream.ts';
import { orderTopic } from '../orders/order-topic.ts';
import { viewOfOrder } from './view-of-order.ts';

/**
 * Sends the view of an order now and after every change, the newest state only: whoever was away for ten changes
 * gets one. Each message is the whole view, so a missed one (Last-Event-ID) needs no replay.
 */
export async function watchOrder(deps: Deps, orderId: string, stream: EventStream): Promise<void> {
  let isReading = false;
  let isStale = false;
  let sent = '';

  async function look(): Promise<void> {
    isStale = true;
    if (isReading) return;
    isReading = true;
    try {
      while (isStale && stream.isOpen) {
        isStale = false;
        const order = await deps.store.orders.get(orderId);
        if (!order) return stream.end();
        const view = await viewOfOrder(deps, order);
        const seen = JSON.stringify({ ...view, at: 0 });
        if (seen === sent) continue;
        sent = seen;
        stream.send('view', String(view.generation), view);
      }
    } catch (error) {
      // The page keeps what it has, connects again and reads anew.
      deps.log.warn({ err: error, order: orderId }, 'an order could not be shown');
      stream.end();
    } finally {
      isReading = false;
    }
  }

  stream.onEnd(deps.events.subscribe(orderTopic(orderId), () => void look()));
  // A change may have gone by while the store was away: looked at again with every beat.
  stream.onBeat(() => void look());
  await look();
}
