import type { ActionKind } from '#domain/protocol/action-body.ts';
import { m } from '$lib/paraglide/messages';

const NAMES: Record<ActionKind, () => string> = {
  'offer.seen': m.device_action_offer_seen,
  'offer.accept': m.device_action_offer_accept,
  'offer.decline': m.device_action_offer_decline,
  'customer.contacted': m.device_action_customer_contacted,
  'appointment.confirm': m.device_action_appointment_confirm,
  'appointment.change': m.device_action_appointment_change,
  'job.giveBack': m.device_action_job_giveBack,
  'delivery.pickedUp': m.device_action_delivery_pickedUp,
  'delivery.handedOver': m.device_action_delivery_handedOver,
  'travel.start': m.device_action_travel_start,
  'visit.arrive': m.device_action_visit_arrive,
  'work.start': m.device_action_work_start,
  'work.progress': m.device_action_work_progress,
  'checklist.set': m.device_action_checklist_set,
  'note.add': m.device_action_note_add,
  'photo.add': m.device_action_photo_add,
  'photo.remove': m.device_action_photo_remove,
  'price.agree': m.device_action_price_agree,
  'package.add': m.device_action_package_add,
  'product.sell': m.device_action_product_sell,
  'addition.takeBack': m.device_action_addition_takeBack,
  'job.complete': m.device_action_job_complete,
  'job.fail': m.device_action_job_fail,
  'job.refuseToSign': m.device_action_job_refuseToSign,
  'booking.request': m.device_action_booking_request,
  'rating.seal': m.device_action_rating_seal,
  'availability.set': m.device_action_availability_set,
  'profile.set': m.device_action_profile_set,
  'course.answer': m.device_action_course_answer,
  'support.ask': m.device_action_support_ask
};

/** What the helper did, in their words; a kind from a newer app is shown as it is. */
export function actionName(kind: ActionKind): string {
  return NAMES[kind]?.() ?? kind;
}
