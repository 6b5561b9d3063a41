// A forgotten password, and another one for whoever knows the present one. What is said, and when,
// never tells whether there is an account of an address.
import * as z from 'zod/mini';
import { APPLICATION_POLICY } from '#domain/application/policy.ts';
import { LOCALES, MINUTE_MS } from '#domain/policy/policy.ts';
import { isStaffRole } from '#domain/staff/staff-role.ts';
import { isEmail } from '#domain/text/email-address.ts';
import type { Deps, RegisterRoutes } from '../deps.ts';
import { putPersonalMail } from '../mail/personal-mail.ts';
import { accountId, type Account } from '../people/account.ts';
import { findLink, mayMail, newMailedLink, useLink, whyLinkIsOver } from '../people/mailed-link.ts';
import { addressLimit } from '../plugins/address-limit.ts';
import { sessionOf, signedIn } from '../plugins/authentication.ts';
import { refuse } from '../plugins/error-reply.ts';
import { newAnswerFirst } from './answer-first.ts';
import { checkOwnPassword } from './check-own-password.ts';
import { changePassword, newPassword } from './change-password.ts';
import { marketOf } from './market-of.ts';

const email = z.string().check(z.maxLength(254), z.refine(isEmail));
const forgotBody = z.object({ email, locale: z.enum(LOCALES) });
const resetBody = z.object({ password: newPassword });
const changeBody = z.object({ current: z.string().check(z.maxLength(512)), password: newPassword });
const params = z.object({ token: z.string().check(z.maxLength(80)) });
const tags = ['account'];
/** Of one address; people do this once in a while. */
const A_MINUTE = 10;

export const registerPasswordRoutes: RegisterRoutes = (app, deps) => {
  const { store, clock, sessions } = deps;
  const answerFirst = newAnswerFirst(app, deps);
  const onRequest = addressLimit(clock, A_MINUTE);

  app.post(
    '/api/password/forgot',
    { onRequest, schema: { tags, body: forgotBody, summary: 'Mails a link for a new password' } },
    (request, reply) => answerFirst(reply, () => mailReset(deps, request.body))
  );
  app.get(
    '/api/password/:token',
    { schema: { tags, params, summary: 'Whether a link for a new password still holds' } },
    async (request, reply) => {
      const link = await findLink(store, request.params.token, 'password');
      if (!link) return refuse(reply, 'request.unknown');
      const over = whyLinkIsOver(link, clock.now()) ?? null;
      return { over, email: over ? '' : link.email };
    }
  );
  app.post(
    '/api/password/:token',
    { schema: { tags, params, body: resetBody, summary: 'Sets the new password' } },
    async (request, reply) => {
      const link = await findLink(store, request.params.token, 'password');
      if (!link?.account) return refuse(reply, 'request.unknown');
      if (!(await useLink(store, link._id, clock.now()))) return refuse(reply, 'link.over');
      const { password } = request.body;
      const account = await changePassword(store, link.account, password, link, withoutPasskeys);
      sessions.forget();
      if (!account) return refuse(reply, 'link.over');
      await mailChanged(deps, account);
      return { email: account.email, role: account.person.role };
    }
  );
  app.post(
    '/api/account/password',
    {
      onRequest,
      preHandler: signedIn,
      schema: { tags, body: changeBody, summary: 'Another password; all sessions end' }
    },
    async (request, reply) => {
      const { current, password } = request.body;
      const checked = await checkOwnPassword(deps, sessionOf(request), current);
      if (!checked.ok) return refuse(reply, checked.code, checked);
      const { account } = checked;
      await changePassword(store, account._id, password);
      sessions.forget();
      await mailChanged(deps, account);
      return reply.code(204).send();
    }
  );
};

/**
 * Whoever had the old password may have left a passkey behind. Of staff they stay: a mailbox alone
 * takes no second factor away.
 */
function withoutPasskeys({ person }: Account): Partial<Account> {
  return isStaffRole(person.role) ? {} : { passkeys: [] };
}

async function mailReset(deps: Deps, { email, locale }: z.infer<typeof forgotBody>): Promise<void> {
  const { store, clock } = deps;
  const now = clock.now();
  const account = await store.people.get<Account>(accountId(email));
  if (!account || account.disabled || !(await mayMail(store, 'password', email, now))) return;
  const market = await marketOf(store, account.person.id);
  const { token, link } = await newMailedLink(
    store,
    { purpose: 'password', email: account.email, account, locale, market },
    now
  );
  await putPersonalMail(deps, {
    kind: 'password.reset',
    occasion: link._id,
    ...{ to: account.email, name: account.person.name, locale, market },
    path: `/password/${token}`,
    facts: { minutes: APPLICATION_POLICY.resetLinkMs / MINUTE_MS },
    isPrivate: true,
    notAfter: link.expiresAt
  });
}

async function mailChanged(deps: Deps, { email, person, generation }: Account): Promise<void> {
  await putPersonalMail(deps, {
    kind: 'password.changed',
    occasion: `${person.id}:${generation ?? 0}:${deps.clock.now()}`,
    ...{ to: email, name: person.name, locale: person.locale },
    market: await marketOf(deps.store, person.id),
    path: '/password'
  });
}
