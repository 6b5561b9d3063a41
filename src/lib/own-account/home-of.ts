import { isStaffRole } from '#domain/staff/staff-role.ts';
import { m } from '$lib/paraglide/messages';

/** Where whoever has such an account signs in, and goes on. */
export function homeOf(role: string): { href: string; label: string; signIn: string } {
  if (role === 'applicant') {
    return { href: '/helpers/status', label: m.helpers_status_title(), signIn: '/helpers/status' };
  }
  return isStaffRole(role)
    ? { href: '/admin', label: m.helpers_to_work(), signIn: '/admin' }
    : { href: '/device', label: m.helpers_to_app(), signIn: '/sign-in' };
}
