/** `_all_docs`, `_design_docs`: documents in the order of their ids, or by their ids. */
import { sequenceText } from '../../changes/sequence.ts';
import {
  countBefore,
  countDesigns,
  listedById,
  listPage,
  type ListedDocument
} from '../../document/document-list.ts';
import { documentText, type DocumentView } from '../../document/document-text.ts';
import { findLocal } from '../../document/local-documents.ts';
import { namedDatabase, type Exchange } from '../../exchange/exchange.ts';
import type { Methods } from '../../exchange/methods.ts';
import { sendPieces } from '../../exchange/reply.ts';
import { readOptions } from '../../exchange/request-body.ts';
import { isDesignId, isLocalId } from '../../ids/document-id.ts';
import type { DatabaseRow } from '../../storage/database-rows.ts';
import { nextPageSize } from '../../storage/page-size.ts';
import type { Sql } from '../../storage/sqlite.ts';
import { parseListRequest, type ListRequest } from './list-request.ts';

const pageSize = 500;
const firstPageSize = 25;

function head(sql: Sql, database: DatabaseRow, request: ListRequest, offset: number | null) {
  const seq = request.updateSeq ? `"update_seq":"${sequenceText(database, database.seq)}",` : '';
  const total = request.isDesign ? countDesigns(sql, database.pk) : database.docCount;
  return `{"total_rows":${total},${seq}"offset":${offset},"rows":[`;
}

async function* rangeListing(exchange: Exchange, database: DatabaseRow, request: ListRequest) {
  const { sql } = exchange.store;
  yield head(sql, database, request, offsetOf(sql, database, request));
  let toSkip = request.skip;
  let left = request.limit;
  let after: string | undefined;
  let isFirst = true;
  let most = request.includeDocs ? firstPageSize : pageSize;
  while (left > 0) {
    const size = Math.min(most, left + toSkip);
    const rows = listPage(sql, database.pk, request, after, size, request.includeDocs);
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
function offsetOf(sql: Sql, database: DatabaseRow, request: ListRequest): number | null {
  if (request.start !== undefined && database.docCount > 10_000) return null;
  const before = countBefore(sql, database.pk, request) + request.skip;
  return Math.min(before, request.isDesign ? countDesigns(sql, database.pk) : database.docCount);
}

async function* keyedListing(
  exchange: Exchange,
  database: DatabaseRow,
  request: ListRequest,
  keys: readonly unknown[]
) {
  yield head(exchange.store.sql, database, request, null);
  const asked = request.isDesign ? keys.filter(isDesignKey) : keys;
  const ordered = request.descending ? [...asked].reverse() : asked;
  const wanted = ordered.slice(request.skip, request.skip + request.limit);
  for (const [index, key] of wanted.entries()) {
    if (index > 0 && index % pageSize === 0) await new Promise(setImmediate);
    const row =
      typeof key === 'string' ? listedByKey(exchange.store.sql, database, key, request) : undefined;
    yield `${index > 0 ? ',' : ''}${rowText(exchange, key, row, request)}`;
  }
  yield ']}';
}

const isDesignKey = (key: unknown) => typeof key === 'string' && isDesignId(key);

/** Only by its name, a `_local` document is listed too. */
function listedByKey(
  sql: Sql,
  database: DatabaseRow,
  key: string,
  { includeDocs }: ListRequest
): ListedDocument | undefined {
  if (!isLocalId(key)) return listedById(sql, database.pk, key, includeDocs);
  const local = findLocal(sql, database.pk, key);
  if (!local) return undefined;
  const { id, rev, body } = local;
  const plain = { deleted: 0, leaves: 1, attachments: null, tree: null };
  return { ...plain, pk: 0, id, winner: `0-${rev}`, body };
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

async function list(
  exchange: Exchange,
  body: Record<string, unknown>,
  isDesign: boolean
): Promise<undefined> {
  const database = namedDatabase(exchange);
  const request = parseListRequest(exchange.query, body, isDesign);
  const found = request.keys
    ? keyedListing(exchange, database, request, request.keys)
    : rangeListing(exchange, database, request);
  await sendPieces(exchange, found);
}

const listMethods = (isDesign: boolean): Methods => ({
  GET: (exchange) => list(exchange, {}, isDesign),
  POST: async (exchange) => list(exchange, await readOptions(exchange), isDesign)
});

export const allDocsMethods = listMethods(false);
export const designDocsMethods = listMethods(true);
