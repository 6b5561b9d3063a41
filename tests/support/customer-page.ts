import type { Order } from '#domain/order/order.ts';
import { customerViewOf } from '#domain/order/views/customer-view.ts';
import { AT } from './order-times.ts';

const STARS = { mean: 4.8, count: 20 };

/** What the customer’s page says of the order. */
export const view = (order: Order, now = AT) => customerViewOf(order, now, STARS);
