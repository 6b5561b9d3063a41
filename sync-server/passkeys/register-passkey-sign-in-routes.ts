import type { RegisterRoutes } from '../deps.ts';
import { addressLimit } from '../plugins/address-limit.ts';
import { refuse } from '../plugins/error-reply.ts';
import { askToProve, prove, shownPasskeyBody } from './prove.ts';

const tags = ['session'];
/** Of one address; people do this when they sign in. */
const A_MINUTE = 30;

/** Showing a passkey; `POST /api/session` takes what comes of it in the place of a password. */
export const registerPasskeySignInRoutes: RegisterRoutes = (app, deps) => {
  const onRequest = addressLimit(deps.clock, A_MINUTE);

  app.post(
    '/api/passkeys/begin',
    { onRequest, schema: { tags, summary: 'What a browser asks an authenticator with' } },
    async () => askToProve(deps, deps.clock.now())
  );
  app.post(
    '/api/passkeys/prove',
    {
      onRequest,
      bodyLimit: 16_384,
      schema: { tags, body: shownPasskeyBody, summary: 'Shows a passkey: whose it is, and a proof' }
    },
    async (request, reply) => {
      const proven = await prove(deps, request.body, deps.clock.now());
      if (!proven.ok) return refuse(reply, proven.code);
      return { email: proven.account.email, proof: proven.proof };
    }
  );
};
