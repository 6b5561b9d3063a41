import type { HttpApp } from './http-app.ts';

/** As Fastify's own does by default: no member of a body becomes a prototype. */
const POISONING = ['error', 'error'] as const;

/**
 * Many clients name a content type with every request, also where they send nothing: a body of no
 * bytes is no body, whatever it is said to be. What needs one says so in its schema.
 */
export function registerEmptyBodies(app: HttpApp): void {
  const parseJson = app.getDefaultJsonParser(...POISONING);
  app.addContentTypeParser<string>(
    'application/json',
    { parseAs: 'string' },
    (request, body, done) => {
      if (body.length === 0) done(null, undefined);
      else void parseJson(request, body, done);
    }
  );
  app.addContentTypeParser<Buffer>('*', { parseAs: 'buffer' }, (_request, body, done) => {
    if (body.length === 0) done(null, undefined);
    else done(Object.assign(new Error('a body of a kind that nobody reads'), { statusCode: 415 }));
  });
}
