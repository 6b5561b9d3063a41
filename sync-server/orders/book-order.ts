import { createHash, randomBytes } from 'node:crypto';
import { ulid } from 'ulid';
import { wallAt } from '#domain/booking/visit-time.ts';
import { newOrder, type NewOrder } from '#domain/order/new-order.ts';
import type { Order } from '#domain/order/order.ts';
import { MARKET_POLICY } from '#domain/policy/policy.ts';
import { canonicalText } from '#domain/protocol/canonical-text.ts';
import type { Store } from '../store/store.ts';
import type { OrderWriter } from './order-writer.ts';
import type { StoredDocument } from '../store/stored-document.ts';

/** What is wanted: everything of a new order but what the server itself gives it. */
export interface OrderWish extends Omit<NewOrder, 'id' | 'token' | 'now' | 'day'> {
  /** Whoever asks again under the same key gets the same order: a request's id, an action's id. */
  key: string;
  /**
   * What was asked for, in the asker's own words: tells the same request sent twice from another
   * one.
   */
  asked: unknown;
}

/** `differs`: the key was used for another wish; nothing was made or changed. */
export interface BookedOrder {
  outcome: 'booked' | 'differs';
  order: Order;
}

/**
 * Holds id and token for a key before there is an order, so that a crash in between repeats and
 * never doubles.
 */
interface BookingDocument extends StoredDocument {
  type: 'booking';
  order: string;
  token: string;
  askedHash: string;
  createdAt: number;
}

const TOKEN_BYTES = 16;

interface BookOrderDeps {
  store: Pick<Store, 'orders' | 'people'>;
  writer: Pick<OrderWriter, 'book'>;
  now: number;
}

/**
 * Books the order of a wish, exactly once for its key, whatever is sent twice, lost or cut off
 * between the two writes.
 */
export async function bookOrder(
  { store, writer, now }: BookOrderDeps,
  wish: OrderWish
): Promise<BookedOrder> {
  const { key, asked, ...wanted } = wish;
  const { doc, written } = await store.people.update<BookingDocument>(idOf(key), (known) =>
    known
      ? undefined
      : {
          _id: idOf(key),
          type: 'booking',
          order: ulid(now).toLowerCase(),
          token: randomBytes(TOKEN_BYTES).toString('base64url'),
          askedHash: hashOfAsked(asked),
          createdAt: now
        }
  );
  const booking = doc!;
  if (!written && outcomeOf(booking, asked) === 'differs') {
    const order = await store.orders.get(booking.order);
    if (order) return { outcome: 'differs', order };
  }
  return { outcome: 'booked', order: await writer.book(orderOf(wanted, booking)) };
}

/**
 * The order that was made for a key earlier, if one was: asked before any rule that time can
 * change.
 */
export async function knownOrder(
  store: Pick<Store, 'orders' | 'people'>,
  key: string,
  asked: unknown
): Promise<BookedOrder | undefined> {
  const booking = await store.people.get<BookingDocument>(idOf(key));
  const order = booking && (await store.orders.get(booking.order));
  return order && { outcome: outcomeOf(booking, asked), order };
}

function outcomeOf(booking: BookingDocument, asked: unknown): BookedOrder['outcome'] {
  return booking.askedHash === hashOfAsked(asked) ? 'booked' : 'differs';
}

function orderOf(wanted: Omit<OrderWish, 'key' | 'asked'>, booking: BookingDocument): Order {
  const { timeZone } = MARKET_POLICY[wanted.market];
  return newOrder({
    ...wanted,
    id: booking.order,
    token: booking.token,
    now: booking.createdAt,
    day: wallAt(wanted.startsAt, timeZone).date
  });
}

/** The key is as secret as the token that it leads to: only its hash is kept. */
const idOf = (key: string) => `booking:${sha256(key)}`;
const hashOfAsked = (asked: unknown) => sha256(canonicalText(asked));

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('base64url');
}
