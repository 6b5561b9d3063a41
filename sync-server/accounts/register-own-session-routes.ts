import * as z from 'zod/mini';
import type { RegisterRoutes } from '../deps.ts';
import { devicesOf } from '../people/device.ts';
import { sessionOf, signedIn } from '../plugins/authentication.ts';
import { refuse } from '../plugins/error-reply.ts';
import { sessionsOf, type SessionOf } from '../people/sessions-of.ts';
import { accountOf } from './account-of.ts';

const params = z.object({ id: z.string().check(z.regex(/^[\w-]{43}$/)) });
const tags = ['account'];

/** Where somebody is signed in: browsers and devices, each with its end. */
export const registerOwnSessionRoutes: RegisterRoutes = (app, { store, clock, sessions }) => {
  const { people } = store;

  app.get(
    '/api/sessions',
    { preHandler: signedIn, schema: { tags, summary: 'Where one is signed in' } },
    async (request) => {
      const own = sessionOf(request);
      const account = await accountOf(store, own);
      const devices = new Map((await devicesOf(store, own.person.id)).map((d) => [d.id, d.name]));
      const found = [];
      for await (const each of sessionsOf(store, account?._id ?? '')) {
        const isOver = each.expiresAt <= clock.now() || each.person.id !== own.person.id;
        if (isOver || (each.generation ?? 0) !== (account?.generation ?? 0)) continue;
        const id = each._id.slice('session:'.length);
        const device = each.device === null ? null : (devices.get(each.device) ?? '');
        found.push({ id, device, createdAt: each.createdAt, isThis: id === own.id });
      }
      found.sort((a, b) => Number(b.isThis) - Number(a.isThis) || b.createdAt - a.createdAt);
      return { email: account?.email ?? '', role: own.person.role, sessions: found };
    }
  );
  app.delete(
    '/api/sessions/:id',
    { preHandler: signedIn, schema: { tags, params, summary: 'Ends a session of one’s own' } },
    async (request, reply) => {
      const { person } = sessionOf(request);
      const account = await accountOf(store, sessionOf(request));
      const found = await people.get<SessionOf>(`session:${request.params.id}`);
      const isOwn = found?.account === account?._id && found?.person.id === person.id;
      if (!account || !isOwn) return refuse(reply, 'request.unknown');
      await sessions.end(request.params.id);
      return reply.code(204).send();
    }
  );
};
