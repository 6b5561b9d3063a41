import { readFileSync } from 'node:fs';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { PROTOCOL_VERSION } from '#domain/protocol/version.ts';
import type { HttpApp } from './http-app.ts';

const PROTOCOL_PAGE = new URL('../../src/domain/protocol/PROTOCOL.md', import.meta.url);
export const PROTOCOL_URL = '/api/docs/protocol';

/**
 * OpenAPI of every route with a schema, readable at /api/docs. Registered before the routes.
 * @param paths of what is answered by other means than a route with a schema: the sync door
 */
export async function registerApiDocs(
  app: HttpApp,
  paths: Record<string, Record<string, object>>
): Promise<void> {
  await app.register(swagger, {
    openapi: {
      info: {
        title: 'Mila Onsite',
        version: String(PROTOCOL_VERSION),
        description:
          'Devices sync through `/sync`, in the words of CouchDB; everything else is under `/api`. ' +
          `What the documents and actions mean, and how to sign them: [the protocol](${PROTOCOL_URL}). ` +
          'Every answer carries `Mila-Protocol` and `Mila-Time`; one without them is not from this server.'
      },
      externalDocs: { description: 'The protocol, for clients of your own', url: PROTOCOL_URL },
      tags: [
        { name: 'session', description: 'Signing in, and the devices of a person' },
        {
          name: 'sync',
          description: 'The sync door: inbox, outbox and catalogue of who is signed in'
        },
        { name: 'files', description: 'Photos, by the SHA-256 of their content' }
      ],
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer' },
          cookie: { type: 'apiKey', in: 'cookie', name: 'mila_session' }
        }
      },
      paths
    },
    transform: jsonSchemaTransform
  });
  const page = readFileSync(PROTOCOL_PAGE, 'utf8');
  app.get(
    PROTOCOL_URL,
    { schema: { tags: ['server'], summary: 'The protocol page, as Markdown' } },
    // As plain text every browser shows it instead of saving it.
    (_request, reply) => reply.type('text/plain; charset=utf-8').send(page)
  );
  // Its own policy would allow a foreign validator; the server's policy is enough for it.
  await app.register(swaggerUi, { routePrefix: '/api/docs', uiConfig: { validatorUrl: null } });
}
