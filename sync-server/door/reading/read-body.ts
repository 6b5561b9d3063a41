import type { DoorOperation } from '../allowed-requests.ts';
import { DOOR_LIMITS } from '../door-limits.ts';
import { jsonObject } from './json-body.ts';
import { cappedLimit, READ_PARAMETERS } from '../read-query.ts';

type ReadBody =
  | { ok: true; body: string | undefined }
  | { ok: false; code: 'request.invalid' | 'request.tooLarge'; reason: string };

/**
 * The body of a read for the store: made again of the members that are offered, so that nothing
 * else reaches it, and with an end to every list.
 */
export function readBody(operation: DoorOperation, sent: unknown): ReadBody {
  if (operation === 'document') return { ok: true, body: undefined };
  const given = sent === undefined || sent === '' ? {} : jsonObject(sent);
  if (!given) return { ok: false, code: 'request.invalid', reason: 'The body must be an object.' };
  const listed = LISTS[operation as keyof typeof LISTS];
  if (!listed) return { ok: true, body: undefined };
  const { name, most } = listed;
  const list = given[name];
  if (Array.isArray(list) && list.length > most) {
    return { ok: false, code: 'request.tooLarge', reason: `At most ${most} of \`${name}\`.` };
  }
  const body = operation === 'bulkGet' ? { docs: named(list) } : offered(operation, name, given);
  return { ok: true, body: JSON.stringify(body) };
}

const LISTS = {
  changes: { name: 'doc_ids', most: DOOR_LIMITS.keys },
  allDocs: { name: 'keys', most: DOOR_LIMITS.keys },
  bulkGet: { name: 'docs', most: DOOR_LIMITS.revisions }
} as const;

/** What is no list, or no name, is the store's to refuse. */
function named(docs: unknown): unknown {
  if (!Array.isArray(docs)) return docs;
  return docs.map((each: { id?: unknown; rev?: unknown } | null) => ({
    id: each?.id,
    rev: each?.rev
  }));
}

function offered(
  operation: DoorOperation,
  list: string,
  given: Record<string, unknown>
): Record<string, unknown> {
  const names = operation === 'allDocs' ? READ_PARAMETERS.allDocs! : [list];
  const members = names.filter((name) => given[name] !== undefined);
  const body = Object.fromEntries(members.map((name) => [name, given[name]]));
  if (body.limit !== undefined) body.limit = Number(cappedLimit(String(body.limit)));
  return body;
}

/** The lists of a query, which have the same end. */
export function hasTooLongList(query: URLSearchParams): boolean {
  return ['keys', 'doc_ids', 'open_revs'].some(
    (name) => (query.get(name)?.split(',').length ?? 0) > DOOR_LIMITS.keys
  );
}
