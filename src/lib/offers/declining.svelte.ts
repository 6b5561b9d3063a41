// A decline cannot be taken back once it is said, so it is said a little later: as long as the toast offers the undo,
// or at once when the page is left. A kill in between loses nothing: the offer is open again, as it was.
import type { OfferView } from '$lib/device/store/offer-view.ts';
import { SvelteMap } from 'svelte/reactivity';
import { openOffers } from './offer-standing.ts';

const UNDO_MS = 10_000;
const pending = new SvelteMap<string, () => Promise<unknown>>();
let isListening = false;

/** Offers to show: those declined a moment ago are gone already. */
export function undecidedOffers(views: readonly OfferView[] | undefined, now: number): OfferView[] {
  return openOffers(views?.filter((view) => !pending.has(view.order)) ?? [], now);
}

/** How many wait for this helper's word. */
export function offersToDecide(views: readonly OfferView[] | undefined, now: number): number {
  return undecidedOffers(views, now).filter((view) => !view.asked).length;
}

/** @returns takes it back */
export function declineLater(order: string, decline: () => Promise<unknown>): () => void {
  listen();
  pending.set(order, decline);
  const timer = setTimeout(() => settle(order), UNDO_MS);
  return () => {
    clearTimeout(timer);
    pending.delete(order);
  };
}

function settle(order: string): void {
  const decline = pending.get(order);
  if (!decline) return;
  // Gone from the list all the while; said once, whoever asks again.
  pending.set(order, () => Promise.resolve());
  void decline().finally(() => pending.delete(order));
}

function listen(): void {
  if (isListening) return;
  isListening = true;
  addEventListener('pagehide', () => [...pending.keys()].forEach(settle));
}
