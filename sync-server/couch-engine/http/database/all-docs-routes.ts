/** `_all_docs`, `_design_docs`, `_local_docs` and their `/queries`: lists by id. */
import { sequenceText } from '../../changes/sequence.ts';
import {
  countBefore,
  listedById,
  listPage,
  type IdRange,
  type ListedDocument
} from '../../document/document-list.ts';
import { documentText, type DocumentView } from '../../document/document-text.ts';
import { localText, type LocalRow } from '../../document/local-documents.ts';
import { badRequest, missing, queryParseError } from '../../errors/couch-error.ts';
import type { Exchange, Handler } from '../../exchange/exchange.ts';
import type { Endpoint, Methods } from '../../exchange/methods.ts';
import { sendPieces } from '../../exchange/reply.ts';
import { assertJsonContentType, readJson } from '../../exchange/request-body.ts';
import { isRecord } from '../../json/is-record.ts';
import type { DatabaseRow } from '../../storage/database-rows.ts';
import { nextPageSize } from '../../storage/page-size.ts';
import type { Sql } from '../../storage/sqlite.ts';
import { parseListRequest, type ListRequest } from './list-request.ts';

const pageSize = 500;
const firstPageSize = 25;

/** Bounds of what a list may show: all documents, or only those of one prefix. */
type Kind = '_all_docs' | '_design_docs' | '_local_docs';

async function* listing(exchange: Exchange, kind: Kind, request: ListRequest) {
  const database = exchange.store.database(exchange.path[0]!);
  if (kind === '_local_docs') yield* localListing(exchange, database, request);
  else if (request.keys) yield* keyedListing(exchange, database, request, request.keys);
  else yield* rangeListing(exchange, database, kind, request);
}

function head(database: DatabaseRow, request: ListRequest, total: number, offset: number | null) {
  const seq = request.updateSeq ? `"update_seq":"${sequenceText(database, database.seq)}",` : '';
  return `{"total_rows":${total},${seq}"offset":${offset},"rows":[`;
}

async function* rangeListing(
  exchange: Exchange,
  database: DatabaseRow,
  kind: Kind,
  request: ListRequest
) {
  const { sql } = exchange.store;
  const range = kind === '_design_docs' ? withinDesigns(request) : request;
  yield head(database, request, database.docCount, offsetOf(sql, database, range, request.skip));
  let toSkip = request.skip;
  let left = request.limit;
  let after: string | undefined;
  let isFirst = true;
  let most = request.includeDocs ? firstPageSize : pageSize;
  while (left > 0) {
    const size = Math.min(most, left + toSkip);
    const rows = listPage(sql, database.pk, range, after, size, request.includeDocs);
    for (const row of rows) {
      if (toSkip > 0) {
        toSkip--;
        continue;
      }
      left--;
      yield `${isFirst ? '' : ','}${rowText(exchange, row.id, row, request)}`;
      isFirst = false;
    }
    if (rows.length < size) break;
    after = rows.at(-1)!.id;
    most = nextPageSize(rows, pageSize);
    await new Promise(setImmediate);
  }
  yield ']}';
}

/** Nobody pages by the offset, and counting costs a walk: large databases answer null. */
function offsetOf(sql: Sql, database: DatabaseRow, range: IdRange, skip: number): number | null {
  if (range.start !== undefined && database.docCount > 10_000) return null;
  return Math.min(countBefore(sql, database.pk, range) + skip, database.docCount);
}

function withinDesigns(request: ListRequest): IdRange {
  const edges = request.descending ? ['_design0', '_design/'] : ['_design/', '_design0'];
  return {
    start: request.start ?? edges[0],
    end: request.end ?? edges[1],
    inclusiveEnd: request.inclusiveEnd,
    descending: request.descending
  };
}

async function* keyedListing(
  exchange: Exchange,
  database: DatabaseRow,
  request: ListRequest,
  keys: readonly unknown[]
) {
  yield head(database, request, database.docCount, null);
  const ordered = request.descending ? [...keys].reverse() : keys;
  const wanted = ordered.slice(request.skip, request.skip + request.limit);
  for (const [index, key] of wanted.entries()) {
    if (index > 0 && index % pageSize === 0) await new Promise(setImmediate);
    const row =
      typeof key === 'string'
        ? listedById(exchange.store.sql, database.pk, key, request.includeDocs)
        : undefined;
    yield `${index > 0 ? ',' : ''}${rowText(exchange, key, row, request)}`;
  }
  yield ']}';
}

