/** `_changes` in its three forms: normal, longpoll, continuous. */
import { ChangesReader, type Change } from '../../changes/changes-reader.ts';
import { FeedWaiter, type FeedTiming } from '../../changes/feed-waiter.ts';
import { sequenceText } from '../../changes/sequence.ts';
import { badRequest } from '../../errors/couch-error.ts';
import { isKnown } from '../../exchange/accepts.ts';
import { namedDatabase, type Exchange, type Reply } from '../../exchange/exchange.ts';
import type { Methods } from '../../exchange/methods.ts';
import { drained, sendPieces } from '../../exchange/reply.ts';
import { readOptions } from '../../exchange/request-body.ts';
import type { DatabaseRow } from '../../storage/database-rows.ts';
import { parseChangesRequest, parseFeedTiming } from './changes-request.ts';

export const changesMethods: Methods = {
  GET: (exchange) => changes(exchange, {}),
  POST: async (exchange) => changes(exchange, await readOptions(exchange))
};

/** A feed on its way: who asked, of which database, and what reads it. */
interface Feed {
  exchange: Exchange;
  database: DatabaseRow;
  reader: ChangesReader;
  timing: FeedTiming;
  descending: boolean;
}

async function changes(
  exchange: Exchange,
  body: Record<string, unknown>
): Promise<Reply | undefined> {
  const database = namedDatabase(exchange);
  const request = parseChangesRequest(exchange, database, body);
  const timing = parseFeedTiming(exchange);
  const reader = new ChangesReader(exchange.store, database, request);
  const feed = { exchange, database, reader, timing, descending: request.descending };
  switch (exchange.query.text('feed') ?? 'normal') {
    case 'normal':
      return normal(feed);
    case 'longpoll':
      return longpoll(feed);
    case 'continuous':
      return continuous(feed);
  }
  throw badRequest('Supported `feed` types: normal, continuous, longpoll');
}

async function normal(feed: Feed): Promise<Reply | undefined> {
  const { exchange, database } = feed;
  const etag = `"${sequenceText(database, database.seq)}-${database.purgeSeq}"`;
  if (isKnown(exchange, etag)) return { status: 304, headers: { ETag: etag } };
  const found = page(feed, feed.reader.read());
  await sendPieces(exchange, found, undefined, { ETag: etag });
  return undefined;
}

async function* page(feed: Feed, found: AsyncIterable<Change>) {
  yield '{"results":[\n';
  let isFirst = true;
  for await (const change of found) {
    yield isFirst ? change.text : `,\n${change.text}`;
    isFirst = false;
  }
  yield `\n],\n${tail(feed)}}`;
}

function tail({ database, reader }: Feed): string {
  const last = sequenceText(reader.database() ?? database, reader.seq);
  return `"last_seq":"${last}","pending":${reader.pending()}`;
}

/** What there is, as a normal feed; if there is nothing, what the next commits bring. */
async function longpoll(feed: Feed): Promise<undefined> {
  const { exchange, database, reader, timing } = feed;
  const found = reader.read();
  const first = await found.next();
  if (!first.done || feed.descending) {
    await sendPieces(exchange, page(feed, resumed(first, found)));
    return;
  }
  const { response, store } = exchange;
  startFeed(exchange);
  response.write('{"results":[\n');
  const waiter = new FeedWaiter(store.hub, database.pk, response, timing);
  try {
    for (;;) {
      waiter.watch();
      const woken = await Array.fromAsync(reader.read());
      if (woken.length > 0) {
        response.write(woken.map((change) => change.text).join(',\n'));
        break;
      }
      if (!reader.database() || (await waiter.wait()) !== 'changed') break;
    }
    response.end(`\n],\n${tail(feed)}}\n`);
  } finally {
    waiter.end();
  }
}

async function* resumed(first: IteratorResult<Change, void>, rest: AsyncIterable<Change>) {
  if (!first.done) yield first.value;
  yield* rest;
}

/** A line a change, for as long as the client reads. */
async function continuous(feed: Feed): Promise<undefined> {
  const { exchange, database, reader, timing } = feed;
  const { response, store } = exchange;
  startFeed(exchange);
  response.flushHeaders();
  const waiter = new FeedWaiter(store.hub, database.pk, response, timing);
  try {
    for (;;) {
      waiter.watch();
      for await (const change of reader.read()) {
        const isRoomy = response.write(`${change.text}\n`);
        if (!isRoomy) await drained(response);
        if (response.destroyed) return;
      }
      if (reader.left === 0 || !reader.database()) break;
      if ((await waiter.wait()) !== 'changed') break;
    }
    response.end(`{${tail(feed)}}\n`);
  } finally {
    waiter.end();
  }
}

function startFeed(exchange: Exchange): void {
  exchange.response.writeHead(200, {
    'Content-Type': 'application/json',
    'Cache-Control': 'must-revalidate'
  });
}
