// What staff see of people and what they change, where a route says that it counts (`config.audit`): it
// is written down before the answer leaves.
import type { FastifyRequest } from 'fastify';
import { isStaffRole } from '#domain/staff/staff-role.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { HttpApp } from './http-app.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What it is called in the audit log; a change (every method but GET) comes with its body. */
    audit?: string;
  }
}

/** Who looks at the same thing again within that time has seen it already. */
const SEEN_MS = 15 * 60_000;
const MOST_SEEN = 10_000;

export function registerAuditedRoutes(app: HttpApp, audit: Pick<AuditLog, 'write'>): void {
  /** When somebody last looked at something; monotonic ms. */
  const seen = new Map<string, number>();

  function isNew(key: string): boolean {
    const now = performance.now();
    const last = seen.get(key);
    if (last !== undefined && now - last < SEEN_MS) return false;
    if (seen.size >= MOST_SEEN) seen.clear();
    seen.set(key, now);
    return true;
  }

  app.addHook('onSend', async (request, reply) => {
    const what = request.routeOptions.config.audit;
    const by = request.session?.person;
    if (!what || !by || !isStaffRole(by.role) || reply.statusCode >= 400) return;
    const about = aboutOf(request);
    const { id, name, role } = by;
    const note = { by: { id, name, role }, what, about };
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      await audit.write({ ...note, after: request.body ?? {} });
    } else if (isNew(`${id} ${what} ${about}`)) {
      await audit.write(note);
    }
  });
}

function aboutOf({ params }: FastifyRequest): string {
  const { id, sha256 } = params as { id?: string; sha256?: string };
  return id ?? sha256 ?? '';
}
