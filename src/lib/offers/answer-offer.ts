import type { OfferView } from '$lib/device/views/offer-view.ts';
import type { RecordJobAction } from '$lib/recording/record-job-action.ts';
import { m } from '$lib/paraglide/messages';
import { saveError } from '$lib/device/app/save-error.svelte.ts';
import { showToast } from '$lib/ui/feedback/toast.svelte.ts';
import { declineLater, takeBackDecline } from './declining.svelte.ts';
import { offerStatus } from './offer-status.ts';

const said = new Set<string>();

/** Once an offer: it starts the exclusive two minutes (R5). */
export async function sayOfferSeen(
  view: OfferView,
  now: number,
  record: RecordJobAction
): Promise<void> {
  if (view.seen || said.has(view.order) || offerStatus(view, now) !== 'open') return;
  said.add(view.order);
  if (!(await record('offer.seen', {}))) said.delete(view.order);
}

/** @returns true where the helper is done with this offer */
export async function answerOffer(
  order: string,
  what: 'accept' | 'decline',
  record: RecordJobAction
): Promise<boolean> {
  if (what === 'accept') {
    if (await takeBackDecline(order)) await record('offer.accept', {});
    return false;
  }
  if (!(await declineLater(order))) return false;
  showToast(m.offers_declined(), {
    label: m.offers_undo(),
    run: () => {
      takeBackDecline(order).catch(saveError.report);
    }
  });
  return true;
}
