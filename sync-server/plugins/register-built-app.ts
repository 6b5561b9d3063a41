import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config/config.ts';
import { acceptedEncoding, compressed, varyByEncoding } from './compression.ts';
import { refuse } from './error-reply.ts';
import { contentSecurityPolicy } from './register-security-headers.ts';
import type { HttpApp } from './http-app.ts';
import { isApi, isDoor } from './which-route.ts';

const FALLBACK = '200.html';
const FOR_EVER = 'public, max-age=31536000, immutable';
const ASK_FIRST = 'no-cache';
const NOT_BUILT = 'The app is not built. Run: npm run build\n';

/** Where the build puts what the server itself runs: nobody fetches it. */
export const BUILT_FOR_SERVER = 'server';

export type Shell = ReturnType<typeof appShell>;

/** The built app: hashed files for ever, everything else asked for again, deep links → 200.html. */
export async function registerBuiltApp(app: HttpApp, config: Config, page: Shell): Promise<void> {
  const forServer = `/${BUILT_FOR_SERVER}/`;
  await app.register(fastifyStatic, {
    root: config.buildDir,
    prefix: '/',
    index: false,
    cacheControl: false,
    // What the build has put beside each text (src/compress-build.ts).
    preCompressed: true,
    globIgnore: [FALLBACK],
    allowedPath: (path) => !path.startsWith(forServer),
    setHeaders(reply, path) {
      const isHashed = path.startsWith(join(config.buildDir, '_app', 'immutable'));
      void reply.header('cache-control', isHashed ? FOR_EVER : ASK_FIRST);
    }
  });
  // The service worker keeps the shell under its own name, with the policy that came with it.
  app.get(`/${FALLBACK}`, { schema: { hide: true } }, (_request, reply) => page.send(reply));
  app.setNotFoundHandler((request, reply) => {
    if (isDoor(request)) return refuse(reply, 'session.forbidden');
    if (isApi(request)) return refuse(reply, 'request.unknown');
    if (!isDeepLink(request)) return reply.code(404).type('text/plain').send('Not found.\n');
    return page.send(reply);
  });
}

/**
 * A file that is missing is missing: HTML in place of a script would break an open page in odd
 * ways. Whoever opens such an address as a page gets the app's, which knows the ways back.
 */
function isDeepLink(request: FastifyRequest): boolean {
  const path = request.url.split('?', 1)[0]!;
  const isFile = /\.[a-z0-9]{1,12}$/i.test(path) || path.startsWith('/_app/');
  const isPage = !isFile || /\btext\/html\b/.test(request.headers.accept ?? '');
  return isPage && (request.method === 'GET' || request.method === 'HEAD');
}

/** The fallback page with a policy that fits it, read again when a new build has replaced it. */
export function appShell(config: Pick<Config, 'buildDir'>) {
  const file = join(config.buildDir, FALLBACK);
  let known:
    | {
        mtimeMs: number;
        html: Record<'br' | 'gzip' | 'identity', Buffer>;
        policy: string;
        tag: string;
      }
    | undefined;

  async function load() {
    const { mtimeMs } = await stat(file);
    if (known?.mtimeMs === mtimeMs) return known;
    const identity = await readFile(file);
    const policy = contentSecurityPolicy(inlineScriptHashes(identity.toString()));
    const tag = createHash('sha256').update(identity).digest('base64url').slice(0, 27);
    const [br, gzip] = await Promise.all([
      compressed(identity, 'br'),
      compressed(identity, 'gzip')
    ]);
    known = { mtimeMs, html: { br, gzip, identity }, policy, tag };
    return known;
  }

  return {
    async send(reply: FastifyReply) {
      const page = await load().catch(() => undefined);
      if (!page) return reply.code(503).type('text/plain').send(NOT_BUILT);
      const encoding = acceptedEncoding(reply.request) ?? 'identity';
      const tag = `"${page.tag}${encoding === 'identity' ? '' : `-${encoding}`}"`;
      reply.header('content-security-policy', page.policy);
      reply.header('cache-control', ASK_FIRST).header('etag', tag);
      varyByEncoding(reply);
      if (reply.request.headers['if-none-match'] === tag) return reply.code(304).send();
      if (encoding !== 'identity') reply.header('content-encoding', encoding);
      return reply.type('text/html; charset=utf-8').send(page.html[encoding]);
    }
  };
}

/** base64 SHA-256 of each inline script that runs (data do not), as the policy wants them. */
export function inlineScriptHashes(html: string): string[] {
  return [
    ...html.matchAll(
      /<script(?![^>]*\s(?:src=|type="application\/ld\+json"))[^>]*>([\s\S]*?)<\/script>/gi
    )
  ].map(([, script]) => createHash('sha256').update(script!).digest('base64'));
}
