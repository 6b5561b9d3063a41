import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { PROTOCOL_VERSION } from '#domain/protocol/version.ts';
import type { HttpApp } from './http-app.ts';

/** OpenAPI of every route with a schema, readable at /api/docs. Registered before the routes. */
export async function registerApiDocs(app: HttpApp): Promise<void> {
  await app.register(swagger, {
    openapi: {
      info: {
        title: 'Mila Onsite',
        version: String(PROTOCOL_VERSION),
        description:
          'Devices sync through /sync (CouchDB-shaped); everything else is here. Every answer ' +
          'carries Mila-Protocol and Mila-Time; an answer without them is not from this server.'
      },
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer' },
          cookie: { type: 'apiKey', in: 'cookie', name: 'mila_session' }
        }
      }
    },
    transform: jsonSchemaTransform
  });
  // Its own policy would allow a foreign validator; the server's policy is enough for it.
  await app.register(swaggerUi, { routePrefix: '/api/docs', uiConfig: { validatorUrl: null } });
}