function rowText(
  { store }: Exchange,
  key: unknown,
  row: ListedDocument | undefined,
  request: ListRequest
): string {
  if (!row) return JSON.stringify({ key, error: 'not_found' });
  const id = JSON.stringify(row.id);
  const deleted = row.deleted ? ',"deleted":true' : '';
  let text = `{"id":${id},"key":${id},"value":{"rev":${JSON.stringify(row.winner)}${deleted}}`;
  if (request.includeDocs) {
    text += row.deleted ? ',"doc":null' : `,"doc":${docText(store, row, request)}`;
  }
  return `${text}}`;
}

function docText(store: Exchange['store'], row: ListedDocument, request: ListRequest): string {
  const view: DocumentView = {
    conflicts: request.conflicts && row.leaves > 1,
    attachments: request.attachments ? { form: 'inline' } : undefined
  };
  const revision = { body: row.body!, attachments: row.attachments };
  return documentText(store.sql, { ...row, tree: row.tree! }, row.winner, revision, false, view);
}

async function* localListing(exchange: Exchange, database: DatabaseRow, request: ListRequest) {
  const rows = exchange.store.sql.all<LocalRow>(
    'SELECT id, rev, body FROM local_documents WHERE db = ? ORDER BY id',
    database.pk
  );
  const { start, end, descending } = request;
  const low = descending ? end : start;
  const high = descending ? start : end;
  let shown = rows.filter(
    ({ id }) =>
      (typeof low !== 'string' || id >= low) &&
      (typeof high !== 'string' ||
        id < high ||
        (id === high && (descending || request.inclusiveEnd)))
  );
  if (descending) shown.reverse();
  if (request.keys) shown = shown.filter((row) => request.keys!.includes(row.id));
  shown = shown.slice(request.skip, request.skip + request.limit);
  yield `{"total_rows":null,"offset":null,"rows":[`;
  for (const [index, row] of shown.entries()) {
    const id = JSON.stringify(row.id);
    const doc = request.includeDocs ? `,"doc":${localText(row)}` : '';
    yield `${index > 0 ? ',' : ''}{"id":${id},"key":${id},"value":{"rev":"0-${row.rev}"}${doc}}`;
  }
  yield ']}';
}

async function* several(exchange: Exchange, kind: Kind, requests: ListRequest[]) {
  yield '{"results":[';
  for (const [index, request] of requests.entries()) {
    if (index > 0) yield ',';
    yield* listing(exchange, kind, request);
  }
  yield ']}';
}

async function requestedBody(exchange: Exchange): Promise<Record<string, unknown>> {
  assertJsonContentType(exchange);
  const body = (await readJson(exchange)) ?? {};
  if (!isRecord(body)) throw badRequest('Request body must be a JSON object');
  return body;
}

function methods(kind: Kind): Methods {
  const list = async (exchange: Exchange, body: Record<string, unknown>) => {
    exchange.store.database(exchange.path[0]!);
    const request = parseListRequest(exchange.query, body);
    await sendPieces(exchange, listing(exchange, kind, request));
    return undefined;
  };
  return {
    GET: (exchange) => list(exchange, {}),
    POST: async (exchange) => list(exchange, await requestedBody(exchange))
  };
}

function queries(kind: Kind): Handler {
  return async (exchange) => {
    const body = await requestedBody(exchange);
    if (body.queries === undefined) throw badRequest('POST body must include `queries` parameter.');
    if (!Array.isArray(body.queries)) throw badRequest('`queries` must be an array.');
    exchange.store.database(exchange.path[0]!);
    const requests = body.queries.map((one: unknown) => {
      if (!isRecord(one)) throw queryParseError('Each query must be a JSON object');
      return parseListRequest(exchange.query, one);
    });
    await sendPieces(exchange, several(exchange, kind, requests));
    return undefined;
  };
}

function endpoint(kind: Kind): Endpoint {
  return (rest) => {
    if (rest.length === 0) return methods(kind);
    if (rest.length === 1 && rest[0] === 'queries') return { POST: queries(kind) };
    throw missing();
  };
}

export const allDocsEndpoints = {
  _all_docs: endpoint('_all_docs'),
  _design_docs: endpoint('_design_docs'),
  _local_docs: endpoint('_local_docs')
} satisfies Record<string, Endpoint>;
