/** `npm run staff`: the operator's people, from the server's own machine. */
import { isStaffRole, STAFF_ROLES } from '#domain/staff/staff-role.ts';
import { isEmail } from '#domain/text/email-address.ts';
import { newAuditLog } from '../audit/audit-log.ts';
import { readPlace } from '../reach/place.ts';
import { reachStore } from '../reach/reach-store.ts';
import { runTool, WrongArguments } from '../reach/run-tool.ts';
import { openStoreAt } from '../reach/open-store-at.ts';
import { runStaffCommand, type StaffCommand } from './staff-command.ts';

const usage = `Usage: npm run staff -- invite EMAIL --role ROLE
       npm run staff -- reset EMAIL
       npm run staff -- disable EMAIL
       npm run staff -- enable EMAIL
       npm run staff -- list
ROLE is one of ${STAFF_ROLES.join(', ')}. invite and reset print a link, good once and for 24 hours,
that sets a password and a second factor. The settings of the server say where the store is; the
server may run.`;

const COMMANDS: readonly string[] = ['invite', 'reset', 'disable', 'enable', 'list'];

await runTool({
  usage,
  options: { role: { type: 'string' } },
  names: { least: 1, most: 2 },
  async run({ names: [name, email], values }) {
    const command = readCommand(name!, email, values.role as string | undefined);
    const place = readPlace(undefined, process.env);
    const reached = await reachStore(place, { isMade: true });
    try {
      const clock = { now: Date.now };
      const store = await openStoreAt(reached);
      const audit = newAuditLog(store, clock);
      const told = await runStaffCommand({ store, clock, audit }, command);
      await store.close();
      console.info(told.lines.join('\n'));
      return told.isDone ? 0 : 1;
    } finally {
      await reached.close();
    }
  }
});

function readCommand(name: string, email: string | undefined, role = 'support'): StaffCommand {
  if (!COMMANDS.includes(name)) throw new WrongArguments(`There is no "${name}".`);
  if (name === 'list') return { name: 'list' };
  if (!email) throw new WrongArguments('Whose e-mail address is missing.');
  if (!isEmail(email)) throw new WrongArguments(`"${email}" is no e-mail address.`);
  if (!isStaffRole(role)) {
    throw new WrongArguments(`"${role}" is no role: ${STAFF_ROLES.join(', ')}.`);
  }
  const publicUrl = (process.env['PUBLIC_URL']?.trim() || 'http://localhost:8080').replace(
    /\/+$/,
    ''
  );
  return { name: name as 'invite', email, role, publicUrl };
}
