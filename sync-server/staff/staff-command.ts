import type { StaffRole } from '#domain/staff/staff-role.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { Clock } from '../clock.ts';
import type { Store } from '../store/store.ts';
import { invite } from './invite.ts';
import { changeStaff, listStaff } from './staff-members.ts';

export type StaffCommand =
  | { name: 'list' }
  | {
      name: 'invite' | 'reset' | 'disable' | 'enable';
      email: string;
      role: StaffRole;
      publicUrl: string;
    };

interface StaffTool {
  store: Pick<Store, 'people'>;
  clock: Clock;
  audit: Pick<AuditLog, 'write'>;
}

interface Told {
  isDone: boolean;
  lines: string[];
}

const done = (...lines: string[]): Told => ({ isDone: true, lines });
const not = (line: string): Told => ({ isDone: false, lines: [line] });

/** What `npm run staff` does, and the sentences that it answers. */
export async function runStaffCommand(tool: StaffTool, command: StaffCommand): Promise<Told> {
  if (command.name === 'list') return listed(tool);
  const { store, clock, audit } = tool;
  const { name, email, role, publicUrl } = command;
  if (name === 'disable' || name === 'enable') {
    const changed = await changeStaff(store, email, { disabled: name === 'disable' });
    if (!changed.ok) return not(WHY_NOT[changed.why](email));
    await audit.write({ by: null, what: 'staff.change', about: email, ...changed });
    return done(
      name === 'disable' ? `${email} can no longer sign in.` : `${email} can sign in again.`
    );
  }
  const isReset = name === 'reset';
  const made = await invite(store, { email, role, isReset }, clock.now());
  if (!made.ok) return not(WHY_NOT[made.why](email));
  const after = isReset ? undefined : { role };
  await audit.write({ by: null, what: `staff.${name}`, about: email, after });
  return done(
    `${publicUrl}/staff/${made.token}`,
    `For ${email}, good once and until ${new Date(made.expiresAt).toISOString()}.`
  );
}

const WHY_NOT: Record<'helper' | 'known' | 'unknown' | 'lastOwner', (email: string) => string> = {
  helper: (email) => `${email} is a helper’s address: staff need another one.`,
  known: (email) => `${email} is there already: "reset" sets the account up again.`,
  unknown: (email) => `Nobody of staff has the address ${email}: "list" names everybody.`,
  lastOwner: (email) => `${email} is the last owner: make another one first.`
};

async function listed({ store }: StaffTool): Promise<Told> {
  const staff = await listStaff(store);
  if (staff.length === 0) return done('Nobody yet: invite an owner first.');
  return done(
    ...staff.map(({ email, role, name, disabled }) =>
      [email, role, name, ...(disabled ? ['(disabled)'] : [])].join('  ')
    )
  );
}
