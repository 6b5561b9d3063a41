import { m } from '$lib/paraglide/messages';

const WORDS: Partial<Record<string, () => string>> = {
  'staff.invite': m.staff_audit_staff_invite,
  'staff.join': m.staff_audit_staff_join,
  'staff.reset': m.staff_audit_staff_reset,
  'staff.setUpAgain': m.staff_audit_staff_again,
  'staff.change': m.staff_audit_staff_change,
  'case.read': m.staff_audit_case_read,
  'case.close': m.staff_audit_case_close,
  'case.settle': m.staff_audit_case_settle,
  'order.read': m.staff_audit_order_read,
  'order.reoffer': m.staff_audit_order_reoffer,
  'order.cancel': m.staff_audit_order_cancel,
  'mail.read': m.staff_audit_mail_read,
  'invoice.read': m.staff_audit_invoice_read,
  'photo.read': m.staff_audit_photo_read,
  'business.change': m.staff_audit_business_change,
  'business.tick': m.staff_audit_business_tick,
  'business.testMail': m.staff_audit_business_test
};

/** What was done, in words; as it is written where there are none. */
export function auditWords(what: string): string {
  return WORDS[what]?.() ?? what;
}
