/** What somebody of the operator's does. An owner may do everything. */
export const STAFF_ROLES = ['owner', 'support', 'community', 'catalog', 'finance'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

export function isStaffRole(role: string): role is StaffRole {
  return (STAFF_ROLES as readonly string[]).includes(role);
}

/** Whether `role` may do what is for one of `allowed`. */
export function isStaffOf(role: string, ...allowed: readonly StaffRole[]): boolean {
  return isStaffRole(role) && (role === 'owner' || allowed.includes(role));
}
