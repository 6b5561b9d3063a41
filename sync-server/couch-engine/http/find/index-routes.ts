/** `_index`: the Mango indexes of a database, kept in design documents. */
import { readRevision } from '../../document/read-revision.ts';
import { writeEdit } from '../../document/write-document.ts';
import { CouchError, missing } from '../../errors/couch-error.ts';
import { namedDatabase, type Exchange, type Handler, type Reply } from '../../exchange/exchange.ts';
import type { Endpoint, Methods } from '../../exchange/methods.ts';
import { json } from '../../exchange/reply.ts';
import { readObject } from '../../exchange/request-body.ts';
import { parseRevision } from '../../ids/revision-id.ts';
import { buildIndex } from '../../indexes/index-builder.ts';
import { compileDefinition, definitionToView } from '../../indexes/index-definition.ts';
import { findIndex, indexesOf, type IndexRow } from '../../indexes/index-rows.ts';
import { isRecord } from '../../json/is-record.ts';
import type { DatabaseRow } from '../../storage/database-rows.ts';
import { findDocument } from '../../storage/document-rows.ts';
import type { Sql } from '../../storage/sqlite.ts';
import { plainDocument } from '../documents/document-request.ts';
import { designIdOf, parseIndexRequest, type IndexRequest } from './index-request.ts';

function listed(index: IndexRow): unknown {
  const { fields, partialFilter } = compileDefinition(index.definition);
  const def = {
    fields: fields.map(({ name, direction }) => ({ [name]: direction })),
    ...(partialFilter && { partial_filter_selector: partialFilter })
  };
  return { ddoc: index.designId, name: index.name, type: 'json', partitioned: false, def };
}

const allDocsIndex = {
  ddoc: null,
  name: '_all_docs',
  type: 'special',
  def: { fields: [{ _id: 'asc' }] }
};

const list: Handler = (exchange) => {
  const { store, query } = exchange;
  const indexes = indexesOf(store.sql, namedDatabase(exchange).pk);
  const all = [allDocsIndex, ...indexes.map(listed)];
  const skip = query.count('skip') ?? 0;
  const shown = all.slice(skip, skip + (query.count('limit') ?? all.length));
  return json(200, { total_rows: all.length, indexes: shown });
};

/** Answers when the index is ready, where CouchDB answers at once and builds at the first query. */
const create: Handler = async (exchange) => {
  const { store, path } = exchange;
  const request = parseIndexRequest(await readObject(exchange));
  const { designId, name } = request;
  const result = await store.write(path[0]!, (sql, database) =>
    addIndex(exchange, sql, database, request)
  );
  const index = findIndex(store.sql, namedDatabase(exchange).pk, designId, name);
  if (index && !index.ready) await buildIndex(store, index.pk);
  return json(200, { result, id: designId, name });
};

function addIndex(
  exchange: Exchange,
  sql: Sql,
  database: DatabaseRow,
  { designId, name, definition, given }: IndexRequest
): 'created' | 'exists' {
  const row = findDocument(sql, database.pk, designId);
  const isLive = row !== undefined && !row.deleted;
  const found = isLive ? readRevision(sql, database, designId) : undefined;
  const design = found ? (JSON.parse(found.revision.body) as Record<string, unknown>) : {};
  if (found && design.language !== 'query') {
    const language = JSON.stringify(design.language ?? 'javascript');
    const reason = `Existing design doc has an invalid language: ${language}`;
    throw new CouchError(400, 'invalid_ddoc_lang', reason);
  }
  const others = isRecord(design.views) ? design.views : {};
  const view = definitionToView(definition, given);
  if (JSON.stringify(others[name]) === JSON.stringify(view)) return 'exists';
  const views = { ...others, [name]: view };
  const document = plainDocument(exchange, { language: 'query', views }, designId);
  if (found) document.revision = parseRevision(found.rev);
  writeEdit(sql, database, document);
  return 'created';
}

async function remove(exchange: Exchange, designId: string, name: string): Promise<Reply> {
  await exchange.store.write(exchange.path[0]!, (sql, database) => {
    if (!findIndex(sql, database.pk, designId, name)) throw missing();
    const found = readRevision(sql, database, designId);
    const body = JSON.parse(found.revision.body) as { views: Record<string, unknown> };
    delete body.views[name];
    const isEmpty = Object.keys(body.views).length === 0;
    const document = plainDocument(exchange, isEmpty ? { _deleted: true } : body, designId);
    document.revision = parseRevision(found.rev);
    writeEdit(sql, database, document);
  });
  return json(200, { ok: true });
}

/**
 * `_index`, and `_index/<design>/json/<name>` for DELETE, the design with its prefix or without.
 */
export const indexEndpoint: Endpoint = (rest): Methods => {
  if (rest.length === 0) return { GET: list, POST: create };
  const parts = rest[0] === '_design' ? rest.slice(1) : rest;
  const [design, type, name] = parts;
  if (parts.length !== 3 || type !== 'json') throw missing();
  return { DELETE: (exchange) => remove(exchange, designIdOf(design!), name!) };
};
