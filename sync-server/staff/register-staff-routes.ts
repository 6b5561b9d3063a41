// The operator's people, for owners.
import * as z from 'zod/mini';
import { STAFF_ROLES } from '#domain/staff/staff-role.ts';
import { isEmail } from '#domain/text/email-address.ts';
import type { Deps, RegisterRoutes } from '../deps.ts';
import { sessionOf, staffOnly } from '../plugins/authentication.ts';
import { refuse } from '../plugins/error-reply.ts';
import { invite } from './invite.ts';
import { changeStaff, listStaff } from './staff-members.ts';

const email = z.string().check(z.maxLength(254), z.refine(isEmail));
const inviteBody = z.object({ email, role: z.enum(STAFF_ROLES) });
const resetBody = z.object({ email, why: z.optional(z.string().check(z.maxLength(2_000))) });
const changeBody = z.object({
  email,
  role: z.optional(z.enum(STAFF_ROLES)),
  disabled: z.optional(z.boolean()),
  why: z.optional(z.string().check(z.maxLength(2_000)))
});
const tags = ['staff'];

export const registerStaffRoutes: RegisterRoutes = (app, deps) => {
  const { store, clock, audit, sessions } = deps;
  const preHandler = staffOnly('owner');

  app.get(
    '/api/staff',
    { preHandler, schema: { tags, summary: 'Everybody of the operator’s' } },
    async () => ({ at: clock.now(), staff: await listStaff(store) })
  );
  app.post(
    '/api/staff/invite',
    { preHandler, schema: { tags, body: inviteBody, summary: 'A link that makes an account' } },
    async (request, reply) => {
      const { role } = request.body;
      const made = await invite(store, { ...request.body, isReset: false }, clock.now());
      if (!made.ok) return refuse(reply, 'staff.known');
      const by = sessionOf(request).person;
      await audit.write({ by, what: 'staff.invite', about: request.body.email, after: { role } });
      return reply.code(201).send(linkOf(deps, made));
    }
  );
  app.post(
    '/api/staff/reset',
    { preHandler, schema: { tags, body: resetBody, summary: 'A link that sets one up again' } },
    async (request, reply) => {
      const { email: about, why = '' } = request.body;
      const asked = { email: about, role: 'support', isReset: true } as const;
      const made = await invite(store, asked, clock.now());
      if (!made.ok) return refuse(reply, 'request.unknown');
      await audit.write({ by: sessionOf(request).person, what: 'staff.reset', about, why });
      return reply.code(201).send(linkOf(deps, made));
    }
  );
  app.post(
    '/api/staff/change',
    { preHandler, schema: { tags, body: changeBody, summary: 'Another role, locked out, let in' } },
    async (request, reply) => {
      const { email: about, role, disabled, why = '' } = request.body;
      const change = { ...(role && { role }), ...(disabled !== undefined && { disabled }) };
      const changed = await changeStaff(store, about, change);
      if (!changed.ok) {
        return refuse(reply, changed.why === 'unknown' ? 'request.unknown' : 'staff.lastOwner');
      }
      sessions.forget();
      const by = sessionOf(request).person;
      const { before, after } = changed;
      await audit.write({ by, what: 'staff.change', about, before, after, why });
      return { staff: after };
    }
  );
};

function linkOf({ config }: Pick<Deps, 'config'>, made: { token: string; expiresAt: number }) {
  return { link: `${config.publicUrl}/staff/${made.token}`, expiresAt: made.expiresAt };
}
