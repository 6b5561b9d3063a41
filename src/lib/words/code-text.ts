import type { Code } from '#domain/protocol/code.ts';
import { m } from '$lib/paraglide/messages';

const SENTENCES: Record<Code, () => string> = {
  'action.badHash': m.codes_action_badHash,
  'action.badSignature': m.codes_action_badSignature,
  'action.gap': m.codes_action_gap,
  'action.fork': m.codes_action_fork,
  'action.malformed': m.codes_action_malformed,
  'action.wrongDevice': m.codes_action_wrongDevice,
  'action.implausibleTime': m.codes_action_implausibleTime,
  'kind.unknown': m.codes_kind_unknown,
  'kind.notSupported': m.codes_kind_notSupported,
  'body.invalid': m.codes_body_invalid,
  'order.unknown': m.codes_order_unknown,
  'order.notYours': m.codes_order_notYours,
  'actor.notAllowed': m.codes_actor_notAllowed,
  'job.wrongState': m.codes_job_wrongState,
  'job.reassigned': m.codes_job_reassigned,
  'job.lapsed': m.codes_job_lapsed,
  'offer.taken': m.codes_offer_taken,
  'offer.notOpen': m.codes_offer_notOpen,
  'offer.expired': m.codes_offer_expired,
  'offer.withdrawn': m.codes_offer_withdrawn,
  'provider.busy': m.codes_provider_busy,
  'confirm.tooEarly': m.codes_confirm_tooEarly,
  'confirm.tooLate': m.codes_confirm_tooLate,
  'contact.tooLate': m.codes_contact_tooLate,
  'contact.wordless': m.codes_contact_wordless,
  'appointment.past': m.codes_appointment_past,
  'appointment.tooFar': m.codes_appointment_tooFar,
  'appointment.unclear': m.codes_appointment_unclear,
  'checklist.unknownItem': m.codes_checklist_unknownItem,
  'checklist.open': m.codes_checklist_open,
  'price.notHigher': m.codes_price_notHigher,
  'price.notAFriend': m.codes_price_notAFriend,
  'package.notAPro': m.codes_package_notAPro,
  'package.unknown': m.codes_package_unknown,
  'product.unknown': m.codes_product_unknown,
  'product.notFitting': m.codes_product_notFitting,
  'consent.mismatch': m.codes_consent_mismatch,
  'statement.mismatch': m.codes_statement_mismatch,
  'statement.badHash': m.codes_statement_badHash,
  'signature.tooSmall': m.codes_signature_tooSmall,
  'failure.tooEarly': m.codes_failure_tooEarly,
  'cancel.tooLate': m.codes_cancel_tooLate,
  'rating.alreadyGiven': m.codes_rating_alreadyGiven,
  'availability.tooMany': m.codes_availability_tooMany
};

/** The one sentence for a code; a code from a newer server is shown as it is. */
export function codeText(code: Code): string {
  return SENTENCES[code]?.() ?? code;
}
