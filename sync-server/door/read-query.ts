import type { DoorOperation } from './allowed-requests.ts';
import { DOOR_LIMITS } from './door-limits.ts';

/** What a reader may ask for; other parameters are left out. */
export const READ_PARAMETERS: Partial<Record<DoorOperation, readonly string[]>> = {
  changes: [
    'since',
    'limit',
    'include_docs',
    'heartbeat',
    'timeout',
    'feed',
    'style',
    'seq_interval',
    'descending',
    'conflicts',
    'attachments',
    'filter',
    'doc_ids'
  ],
  allDocs: [
    'key',
    'keys',
    'startkey',
    'endkey',
    'start_key',
    'end_key',
    'inclusive_end',
    'limit',
    'skip',
    'descending',
    'include_docs',
    'conflicts',
    'attachments',
    'update_seq'
  ],
  document: ['rev', 'revs', 'revs_info', 'open_revs', 'latest', 'conflicts', 'attachments'],
  bulkGet: ['revs', 'latest', 'attachments']
};

export const FEEDS = ['normal', 'longpoll'];
/**
 * `_selector` is not among them: with a regular expression of one's own, one could keep the whole
 * store busy.
 */
export const FILTERS = ['_doc_ids'];

/** The query for the store, or why it is forbidden. */
export function readQuery(
  operation: DoorOperation,
  asked: URLSearchParams
): { ok: true; query: URLSearchParams } | { ok: false; reason: string } {
  const query = new URLSearchParams();
  for (const name of READ_PARAMETERS[operation] ?? []) {
    const value = asked.get(name);
    if (value !== null) query.set(name, value);
  }
  setBounds(operation, query);
  const feed = query.get('feed');
  if (feed !== null && !FEEDS.includes(feed)) {
    return { ok: false, reason: `The feed ${feed} is not offered: poll with feed=longpoll.` };
  }
  const filter = query.get('filter');
  if (filter !== null && !FILTERS.includes(filter)) {
    return { ok: false, reason: 'Filters other than _doc_ids are not offered.' };
  }
  const heartbeat = Number(query.get('heartbeat'));
  if (heartbeat > 0) {
    query.set(
      'heartbeat',
      String(Math.max(DOOR_LIMITS.shortestHeartbeatMs, Math.trunc(heartbeat)))
    );
  }
  return { ok: true, query };
}

/**
 * What every read is held to. Of a document only what is current is ever served: a revision that
 * was replaced may hold what has been erased since, and `latest` answers with its successor.
 */
function setBounds(operation: DoorOperation, query: URLSearchParams): void {
  const names = operation === 'document' && (query.has('rev') || query.has('open_revs'));
  if (names || operation === 'bulkGet') query.set('latest', 'true');
  const isList = operation === 'changes' || operation === 'allDocs';
  if (isList && !query.has('keys')) query.set('limit', cappedLimit(query.get('limit')));
}

/** What is no number is the store's to refuse. */
export function cappedLimit(asked: string | null): string {
  if (asked === null) return String(DOOR_LIMITS.rows);
  return Number(asked) > DOOR_LIMITS.rows ? String(DOOR_LIMITS.rows) : asked;
}

/** How long (ms) a poll may wait. */
export function pollLimit(query: URLSearchParams): number {
  const timeout = query.get('timeout');
  const asked = timeout === null ? NaN : Number(timeout);
  return asked >= 0 ? Math.min(asked, DOOR_LIMITS.longestPollMs) : DOOR_LIMITS.longestPollMs;
}
