import * as z from 'zod/mini';
import type { Deps } from '../deps.ts';
import { sessionOf, signedIn } from '../plugins/authentication.ts';
import { refuse } from '../plugins/error-reply.ts';
import { devicesOf, revokeDevice } from '../people/device.ts';
import type { HttpApp } from '../plugins/http-app.ts';

const listed = z.object({
  devices: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      createdAt: z.number(),
      lastSignInAt: z.number(),
      revokedAt: z.nullable(z.number()),
      isThis: z.boolean()
    })
  )
});

/** One's own devices: which there are, and how to end all sessions of one that was lost. */
export function registerDeviceRoutes(app: HttpApp, { store, clock, sessions }: Deps): void {
  const tags = ['session'];

  app.get(
    '/api/devices',
    { preHandler: signedIn, schema: { tags, summary: 'Own devices', response: { 200: listed } } },
    async (request) => {
      const { person, device } = sessionOf(request);
      const devices = await devicesOf(store, person.id);
      return {
        devices: devices.map(({ id, name, createdAt, lastSignInAt, revokedAt }) => ({
          id,
          name,
          createdAt,
          lastSignInAt,
          revokedAt,
          isThis: id === device
        }))
      };
    }
  );

  app.delete(
    '/api/devices/:id',
    {
      preHandler: signedIn,
      schema: {
        tags,
        summary: 'Ends every session of a device of one’s own',
        params: z.object({ id: z.string() })
      }
    },
    async (request, reply) => {
      const { person } = sessionOf(request);
      const isHers = await revokeDevice(store, person.id, request.params.id, clock.now());
      sessions.forget();
      return isHers ? reply.code(204).send() : refuse(reply, 'request.unknown');
    }
  );
}
