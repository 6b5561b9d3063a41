import { isStaffOf, type StaffRole } from '#domain/staff/staff-role.ts';
import { m } from '$lib/paraglide/messages';

export interface StaffArea {
  href: string;
  label: () => string;
  for: readonly StaffRole[];
  /** Whether an address is in it. */
  has: (url: URL) => boolean;
}

const below = (path: string) => (url: URL) =>
  url.pathname === path || url.pathname.startsWith(`${path}/`);
const isOrders = (url: URL) =>
  below('/support/orders')(url) ||
  (url.pathname === '/support' && url.searchParams.get('list') === 'orders');

/** Where staff work, in the order of the navigation. */
export const STAFF_AREAS: readonly StaffArea[] = [
  {
    href: '/admin',
    label: m.staff_area_setup,
    for: ['owner'],
    has: (url) => url.pathname === '/admin' || below('/admin/setup')(url)
  },
  {
    href: '/support',
    label: m.staff_area_cases,
    for: ['support'],
    has: (url) => (url.pathname === '/support' && !isOrders(url)) || below('/support/cases')(url)
  },
  { href: '/support?list=orders', label: m.staff_area_orders, for: ['support'], has: isOrders },
  {
    href: '/support/mails',
    label: m.staff_area_mails,
    for: ['support'],
    has: below('/support/mails')
  },
  {
    href: '/admin/catalog',
    label: m.catalog_title,
    for: ['catalog'],
    has: below('/admin/catalog')
  },
  {
    href: '/admin/applications',
    label: m.helpers_queue_title,
    for: ['community'],
    has: below('/admin/applications')
  },
  {
    href: '/admin/texts',
    label: m.texts_title,
    for: ['owner'],
    has: below('/admin/texts')
  },
  {
    href: '/admin/team',
    label: m.staff_area_team,
    for: ['owner'],
    has: below('/admin/team')
  },
  {
    href: '/admin/audit',
    label: m.staff_area_audit,
    for: ['owner'],
    has: below('/admin/audit')
  }
];

/** Those of a role; the first is where it begins. */
export function areasOf(role: StaffRole): StaffArea[] {
  return STAFF_AREAS.filter((area) => isStaffOf(role, ...area.for));
}

export const ROLE_NAMES: Record<StaffRole, () => string> = {
  owner: m.staff_role_owner,
  support: m.staff_role_support,
  community: m.staff_role_community,
  catalog: m.staff_role_catalog,
  finance: m.staff_role_finance
};
export const ROLE_TEXTS: Record<StaffRole, () => string> = {
  owner: m.staff_role_owner_text,
  support: m.staff_role_support_text,
  community: m.staff_role_community_text,
  catalog: m.staff_role_catalog_text,
  finance: m.staff_role_finance_text
};
