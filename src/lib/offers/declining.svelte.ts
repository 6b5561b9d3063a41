// A decline cannot be taken back once it is said, so it is said a little later: as long as the
// toast offers the undo.
// 1. That it is to be said is on the disk before the screen shows it: a tab that is killed in
//    between says it at the next start.
// 2. It is one for all tabs, and taking it back in one of them counts in all.
import { device } from '$lib/device/device.ts';
import { LiveQuery } from '$lib/device/live-query.svelte.ts';
import type { OfferView } from '$lib/device/views/offer-view.ts';
import { recordFor } from '$lib/recording/record-for.ts';
import { saveError } from '$lib/device/app/save-error.svelte.ts';
import { openOffers } from './offer-status.ts';

const UNDO_MS = 10_000;
const PREFIX = 'declining:';
const keyOf = (order: string) => `${PREFIX}${order}`;

const pending = new LiveQuery((store) => store.drafts.under(PREFIX), []);

/** Offers to show: those declined a moment ago are gone already. */
export function undecidedOffers(views: readonly OfferView[] | undefined, now: number): OfferView[] {
  const gone = pending.current?.map(({ key }) => key) ?? [];
  return openOffers(views?.filter((view) => !gone.includes(keyOf(view.order))) ?? [], now);
}

/** How many wait for this helper's word. */
export function offersToDecide(views: readonly OfferView[] | undefined, now: number): number {
  return undecidedOffers(views, now).filter((view) => !view.asked).length;
}

/** @returns false: it could not be kept, and nothing is declined */
export async function declineLater(order: string): Promise<boolean> {
  try {
    await device.saveDraft(keyOf(order), { at: Date.now() });
  } catch (cause) {
    saveError.report(cause);
    return false;
  }
  sayDeclineIn(UNDO_MS, order);
  return true;
}

/**
 * Does nothing where nothing is to be declined, or it was said already.
 * @returns false: it could not be taken back, and the decline will be said
 */
export async function takeBackDecline(order: string): Promise<boolean> {
  try {
    await device.dropDraft(keyOf(order));
    return true;
  } catch (cause) {
    saveError.report(cause);
    return false;
  }
}

/** Says what an earlier page had to say. Call once, when the app starts. @returns ends it */
export function resumeDeclines(): () => void {
  return device.onStore((store) => {
    store?.drafts.under(PREFIX).then(sayAll).catch(saveError.report);
  });
}

function sayAll(drafts: readonly { key: string; savedAt: number }[]): void {
  for (const { key, savedAt } of drafts) {
    const leftMs = Math.min(UNDO_MS, Math.max(0, savedAt + UNDO_MS - Date.now()));
    sayDeclineIn(leftMs, key.slice(PREFIX.length));
  }
}

function sayDeclineIn(delayMs: number, order: string): void {
  setTimeout(() => {
    // It is still on the disk then, and said at the next start.
    sayDecline(order).catch(saveError.report);
  }, delayMs);
}

/** One tab says it. */
function sayDecline(order: string): Promise<void> {
  const key = keyOf(order);
  return navigator.locks.request(key, async () => {
    if ((await device.readDraft(key)) === undefined) return;
    await recordFor(order)('offer.decline', {}, { draft: key });
  });
}
