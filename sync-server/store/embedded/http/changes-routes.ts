/** `_changes` in its four forms: normal, longpoll, continuous, eventsource. */
import { isRecord } from '../attachments/attachment.ts';
import { parseFilter, type ChangesFilter } from '../changes/changes-filter.ts';
import { countPending } from '../changes/changes-page.ts';
import { ChangesReader, type Change, type ChangesRequest } from '../changes/changes-reader.ts';
import { FeedWaiter, type Patience } from '../changes/feed-waiter.ts';
import { parseSince, sequenceText } from '../changes/sequence.ts';
import { readRevision } from '../document/find-revision.ts';
import type { DatabaseRow } from '../storage/database-rows.ts';
import type { Store } from '../store.ts';
import { badRequest, CouchError } from './couch-error.ts';
import {
  assertJsonContentType,
  drained,
  jsonContentType,
  readJson,
  sendPieces,
  type Exchange,
  type Reply
} from './exchange.ts';
import type { Methods } from './methods.ts';

export const changesMethods: Methods = {
  GET: (exchange) => changes(exchange, {}),
  POST: async (exchange) => {
    assertJsonContentType(exchange);
    const body = (await readJson(exchange)) ?? {};
    if (!isRecord(body)) throw badRequest('Request body must be a JSON object');
    return changes(exchange, body);
  }
};

async function changes(
  exchange: Exchange,
  body: Record<string, unknown>
): Promise<Reply | undefined> {
  const database = exchange.store.database(exchange.path[0]!);
  const request = parseRequest(exchange, database, body);
  const reader = new ChangesReader(exchange.store, database.pk, request);
  const feed = exchange.query.text('feed') ?? 'normal';
  switch (feed) {
    case 'normal':
      await sendPieces(exchange, normal(exchange, database, request, reader));
      return undefined;
    case 'longpoll':
      await longpoll(exchange, database, request, reader);
      return undefined;
    case 'continuous':
      await live(exchange, database, reader, continuousForm);
      return undefined;
    case 'eventsource':
      await live(exchange, database, reader, eventForm);
      return undefined;
  }
  throw badRequest('Supported `feed` types: normal, continuous, live, longpoll, eventsource');
}

function parseRequest(
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

function patience(exchange: Exchange, heartbeatText: string): Patience {
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

function tail(
  exchange: Exchange,
  database: DatabaseRow,
  request: ChangesRequest,
  reader: ChangesReader
) {
  const { sql } = exchange.store;
  const isCut = reader.left <= 0 && !request.descending;
  const pending =
    isCut && !exchange.store.isClosed
      ? countPending(sql, database.pk, reader.seq, database.seq)
      : 0;
  return `"last_seq":"${sequenceText(database, reader.seq)}","pending":${pending}`;
}

async function* normal(
  exchange: Exchange,
  database: DatabaseRow,
  request: ChangesRequest,
  reader: ChangesReader
) {
  yield '{"results":[\n';
  let isFirst = true;
  for await (const change of reader.read()) {
    yield isFirst ? change.text : `,\n${change.text}`;
    isFirst = false;
  }
  const now = reader.database() ?? database;
  yield `\n],\n${tail(exchange, now, request, reader)}}`;
}

async function longpoll(
  exchange: Exchange,
  database: DatabaseRow,
  request: ChangesRequest,
  reader: ChangesReader
): Promise<void> {
  const patient = patience(exchange, '\n');
  const first = await firstChanges(reader);
  if (first.length > 0 || request.descending) {
    await sendPieces(exchange, replayed(exchange, database, request, reader, first));
    return;
  }
  const { response } = exchange;
  startFeed(exchange, jsonContentType(exchange));
  response.write('{"results":[\n');
  const waiter = new FeedWaiter(exchange.store.hub, database.pk, response, patient);
  try {
    for (;;) {
      waiter.watch();
      const found = await firstChanges(reader);
      if (found.length > 0) {
        response.write(found.map((change) => change.text).join(',\n'));
        break;
      }
      if (!reader.database() || (await waiter.wait()) !== 'changed') break;
    }
    const now = reader.database() ?? database;
    response.end(`\n],\n${tail(exchange, now, request, reader)}}\n`);
  } finally {
    waiter.end();
  }
}

/** What a longpoll answers with: everything there is, at most one request's limit. */
async function firstChanges(reader: ChangesReader): Promise<Change[]> {
  const found: Change[] = [];
  for await (const change of reader.read()) found.push(change);
  return found;
}

async function* replayed(
  exchange: Exchange,
  database: DatabaseRow,
  request: ChangesRequest,
  reader: ChangesReader,
  first: Change[]
) {
  yield `{"results":[\n${first.map((change) => change.text).join(',\n')}`;
  yield `\n],\n${tail(exchange, reader.database() ?? database, request, reader)}}`;
}

interface LiveForm {
  contentType: (exchange: Exchange) => string;
  change: (change: Change, seqText: string) => string;
  end: (seqText: string) => string;
  heartbeat: string;
}

const continuousForm: LiveForm = {
  contentType: jsonContentType,
  change: (change) => `${change.text}\n`,
  end: (seqText) => `{"last_seq":"${seqText}","pending":0}\n`,
  heartbeat: '\n'
};

const eventForm: LiveForm = {
  contentType: () => 'text/event-stream',
  change: (change, seqText) => `data: ${change.text}\nid: ${seqText}\n\n`,
  end: () => '',
  heartbeat: 'event: heartbeat\ndata: \n\n'
};

async function live(
  exchange: Exchange,
  database: DatabaseRow,
  reader: ChangesReader,
  form: LiveForm
): Promise<void> {
  const { response } = exchange;
  const patient = patience(exchange, form.heartbeat);
  startFeed(exchange, form.contentType(exchange));
  response.flushHeaders();
  const waiter = new FeedWaiter(exchange.store.hub, database.pk, response, patient);
  try {
    for (;;) {
      waiter.watch();
      for await (const change of reader.read()) {
        const isRoomy = response.write(form.change(change, sequenceText(database, change.seq)));
        if (!isRoomy) await drained(response);
        if (response.destroyed) return;
      }
      if (reader.left <= 0 || !reader.database()) break;
      if ((await waiter.wait()) !== 'changed') break;
    }
    response.end(form.end(sequenceText(database, reader.seq)));
  } finally {
    waiter.end();
  }
}

function startFeed(exchange: Exchange, contentType: string): void {
  exchange.response.writeHead(200, {
    'Content-Type': contentType,
    'Cache-Control': 'must-revalidate'
  });
}
