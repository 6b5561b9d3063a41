import { m } from '$lib/paraglide/messages';
import type { DeedAnswer } from './order-watch.svelte.ts';

/** Why a click came to nothing; empty where it did not. */
export function deedText(answer: DeedAnswer | undefined): string {
  if (!answer || answer.ok) return '';
  if (answer.code === 'notSent') return m.tracking_deed_failed();
  if (answer.code === 'cancel.tooLate') return m.tracking_deed_cancel_late();
  if (answer.code === 'rating.alreadyGiven') return m.tracking_deed_rated();
  if (answer.code === 'appointment.past') return m.tracking_change_expired_text();
  return m.tracking_deed_changed();
}
