import type { AuditCode } from '#domain/staff/audit-code.ts';
import { m } from '$lib/paraglide/messages';

const WORDS: Record<AuditCode, () => string> = {
  'staff.invite': m.staff_audit_staff_invite,
  'staff.join': m.staff_audit_staff_join,
  'staff.reset': m.staff_audit_staff_reset,
  'staff.setUpAgain': m.staff_audit_staff_again,
  'staff.change': m.staff_audit_staff_change,
  'passkey.add': m.staff_audit_passkey_add,
  'passkey.remove': m.staff_audit_passkey_remove,
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
  'business.rules': m.staff_audit_business_rules,
  'business.tick': m.staff_audit_business_tick,
  'business.testMail': m.staff_audit_business_test,
  'text.change': m.texts_staff_audit,
  'catalog.import': m.staff_audit_catalog_import,
  'catalog.add': m.staff_audit_catalog_add,
  'catalog.publish': m.staff_audit_catalog_publish,
  'catalog.schedule': m.staff_audit_catalog_schedule,
  'catalog.drop': m.staff_audit_catalog_drop,
  'application.read': m.staff_audit_application_read,
  'application.judge': m.staff_audit_application_judge,
  'application.ask': m.staff_audit_application_ask,
  'application.accept': m.staff_audit_application_accept,
  'application.refuse': m.staff_audit_application_refuse,
  'application.suspend': m.staff_audit_application_suspend,
  'application.erase': m.staff_audit_application_erase,
  'application.readmit': m.staff_audit_application_readmit,
  'paper.read': m.staff_audit_paper_read,
  'skill.grant': m.staff_audit_skill_grant,
  'skill.refuse': m.staff_audit_skill_refuse
};

/** What was seen or done, in words. */
export function auditWords(what: AuditCode): string {
  return WORDS[what]();
}
