import { WakeUp } from '../concurrency/wake-up.ts';
import type { Deps } from '../deps.ts';
import { orderTopic } from '../orders/order-topic.ts';
import type { EventStream } from './event-stream.ts';
import { viewOfOrder } from './view-of-order.ts';

/**
 * Sends the view of an order now and after every change, the newest state only: whoever was away
 * for ten changes gets one. Each message is the whole view, so a missed one (Last-Event-ID) needs
 * no replay.
 */
export async function watchOrder(deps: Deps, orderId: string, stream: EventStream): Promise<void> {
  let sent = '';

  async function sendView(): Promise<void> {
    if (!stream.isOpen) return;
    const order = await deps.store.orders.get(orderId);
    if (!order) return stream.end();
    const view = await viewOfOrder(deps, order);
    const seen = JSON.stringify({ ...view, at: 0 });
    if (seen === sent) return;
    sent = seen;
    stream.send('view', String(view.generation), view);
  }

  const looking = new WakeUp<string>(async () => {
    try {
      await sendView();
    } catch (error) {
      // The page keeps what it has, connects again and reads the whole view.
      deps.log.warn({ err: error, order: orderId }, 'an order could not be shown');
      stream.end();
    }
  });
  const look = () => looking.wake(orderId);
  stream.onEnd(deps.events.subscribe(orderTopic(orderId), () => void look()));
  // A change may have gone by while the store was away: looked at again with every beat.
  stream.onBeat(() => void look());
  await look();
}
