import { isNestedDeeper } from '../couch-engine/engine.ts';
import type { HttpApp } from './http-app.ts';

/** Deeper than any body of the API: refused before it is parsed, whatever its route makes of it. */
const MOST_LEVELS = 100;

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
      else if (isNestedDeeper(body, MOST_LEVELS)) done(refused('nested too deeply', 400));
      else void parseJson(request, body, done);
    }
  );
  app.addContentTypeParser<Buffer>('*', { parseAs: 'buffer' }, (_request, body, done) => {
    if (body.length === 0) done(null, undefined);
    else done(refused('a body of a kind that nobody reads', 415));
  });
}

function refused(why: string, statusCode: number): Error {
  return Object.assign(new Error(why), { statusCode });
}
