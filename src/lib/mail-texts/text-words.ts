import type { TextFault, TextGroup, TextPart } from '#domain/operator/mail-texts-view.ts';
import { m } from '$lib/paraglide/messages';

/** What a text is for. */
export function textName(kind: string): string {
  return NAMES[kind]?.() ?? kind;
}

/** What stands in the place of a variable. */
export function variableName(name: string): string {
  return VARIABLES[name]?.() ?? name;
}

export const GROUP_NAMES: Record<TextGroup, () => string> = {
  customers: m.texts_group_customers,
  helpers: m.texts_group_helpers,
  frame: m.texts_group_frame
};
export const PART_NAMES: Record<TextPart, () => string> = {
  subject: m.texts_subject,
  body: m.texts_body,
  action: m.texts_action
};
export const FAULT_WORDS: Record<TextFault, () => string> = {
  required: m.texts_fault_required,
  tooLong: m.texts_fault_tooLong,
  variable: m.texts_fault_variable,
  brace: m.texts_fault_brace
};

const NAMES: Record<string, () => string> = {
  booked: m.texts_booked,
  unplaced: m.texts_unplaced,
  expired: m.texts_expired,
  helperFound: m.texts_helperFound,
  helperLost: m.texts_helperLost,
  helperBack: m.texts_helperBack,
  appointmentAsked: m.texts_appointmentAsked,
  appointmentMoved: m.texts_appointmentMoved,
  onTheWay: m.texts_onTheWay,
  cancelled: m.texts_cancelled,
  requestCancelled: m.texts_requestCancelled,
  invoice: m.texts_invoice,
  invoiceRated: m.texts_invoiceRated,
  invoiceSettled: m.texts_invoiceSettled,
  invoiceOfJourney: m.texts_invoiceOfJourney,
  invoiceOfCancelling: m.texts_invoiceOfCancelling,
  'apply.confirm': m.texts_apply_confirm,
  'apply.known': m.texts_apply_known,
  'password.reset': m.texts_password_reset,
  'password.changed': m.texts_password_changed,
  'passkey.added': m.texts_passkey_added,
  'email.confirm': m.texts_email_confirm,
  'email.changed': m.texts_email_changed,
  'application.submit': m.texts_application_submit,
  'application.ask': m.texts_application_ask,
  'application.accept': m.texts_application_accept,
  'application.refuse': m.texts_application_refuse,
  'application.suspend': m.texts_application_suspend,
  'application.readmit': m.texts_application_readmit,
  'application.abandoned': m.texts_application_abandoned,
  'paper.expires': m.texts_paper_expires,
  'paper.expired': m.texts_paper_expired,
  'paper.turnedDown': m.texts_paper_turnedDown,
  'skill.granted': m.texts_skill_granted,
  'skill.refused': m.texts_skill_refused,
  'frame.greeting': m.texts_frame_greeting,
  'frame.greetingNobody': m.texts_frame_greetingNobody,
  'frame.help': m.texts_frame_help,
  'frame.regards': m.texts_frame_regards,
  'frame.footer': m.texts_frame_footer,
  'frame.helperFooter': m.texts_frame_helperFooter
};

const VARIABLES: Record<string, () => string> = {
  service: m.texts_var_service,
  day: m.texts_var_day,
  time: m.texts_var_time,
  place: m.texts_var_place,
  price: m.texts_var_price,
  costs: m.texts_var_costs,
  cancelling: m.texts_var_cancelling,
  helper: m.texts_var_helper,
  hours: m.texts_var_hours,
  freeUntil: m.texts_var_freeUntil,
  oldDay: m.texts_var_oldDay,
  oldTime: m.texts_var_oldTime,
  newDay: m.texts_var_newDay,
  newTime: m.texts_var_newTime,
  eta: m.texts_var_eta,
  cancelledBy: m.texts_var_cancelledBy,
  cancelCosts: m.texts_var_cancelCosts,
  number: m.texts_var_number,
  total: m.texts_var_total,
  minutes: m.texts_var_minutes,
  passkey: m.texts_var_passkey,
  email: m.texts_var_email,
  items: m.texts_var_items,
  reason: m.texts_var_reason,
  paper: m.texts_var_paper,
  skill: m.texts_var_skill,
  level: m.texts_var_level,
  inDays: m.texts_var_inDays,
  needed: m.texts_var_needed,
  name: m.texts_var_name,
  phone: m.texts_var_phone
};
