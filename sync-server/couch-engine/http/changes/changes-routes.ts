/** `_changes` in its four forms: normal, longpoll, continuous, eventsource. */
import { countPending } from '../../changes/changes-page.ts';
import { ChangesReader, type Change, type ChangesRequest } from '../../changes/changes-reader.ts';
import { FeedWaiter } from '../../changes/feed-waiter.ts';
import { sequenceText } from '../../changes/sequence.ts';
import { badRequest } from '../../errors/couch-error.ts';
import { isKnown } from '../../exchange/accepts.ts';
import type { Exchange, Reply } from '../../exchange/exchange.ts';
import type { Methods } from '../../exchange/methods.ts';
import { drained, jsonContentType, sendPieces } from '../../exchange/reply.ts';
import { assertJsonContentType, readJson } from '../../exchange/request-body.ts';
import { isRecord } from '../../json/is-record.ts';
import type { DatabaseRow } from '../../storage/database-rows.ts';
import { parseChangesRequest, parsePatience } from './changes-request.ts';

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
  const request = parseChangesRequest(exchange, database, body);
  const reader = new ChangesReader(exchange.store, database.pk, request);
  const feed = exchange.query.text('feed') ?? 'normal';
  switch (feed) {
    case 'normal': {
      const etag = `"${sequenceText(database, database.seq)}-${database.purgeSeq}"`;
      if (isKnown(exchange, etag)) return { status: 304, headers: { ETag: etag } };
      const found = normal(exchange, database, request, reader);
      await sendPieces(exchange, found, jsonContentType(exchange), { ETag: etag });
      return undefined;
    }
    case 'longpoll':
      await longpoll(exchange, database, request, reader);
      return undefined;
    case 'continuous':
    case 'live':
      await live(exchange, database, reader, continuousForm);
      return undefined;
    case 'eventsource':
      await live(exchange, database, reader, eventForm);
      return undefined;
  }
  throw badRequest('Supported `feed` types: normal, continuous, live, longpoll, eventsource');
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
  reader: ChangesReader,
  found: AsyncIterable<Change> = reader.read()
) {
  yield '{"results":[\n';
  let isFirst = true;
  for await (const change of found) {
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
  const patient = parsePatience(exchange, '\n');
  const changes = reader.read();
  const first = await changes.next();
  if (!first.done || request.descending) {
    const all = resumed(first, changes);
    await sendPieces(exchange, normal(exchange, database, request, reader, all));
    return;
  }
  const { response } = exchange;
  startFeed(exchange, jsonContentType(exchange));
  response.write('{"results":[\n');
  const waiter = new FeedWaiter(exchange.store.hub, database.pk, response, patient);
  try {
    for (;;) {
      waiter.watch();
      const found = await wokenBy(reader);
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

/** What a commit woke the feed for. */
async function wokenBy(reader: ChangesReader): Promise<Change[]> {
  const found: Change[] = [];
  for await (const change of reader.read()) found.push(change);
  return found;
}

async function* resumed(first: IteratorResult<Change, void>, rest: AsyncIterable<Change>) {
  if (!first.done) yield first.value;
  yield* rest;
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
  const patient = parsePatience(exchange, form.heartbeat);
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
