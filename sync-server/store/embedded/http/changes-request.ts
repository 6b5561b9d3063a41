/** The parameters of a feed: from where, how much, which changes, and how patiently. */
import { isRecord } from '../attachments/attachment.ts';
import { parseFilter, type ChangesFilter } from '../changes/changes-filter.ts';
import type { ChangesRequest } from '../changes/changes-reader.ts';
import type { Patience } from '../changes/feed-waiter.ts';
import { parseSince } from '../changes/sequence.ts';
import { readRevision } from '../document/find-revision.ts';
import type { DatabaseRow } from '../storage/database-rows.ts';
import type { Store } from '../store.ts';
import { badRequest, CouchError } from './couch-error.ts';
import type { Exchange } from './exchange.ts';

export function parseChangesRequest(
  exchange: Exchange,
  database: DatabaseRow,
  body: Record<string, unknown>
): ChangesRequest {
  const { query, request } = exchange;
  const lastEvent = request.headers['last-event-id'] ?? query.text('last-event-id');
  const since = (typeof lastEvent === 'string' ? lastEvent : query.text('since')) ?? '0';
  const limit = query.count('limit') ?? Infinity;
  return {
    since: parseSince(database, since === '' ? '0' : since),
    // CouchDB answers one change to a limit of 0.
    limit: Math.max(1, limit),
    descending: query.flag('descending') || query.text('dir') === 'rev',
    view: {
      allLeaves: query.text('style') === 'all_docs',
      includeDocs: query.flag('include_docs'),
      conflicts: query.flag('conflicts'),
      attachments: query.flag('attachments')
    },
    filter: requestedFilter(exchange, database, body)
  };
}

function requestedFilter(
  exchange: Exchange,
  database: DatabaseRow,
  body: Record<string, unknown>
): ChangesFilter | undefined {
  const { query, store } = exchange;
  const name = query.text('filter');
  const docIds = body.doc_ids ?? query.json('doc_ids');
  if (name === '_view') {
    const view = query.text('view');
    if (!view?.includes('/')) throw badRequest('`view` filter parameter is not provided.');
    assertFunction(store, database, view, 'views');
  } else if (name?.includes('/')) {
    assertFunction(store, database, name, 'filters');
  }
  return parseFilter(name, docIds, body.selector);
}

/** A function that is not there is 404, as in CouchDB; one that is there is 501. */
function assertFunction(
  store: Store,
  database: DatabaseRow,
  place: string,
  kind: 'views' | 'filters'
): void {
  const [designName, member] = place.split('/') as [string, string];
  const found = readRevision(store.sql, database, `_design/${designName}`);
  const functions = (JSON.parse(found.revision.body) as Record<string, unknown>)[kind];
  if (!isRecord(functions) || !Object.hasOwn(functions, member)) {
    throw new CouchError(404, 'not_found', `missing json key: ${kind === 'views' ? member : kind}`);
  }
}

export function parsePatience(exchange: Exchange, heartbeatText: string): Patience {
  const { query, store } = exchange;
  const defaultMs = store.limits.defaultFeedTimeoutMs;
  const beat = query.text('heartbeat');
  const heartbeatMs =
    beat === 'true' ? defaultMs : beat === 'false' ? undefined : query.count('heartbeat');
  if (heartbeatMs === 0)
    throw badRequest('The heartbeat value should be a positive integer (in milliseconds).');
  const timeout = query.count('timeout');
  const otherwise = heartbeatMs === undefined ? defaultMs : undefined;
  const timeoutMs = timeout === undefined ? otherwise : Math.min(timeout, 2 ** 31 - 1);
  return { heartbeatMs, timeoutMs, heartbeatText };
}
