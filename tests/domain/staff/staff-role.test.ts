import { describe, expect, it } from 'vitest';
import { AUDIT_CODES } from '#domain/staff/audit-code.ts';
import { isStaffOf, isStaffRole, STAFF_ROLES } from '#domain/staff/staff-role.ts';

describe('the operator’s people', () => {
  it('have one of five roles', () => {
    expect(STAFF_ROLES).toEqual(['owner', 'support', 'community', 'catalog', 'finance']);
    expect(STAFF_ROLES.every(isStaffRole)).toBe(true);
    expect(['', 'friend', 'pro', 'Owner', 'owners'].some(isStaffRole)).toBe(false);
  });

  it.each(STAFF_ROLES)('what is for %s may be done by them and by an owner', (allowed) => {
    for (const role of STAFF_ROLES) {
      expect(isStaffOf(role, allowed), role).toBe(role === allowed || role === 'owner');
      expect(isStaffOf(role, 'finance', allowed)).toBe(
        [allowed, 'finance', 'owner'].includes(role)
      );
      expect(isStaffOf(role)).toBe(role === 'owner');
    }
    expect(isStaffOf('friend', allowed)).toBe(false);
    expect(isStaffOf('', allowed)).toBe(false);
  });

  it('what they see and do has a name each', () => {
    expect(AUDIT_CODES).toEqual(
      expect.arrayContaining([
        ...['staff.invite', 'staff.join', 'staff.reset', 'staff.setUpAgain', 'staff.change'],
        ...['business.change', 'business.tick', 'business.testMail', 'case.read', 'case.close'],
        ...['case.settle', 'order.read', 'order.reoffer', 'order.cancel', 'mail.read'],
        ...['invoice.read', 'photo.read', 'catalog.import', 'catalog.add', 'catalog.publish'],
        ...['catalog.schedule', 'catalog.drop', 'application.read', 'application.judge'],
        ...['application.ask', 'application.accept', 'application.refuse'],
        ...['application.suspend', 'application.readmit', 'paper.read']
      ])
    );
    expect(new Set(AUDIT_CODES).size).toBe(AUDIT_CODES.length);
    expect(AUDIT_CODES.filter((code) => !/^[a-z]+\.[a-zA-Z]+$/.test(code))).toEqual([]);
  });
});
