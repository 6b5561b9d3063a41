import { m } from '$lib/paraglide/messages';

const WORDS: Partial<Record<string, () => string>> = {
  'staff.invite': m.staff_audit_staff_invite,
  'staff.join': m.staff_audit_staff_join,
  'staff.reset': m.staff_audit_staff_reset,
  'staff.setUpAgain': m.staff_audit_staff_again,
  'staff.change': m.staff_audit_staff_change
};

/** What was done, in words; as it is written where there are none. */
export function auditWords(what: string): string {
  return WORDS[what]?.() ?? what;
}
