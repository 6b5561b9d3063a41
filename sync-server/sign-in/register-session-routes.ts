import * as z from 'zod/mini';
import { addressBlock } from '../plugins/address-block.ts';
import { SESSION_COOKIE, sessionOf, signedIn } from '../plugins/authentication.ts';
import { refuse } from '../plugins/error-reply.ts';
import type { Deps } from '../deps.ts';
import { person } from '../people/account.ts';
import type { Session } from '../people/session.ts';
import { newAddressFailures } from './address-failures.ts';
import { browserOf, rememberBrowser } from './browser-cookie.ts';
import { newGuessCounts } from './guess-counts.ts';
import { isSecure, newSetCookie } from './session-cookie.ts';
import { signIn, signInBody } from './sign-in.ts';
import type { HttpApp } from '../plugins/http-app.ts';

const whoAmI = z.object({
  provider: person,
  device: z.nullable(z.object({ id: z.string() })),
  expiresAt: z.number()
});
/**
 * `serverKey`: SPKI, base64url; checks receipts and catalogue documents. `epoch`: which copy of the
 * data this is.
 */
const opened = z.extend(whoAmI, { token: z.string(), serverKey: z.string(), epoch: z.string() });

/** PROTOCOL.md, "Sign-in". Staff sign in the same way, with a code of their second factor. */
export function registerSessionRoutes(app: HttpApp, deps: Deps): void {
  const { sessions, keys, config, epoch } = deps;
  const parts = { ...deps, guesses: newGuessCounts(deps.store), addresses: newAddressFailures() };
  const setCookie = newSetCookie(deps);
  const tags = ['session'];

  app.post(
    '/api/session',
    {
      bodyLimit: 16_384,
      schema: {
        tags,
        summary: 'Signs in, for providers on a device',
        body: signInBody,
        response: { 201: opened }
      }
    },
    async (request, reply) => {
      const from = { address: addressBlock(request.ip), browser: browserOf(request) };
      const signedIn = await signIn(parts, request.body, from);
      if (!signedIn.ok) return refuse(reply, signedIn.code, signedIn);
      const { token, session, browser } = signedIn;
      rememberBrowser(reply, browser, isSecure(request, config));
      setCookie(request, reply, token, session.expiresAt);
      return reply
        .code(201)
        .send({ token, serverKey: keys.publicKey, epoch, ...described(session) });
    }
  );

  app.get(
    '/api/session',
    {
      preHandler: signedIn,
      schema: { tags, summary: 'Who is signed in', response: { 200: whoAmI } }
    },
    async (request, reply) => {
      const session = sessionOf(request);
      const token = request.cookies[SESSION_COOKIE];
      if (token && !request.headers.authorization) {
        setCookie(request, reply, token, session.expiresAt);
      }
      return described(session);
    }
  );

  app.delete('/api/session', { schema: { tags, summary: 'Signs out' } }, async (request, reply) => {
    if (request.session) await sessions.end(request.session.id);
    return reply.clearCookie(SESSION_COOKIE, { path: '/' }).code(204).send();
  });
}

function described({ person, device, expiresAt }: Session) {
  return { provider: person, device: device ? { id: device } : null, expiresAt };
}
