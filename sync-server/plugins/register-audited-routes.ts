// What staff see of people and what they change, where a route says that it counts (`config.audit`): it
// is written down before the answer leaves.
import type { FastifyRequest } from 'fastify';
import type { AuditCode } from '#domain/staff/audit-code.ts';
import { isStaffRole } from '#domain/staff/staff-role.ts';
import type { AuditLog, AuditNote } from '../audit/audit-log.ts';
import type { HttpApp } from './http-app.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What it is called in the audit log; a change (every method but GET) comes with its body. */
    audit?: AuditCode;
  }
}

/** Who looks at the same thing again within that time has seen it already. */
const SEEN_MS = 15 * 60_000;
const MOST_SEEN = 10_000;

export function registerAuditedRoutes(app: HttpApp, audit: Pick<AuditLog, 'write'>): void {
  /** Looks that are written down, or just being so; monotonic ms. */
  const seen = new Map<string, { at: number; written: Promise<void> }>();

  /** Who looks meanwhile waits until the first look is written, and fails where that one does. */
  function writeOnce(key: string, note: AuditNote): Promise<void> {
    const at = performance.now();
    const last = seen.get(key);
    if (last && at - last.at < SEEN_MS) return last.written;
    if (seen.size >= MOST_SEEN) seen.clear();
    const written = audit.write(note);
    seen.set(key, { at, written });
    written.catch(() => seen.delete(key));
    return written;
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
    } else {
      await writeOnce(`${id} ${what} ${about}`, note);
    }
  });
}

function aboutOf({ params }: FastifyRequest): string {
  const { id, sha256 } = params as { id?: string; sha256?: string };
  return id ?? sha256 ?? '';
}
