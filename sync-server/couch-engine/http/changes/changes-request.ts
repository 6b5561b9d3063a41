/** The parameters of a feed: from where, how much, which changes, and how patiently. */
import { parseFilter, type ChangesFilter } from '../../changes/changes-filter.ts';
import type { ChangesRequest } from '../../changes/changes-reader.ts';
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
  const since = query.text('since') ?? '0';
  const limit = query.count('limit') ?? Infinity;
  const allLeaves = query.text('style') === 'all_docs';
  return {
    since: parseSince(database, since === '' ? '0' : since),
    // CouchDB answers one change to a limit of 0.
    limit: Math.max(1, limit),
    descending: query.isTrue('descending'),
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
  return parseFilter(name, docIds, body.selector, allLeaves);
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

/** No feed waits longer than the server's own timing, whatever the client asks. */
export function parseFeedTiming(exchange: Exchange): FeedTiming {
  const { query, store } = exchange;
  const longestMs = store.limits.defaultFeedTimeoutMs;
  const beat = query.text('heartbeat');
  const asked = beat === undefined ? undefined : beat === 'true' ? longestMs : parseHeartbeat(beat);
  // A heartbeat keeps a feed for ever, unless it also names its end.
  const timeout = query.count('timeout') ?? (asked === undefined ? longestMs : undefined);
  const timeoutMs = timeout && Math.min(timeout, longestMs);
  return { heartbeatMs: asked && Math.min(asked, longestMs), timeoutMs };
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
