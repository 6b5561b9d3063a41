import type { Offer } from '../order/order.ts';

/** Offers that can still be accepted are withdrawn, but for the winner's. */
export function withdrawOffers(offers: readonly Offer[], winner: string | null = null): Offer[] {
  return offers.map((offer) =>
    offer.provider !== winner && (offer.state === 'open' || offer.state === 'waiting')
      ? { ...offer, state: 'withdrawn' }
      : offer
  );
}
