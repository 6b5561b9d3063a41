import { isStaffRole, STAFF_ROLES, type StaffRole } from '#domain/staff/staff-role.ts';
import { accountId, type Account } from '../people/account.ts';
import type { Store } from '../store/store.ts';

export interface StaffMember {
  id: string;
  name: string;
  email: string;
  role: StaffRole;
  disabled: boolean;
  createdAt: number;
  hasSecondFactor: boolean;
}

type People = Pick<Store, 'people'>;
const BY_ROLE = { name: 'accounts-by-role', fields: ['type', 'person.role'] };

/** Everybody of the operator's, by name. */
export async function listStaff({ people }: People): Promise<StaffMember[]> {
  const found: StaffMember[] = [];
  for (const role of STAFF_ROLES) {
    const selector = { type: 'account', 'person.role': role };
    for await (const account of people.findAll<Account>({ index: BY_ROLE, selector })) {
      const member = memberOf(account);
      if (member) found.push(member);
    }
  }
  return found.sort((a, b) => a.name.localeCompare(b.name));
}

function memberOf({ person, ...account }: Account): StaffMember | undefined {
  const { id, name, role } = person;
  if (!isStaffRole(role)) return undefined;
  const { email, disabled, createdAt } = account;
  return { id, name, email, role, disabled, createdAt, hasSecondFactor: !!account.secondFactor };
}

/** Whether somebody can sign in and open the marketplace. */
export async function hasOwner(store: People): Promise<boolean> {
  return (await listStaff(store)).some(({ role, disabled }) => role === 'owner' && !disabled);
}

type Changed =
  | { ok: true; before: StaffMember; after: StaffMember }
  | { ok: false; why: 'unknown' | 'lastOwner' };

/** Their sessions end. The last owner stays one: nobody could open the door again. */
export async function changeStaff(
  store: People,
  email: string,
  change: { role?: StaffRole; disabled?: boolean }
): Promise<Changed> {
  const account = await store.people.get<Account>(accountId(email));
  const before = account && memberOf(account);
  if (!before) return { ok: false, why: 'unknown' };
  const staysOwner =
    (change.role ?? before.role) === 'owner' && !(change.disabled ?? before.disabled);
  if (before.role === 'owner' && !before.disabled && !staysOwner) {
    const others = (await listStaff(store)).filter(({ id }) => id !== before.id);
    const isLast = !others.some(({ role, disabled }) => role === 'owner' && !disabled);
    if (isLast) return { ok: false, why: 'lastOwner' };
  }
  const { doc } = await store.people.update<Account>(
    account._id,
    (current) =>
      current && {
        ...current,
        person: { ...current.person, role: change.role ?? current.person.role },
        disabled: change.disabled ?? current.disabled,
        generation: (current.generation ?? 0) + 1
      }
  );
  // Two owners who lock each other out at the same moment: both were not the last when it was asked.
  const wasOwner = before.role === 'owner' && !before.disabled;
  if (wasOwner && !staysOwner && !(await hasOwner(store))) {
    await store.people.update<Account>(
      account._id,
      (current) =>
        current && {
          ...current,
          person: { ...current.person, role: before.role },
          disabled: before.disabled
        }
    );
    return { ok: false, why: 'lastOwner' };
  }
  return { ok: true, before, after: memberOf(doc!)! };
}
