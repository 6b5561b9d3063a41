import { m } from '$lib/paraglide/messages';
import type { CommandAnswer } from '../order/order-watch.svelte.ts';

/** Why a click came to nothing; empty where it did not. */
export function commandText(answer: CommandAnswer | undefined): string {
  if (!answer || answer.ok) return '';
  if (answer.code === 'notSent') return m.tracking_action_failed();
  if (answer.code === 'cancel.tooLate') return m.tracking_action_cancel_late();
  if (answer.code === 'rating.alreadyGiven') return m.tracking_action_rated();
  if (answer.code === 'appointment.past') return m.tracking_change_expired_text();
  return m.tracking_action_changed();
}
