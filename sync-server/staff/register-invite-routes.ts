// Setting up an account of staff by an invitation's link. Whoever asks has the link and nothing else.
import * as z from 'zod/mini';
import QRCode from 'qrcode';
import { LOCALES } from '#domain/policy/policy.ts';
import { personName } from '#domain/text/text-schema.ts';
import type { RegisterRoutes } from '../deps.ts';
import { accountId, type Account } from '../people/account.ts';
import { authenticatorUri } from '../people/second-factor.ts';
import { refuse } from '../plugins/error-reply.ts';
import { askForPasskey, newPasskeyBody, readNewPasskey } from '../passkeys/add-passkey.ts';
import { acceptInvite, newStaffId } from './accept-invite.ts';
import { findInvite, whyOver } from './invite.ts';

const params = z.object({ token: z.string().check(z.maxLength(80)) });
/** OWASP: at least ten where there is a second factor, and no rules about their kinds. */
export const STAFF_PASSWORD = { least: 10, most: 200 } as const;
const acceptBody = z.object({
  name: personName,
  password: z.string().check(z.minLength(STAFF_PASSWORD.least), z.maxLength(STAFF_PASSWORD.most)),
  code: z.optional(z.string().check(z.maxLength(20))),
  /** In the place of the code. */
  passkey: z.optional(newPasskeyBody),
  locale: z.enum(LOCALES)
});
const tags = ['staff'];
/** Modules of white around the square, on dark screens too: readers look for it. */
const QUIET_ZONE = 4;

export const registerInviteRoutes: RegisterRoutes = (app, deps) => {
  const { store, clock, audit } = deps;

  app.get(
    '/api/invites/:token',
    { schema: { tags, params, summary: 'What an invitation is for' } },
    async (request, reply) => {
      const found = await findInvite(store, request.params.token);
      if (!found) return refuse(reply, 'request.unknown');
      const over = await whyOver(store, found, clock.now());
      const { email, role, isReset, expiresAt, secret } = found;
      if (over) return { over, email };
      const uri = authenticatorUri(secret, email);
      const square = await QRCode.toString(uri, { type: 'svg', margin: QUIET_ZONE });
      return { over: null, email, role, isReset, expiresAt, secret, uri, square };
    }
  );

  app.post(
    '/api/invites/:token/passkey',
    { schema: { tags, params, summary: 'What a browser makes the account’s passkey with' } },
    async (request, reply) => {
      const found = await findInvite(store, request.params.token);
      if (!found) return refuse(reply, 'request.unknown');
      if (await whyOver(store, found, clock.now())) return refuse(reply, 'invite.over');
      const { _id: boundTo, email } = found;
      const account = await store.people.get<Account>(accountId(email));
      const owner = { id: account?.person.id ?? newStaffId(), email, boundTo };
      return askForPasskey(deps, owner, [], clock.now());
    }
  );
  app.post(
    '/api/invites/:token',
    { schema: { tags, params, body: acceptBody, summary: 'Sets the account up' } },
    async (request, reply) => {
      const found = await findInvite(store, request.params.token);
      if (!found) return refuse(reply, 'request.unknown');
      const { passkey, ...said } = request.body;
      const made = passkey && (await readNewPasskey(deps, passkey, found._id, clock.now()));
      if (made?.ok === false) return refuse(reply, made.code);
      const accepted = await acceptInvite(store, found, { ...said, made }, clock.now());
      if (!accepted.ok) return refuse(reply, accepted.code);
      deps.sessions.forget();
      const { id, name, role } = accepted.account.person;
      const what = found.isReset ? 'staff.setUpAgain' : 'staff.join';
      await audit.write({ by: { id, name, role }, what, about: found.email, after: { role } });
      return reply.code(201).send({ recoveryCodes: accepted.recoveryCodes });
    }
  );
};
