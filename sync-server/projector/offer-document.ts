import { inMarketsGerman } from '#domain/catalog/in-german.ts';
import type { CatalogLookup } from '#domain/catalog/service-package.ts';
import { exclusiveUntil } from '#domain/offer/waterfall.ts';
import type { OfferDocument } from '#domain/order/views/inbox.ts';
import type { Offer, Order } from '#domain/order/order.ts';
import { termsFor } from '#domain/price/guarantee-fee.ts';
import { priceLines, priceTotals } from '#domain/price/price.ts';
import type { Judgement } from '#domain/protocol/verdict.ts';

/** About a kilometre: enough to see where it is, not enough to find the door (R6). */
const COARSE = 100;
const COARSE_M = 100;
const coarseMetres = (metres: number) => Math.round(metres / COARSE_M) * COARSE_M;
const coarse = (degrees: number) => Math.round(degrees * COARSE) / COARSE;

/**
 * What one who was reached may know before accepting: no name, phone or house number, and not a
 * word that the customer wrote (R6).
 */
export function offerDocument(
  order: Order,
  offer: Offer,
  judged: Record<string, Judgement>,
  catalog: CatalogLookup
): OfferDocument {
  const { job } = order;
  const { service, place, appointment } = job;
  // Somebody else may have it by now, on terms of their own.
  const asOffered = job.provider ? job : { ...job, terms: termsFor(order, offer.role) };
  const { scope = [] } = catalog.packageAt(service.packageId, service.packageVersion) ?? {};
  return {
    _id: `offer:${order._id}`,
    type: 'offer',
    generation: order.generation,
    order: order._id,
    state: offerStateFor(order, offer.provider),
    title: service.title,
    scope: inMarketsGerman(scope, job.market),
    packageId: service.packageId,
    startsAt: appointment.startsAt,
    durationMin: appointment.durationMin,
    timeZone: appointment.timeZone,
    area: {
      postcode: place.postcode,
      city: place.city,
      lat: coarse(place.lat),
      lon: coarse(place.lon)
    },
    distanceM: coarseMetres(offer.distanceM),
    currency: job.terms.currency,
    priceMinor: priceTotals(priceLines(asOffered)).totalMinor,
    earningsMinor: offer.earningsMinor,
    partner: job.partner?.name ?? null,
    pickup: job.pickup && { branch: job.pickup.branch, address: job.pickup.address },
    reasons: offer.reasons.map((each) =>
      each.factor === 'distance' ? { ...each, value: coarseMetres(each.value) } : each
    ),
    sentAt: offer.sentAt ?? 0,
    exclusiveUntil: order.offers.includes(offer) ? exclusiveUntil(order) : null,
    judged
  };
}

/** How an offer of this order stands for a provider; one of an earlier round is withdrawn. */
export function offerStateFor(order: Order, provider: string): OfferDocument['state'] {
  const holder = order.job.provider?.id;
  if (order.job.state === 'cancelled') return 'withdrawn';
  if (holder !== undefined) return holder === provider ? 'yours' : 'taken';
  const state = order.offers.find((each) => each.provider === provider)?.state;
  return state === 'open' || state === 'declined' ? state : 'withdrawn';
}
