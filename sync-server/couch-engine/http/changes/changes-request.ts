/** The parameters of a feed: from where, how much, which changes, and how patiently. */
import { parseFilter, type ChangesFilter } from '../../changes/changes-filter.ts';
import { endless, type ChangesRequest } from '../../changes/changes-reader.ts';
import type { FeedTiming } from '../../changes/feed-waiter.ts';
import { parseSince } from '../../changes/sequence.ts';
import { readRevision } from '../../document/read-revision.ts';
import { badRequest, CouchError } from '../../errors/couch-error.ts';
import type { Exchange } from '../../exchange/exchange.ts';
import { isRecord } from '../../json/is-record.ts';
import type { DatabaseRow } from '../../storage/database-rows.ts';
import type { Store } from '../../storage/store.ts';

export function parseChangesRequest(
  exchange: Exchange,
  database: DatabaseRow,
  body: Record<string, unknown>
): ChangesRequest {
  const { query } = exchange;
  const since = query.text('since') ?? query.text('last-event-id') ?? '0';
  const descending = query.isTrue('descending');
  const allLeaves = parseStyle(query.text('style'));
  return {
    since: descending ? 0 : parseSince(database, since),
    limit: requestedLimit(exchange),
    descending,
    seqInterval: requestedInterval(exchange),
    view: {
      allLeaves,
      includeDocs: query.isTrue('include_docs'),
      conflicts: query.isTrue('conflicts'),
      attachments: query.isTrue('attachments')
    },
    filter: requestedFilter(exchange, database, body, allLeaves)
  };
}

function parseStyle(style: string | undefined): boolean {
  if (style === undefined || style === 'main_only') return false;
  if (style === 'all_docs') return true;
  throw badRequest('Supported `style` values: main_only, all_docs');
}

/** Less than nothing is no limit. */
function requestedLimit({ query }: Exchange): number {
  const text = query.text('limit');
  if (text === undefined || /^-\d{1,15}$/.test(text)) return endless;
  return query.count('limit')!;
}

function requestedInterval({ query }: Exchange): number {
  const text = query.text('seq_interval');
  if (text === undefined) return 1;
  if (/^\d{1,15}$/.test(text) && Number(text) > 0) return Number(text);
  throw badRequest('invalid_seq_interval');
}

function requestedFilter(
  exchange: Exchange,
  database: DatabaseRow,
  body: Record<string, unknown>,
  allLeaves: boolean
): ChangesFilter | undefined {
  const { query, store, request } = exchange;
  const name = query.text('filter');
  const isPosted = request.method === 'POST';
  const docIds = isPosted ? body.doc_ids : name === '_doc_ids' ? query.json('doc_ids') : undefined;
  if (name === '_selector' && !isPosted) {
    throw badRequest('Selector must be specified in POST payload');
  }
  if (name === '_view') {
    const view = query.text('view') ?? '';
    if (view === '') throw badRequest('`view` filter parameter is not provided.');
    assertFunction(
      store,
      database,
      view,
      'views',
      '`view` must be of the form `designname/viewname`'
    );
  } else if (name && !name.startsWith('_')) {
    const form = '`filter` must be of the form `designname/filtername`';
    assertFunction(store, database, name, 'filters', form);
  }
  return parseFilter(name, docIds, body, allLeaves);
}

/** A function that is not there is 404, as in CouchDB; one that is there is 501. */
function assertFunction(
  store: Store,
  database: DatabaseRow,
  place: string,
  kind: 'views' | 'filters',
  form: string
): void {
  const parts = place.split('/').filter((part) => part !== '');
  if (parts.length !== 2) throw badRequest(form);
  const [designName, member] = parts as [string, string];
  const found = readRevision(store.sql, database, `_design/${designName}`);
  const functions = (JSON.parse(found.revision.body) as Record<string, unknown>)[kind];
  const absent = !isRecord(functions) ? kind : Object.hasOwn(functions, member) ? '' : member;
  if (absent !== '') throw new CouchError(404, 'not_found', `missing json key: ${absent}`);
}

/**
 * No feed is quieter than the server's own timing, whatever the client asks. A heartbeat keeps it
 * for ever: a timeout beside it counts for nothing, as in CouchDB.
 */
export function parseFeedTiming(exchange: Exchange): FeedTiming {
  const { query, store } = exchange;
  const longestMs = store.limits.defaultFeedTimeoutMs;
  const timeoutMs = Math.min(query.count('timeout') ?? longestMs, longestMs);
  const beat = query.text('heartbeat');
  if (beat === undefined) return { heartbeatMs: undefined, timeoutMs };
  const beatMs = beat === 'true' ? longestMs : parseHeartbeat(beat);
  return { heartbeatMs: Math.min(beatMs, longestMs), timeoutMs: undefined };
}

function parseHeartbeat(text: string): number {
  if (!/^[-+]?\d{1,15}$/.test(text)) {
    throw badRequest(
      'Invalid heartbeat value. Expecting a positive integer value (in milliseconds).'
    );
  }
  if (Number(text) > 0) return Number(text);
  throw badRequest('The heartbeat value should be a positive integer (in milliseconds).');
}
