import helmet from '@fastify/helmet';
import type { Config } from '../config/config.ts';
import type { HttpApp } from './http-app.ts';

/**
 * What a page of this server may load. `scriptHashes` are those of the bootstrap script that the
 * build writes into its page; nothing else inline ever runs.
 */
export function contentSecurityPolicy(scriptHashes: readonly string[]): string {
  const scripts = scriptHashes.map((hash) => ` 'sha256-${hash}'`).join('');
  return [
    "default-src 'self'",
    `script-src 'self'${scripts}`,
    "style-src 'self'",
    // Svelte writes style attributes; they carry no script.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'"
  ].join('; ');
}

export async function registerSecurityHeaders(app: HttpApp, config: Config): Promise<void> {
  const isSecure = config.publicUrl.startsWith('https:');
  await app.register(helmet, {
    // Written by hand below: the page's own policy carries the hash of its script.
    contentSecurityPolicy: false,
    strictTransportSecurity: isSecure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    crossOriginEmbedderPolicy: false,
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' }
  });
  const policy = contentSecurityPolicy([]);
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('content-security-policy', policy);
    reply.header('permissions-policy', 'camera=(self), geolocation=(self), microphone=()');
  });
}
