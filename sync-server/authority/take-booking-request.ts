import type { CatalogHead, CatalogLookup } from '#domain/catalog/service-package.ts';
import { assignmentOf } from '#domain/order/assignment/assignment.ts';
import { againstTime } from '#domain/order/life-cycle/guards.ts';
import { heldStatement } from '#domain/order/signing/signed-paper.ts';
import type { Order } from '#domain/order/order.ts';
import type { ActionBody } from '#domain/protocol/action-body.ts';
import type { Code } from '#domain/protocol/code.ts';
import { held, refused, type Outcome } from '#domain/protocol/verdict.ts';
import { openMarketRules } from '../business/market-rules.ts';
import { bookOrder } from '../orders/book-order.ts';
import type { OrderWriter } from '../orders/order-writer.ts';
import type { Store } from '../store/store.ts';
import type { SoundAction } from './inspect-action.ts';

interface BookingRequestDeps {
  store: Pick<Store, 'orders' | 'people' | 'catalog'>;
  writer: Pick<OrderWriter, 'book'>;
  catalog: CatalogLookup;
  now(): number;
}

/**
 * R17: a next visit with the same provider, asked for at the customer's. The action's id is the key
 * of the new order, so that asking twice makes one. Judged by the finished job: only who did it may
 * rebook it.
 */
export async function takeBookingRequest(
  action: SoundAction,
  { store, writer, catalog, now }: BookingRequestDeps
): Promise<{ outcome: Outcome; code?: Code }> {
  const body = action.body as ActionBody<'booking.request'>;
  const from = action.order === null ? undefined : await store.orders.get(action.order);
  if (!from) return held('order.unknown');
  const against = reasonAgainst(from, action, now());
  if (against) return against;
  const service = catalog.packageAt(body.packageId, 0);
  if (!service?.active || service.prices[from.job.market] === undefined) {
    return held('package.unknown');
  }
  const head = await store.catalog.get<CatalogHead>('catalog');
  const { market, place, customer, terms } = from.job;
  await bookOrder(
    { store, writer, now: now() },
    {
      key: action.id,
      asked: action.body,
      channel: 'app',
      market,
      service,
      startsAt: body.startsAt,
      place,
      customer,
      problem: body.note,
      payment: from.payment,
      personalProvider: action.provider,
      partner: null,
      pickup: null,
      catalogVersion: head?.version ?? terms.catalogVersion,
      termsVersion: head?.termsVersion ?? terms.termsVersion,
      rules: await openMarketRules(store).inForce(market, now())
    }
  );
  return { outcome: 'applied' };
}

/**
 * Only from this provider's own visit that its customer has signed, also where support still looks
 * at what they signed.
 */
function reasonAgainst(order: Order, { provider, body }: SoundAction, now: number) {
  const { job } = order;
  if (job.provider?.id !== provider) return held('order.notYours');
  const theirs = assignmentOf(order, provider);
  const isSigned = job.completion !== null || (theirs && heldStatement(theirs) !== undefined);
  if (!isSigned) return refused('job.wrongState');
  // Nobody is left to book for: the customer's data are gone.
  if (job.contactRemovedAt !== undefined) return refused('job.wrongState');
  const { startsAt } = body as ActionBody<'booking.request'>;
  const against = againstTime(startsAt, now);
  return against && refused(against);
}
