import { withDueAt } from '#domain/order/advance-order.ts';
import type { Order } from '#domain/order/order.ts';
import { friendPast, friendToday } from './orders/friend-orders.ts';
import { newPromises, type Stage } from './orders/order-script.ts';
import { othersPast, othersToday } from './orders/other-orders.ts';
import { proPast, proToday } from './orders/pro-orders.ts';
import { newScene } from './orders/scene.ts';

/** The demo's orders around `stage.now`; the same stage gives the same orders. */
export async function demoOrders(
  stage: Stage,
  { withPast }: { withPast: boolean }
): Promise<Order[]> {
  const scene = newScene(stage, newPromises());
  const today = [...friendToday(scene), ...proToday(scene), ...othersToday(scene)];
  const past = withPast
    ? [...(await friendPast(scene)), ...(await proPast(scene)), ...(await othersPast(scene))]
    : [];
  return [...today, ...past].map((script) => withDueAt(script.order));
}
