// The way in: an address, a mail to it, and with its link an account and an application.
import * as z from 'zod/mini';
import { LOCALES, MARKETS } from '#domain/policy/policy.ts';
import { isEmail } from '#domain/text/email-address.ts';
import { personName } from '#domain/text/text-schema.ts';
import { newAnswerFirst } from '../accounts/answer-first.ts';
import { newPassword } from '../accounts/change-password.ts';
import type { RegisterRoutes } from '../deps.ts';
import { findLink, useLink, whyLinkIsOver } from '../people/mailed-link.ts';
import { addressLimit } from '../plugins/address-limit.ts';
import { refuse } from '../plugins/error-reply.ts';
import { newSetCookie } from '../sign-in/session-cookie.ts';
import { mailBeginning, openApplication } from './begin-application.ts';

const beginBody = z.object({
  email: z.string().check(z.maxLength(254), z.refine(isEmail)),
  locale: z.enum(LOCALES),
  market: z.enum(MARKETS)
});
const confirmBody = z.object({ name: personName, password: newPassword });
const params = z.object({ token: z.string().check(z.maxLength(80)) });
const tags = ['application'];
const A_MINUTE = 10;

export const registerApplyRoutes: RegisterRoutes = (app, deps) => {
  const { store, clock, sessions } = deps;
  const answerFirst = newAnswerFirst(app, deps);
  const setCookie = newSetCookie(deps);
  const onRequest = addressLimit(clock, A_MINUTE);

  app.post(
    '/api/applications',
    { onRequest, schema: { tags, body: beginBody, summary: 'Mails a link to begin with' } },
    (request, reply) => answerFirst(reply, () => mailBeginning(deps, request.body))
  );
  app.get(
    '/api/applications/:token',
    { schema: { tags, params, summary: 'Whether a link to begin with still holds' } },
    async (request, reply) => {
      const link = await findLink(store, request.params.token, 'apply');
      if (!link) return refuse(reply, 'request.unknown');
      const over = whyLinkIsOver(link, clock.now()) ?? null;
      return { over, email: over ? '' : link.email };
    }
  );
  app.post(
    '/api/applications/:token',
    { schema: { tags, params, body: confirmBody, summary: 'Opens the application' } },
    async (request, reply) => {
      const link = await findLink(store, request.params.token, 'apply');
      if (!link) return refuse(reply, 'request.unknown');
      if (!(await useLink(store, link._id, clock.now()))) return refuse(reply, 'link.over');
      const account = await openApplication(deps, link, request.body);
      if (!account) return refuse(reply, 'link.over');
      const { token, session } = await sessions.open(account, null);
      setCookie(request, reply, token, session.expiresAt);
      return reply.code(201).send({ email: account.email });
    }
  );
};
