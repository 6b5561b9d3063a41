/** `_index`: the Mango indexes of a database, kept in design documents. */
import { createHash } from 'node:crypto';
import { readRevision } from '../../document/read-revision.ts';
import { writeEdit } from '../../document/write-document.ts';
import { badRequest, CouchError, missing } from '../../errors/couch-error.ts';
import type { Exchange, Handler, Reply } from '../../exchange/exchange.ts';
import type { Endpoint, Methods } from '../../exchange/methods.ts';
import { json } from '../../exchange/reply.ts';
import { assertJsonContentType, readJson } from '../../exchange/request-body.ts';
import { assertKeys, missingKey } from '../../find/find-request.ts';
import { parseRevision } from '../../ids/revision-id.ts';
import { buildIndex } from '../../indexes/index-builder.ts';
import {
  compileDefinition,
  definitionToView,
  parseDefinition,
  type IndexDefinition
} from '../../indexes/index-definition.ts';
import { indexesOf, type IndexRow } from '../../indexes/index-rows.ts';
import { isRecord } from '../../json/is-record.ts';
import { findDocument } from '../../storage/document-rows.ts';
import { plainDocument } from '../documents/document-request.ts';

function listed(index: IndexRow): unknown {
  const definition = compileDefinition(index.definition);
  const fields = definition.fields.map(({ name, direction }) => ({ [name]: direction }));
  const partial = definition.partialFilter && { partial_filter_selector: definition.partialFilter };
  return {
    ddoc: index.designId,
    name: index.name,
    type: 'json',
    def: { fields, ...partial }
  };
}

const allDocsIndex = {
  ddoc: null,
  name: '_all_docs',
  type: 'special',
  def: { fields: [{ _id: 'asc' }] }
};

const list: Handler = ({ store, path, query }) => {
  const indexes = indexesOf(store.sql, store.database(path[0]!).pk);
  const all = [allDocsIndex, ...indexes.map(listed)];
  const skip = query.count('skip') ?? 0;
  const shown = all.slice(skip, skip + (query.count('limit') ?? all.length));
  return json(200, { total_rows: all.length, indexes: shown });
};

const create: Handler = async (exchange) => {
  assertJsonContentType(exchange);
  const { store, path } = exchange;
  store.database(path[0]!);
  const body = await readJson(exchange);
  if (!isRecord(body)) throw badRequest('Request body must be a JSON object');
  if (body.index === undefined) throw missingKey('index');
  const type = body.type ?? 'json';
  if (typeof type !== 'string') throw invalidString(type);
  assertKeys(body, creationKeys);
  if (type === 'text' || type === 'nouveau') {
    throw new CouchError(503, 'required index service unavailable', type);
  }
  if (type !== 'json')
    throw new CouchError(400, 'invalid_index', `Invalid type for index: ${type}`);
  const definition = parseDefinition(body.index, body.partial_filter_selector);
  const hash = createHash('sha1')
    .update(JSON.stringify([definition, body.name ?? null]))
    .digest('hex');
  const designId = designName(body.ddoc, hash);
  const name = indexName(body.name, hash);
  const given = isRecord(body.index) ? body.index.fields : undefined;
  const result = await addIndex(exchange, designId, name, definition, given);
  const index = indexesOf(store.sql, store.database(path[0]!).pk).find(
    (one) => one.designId === designId && one.name === name
  );
  if (index && !index.ready) await buildIndex(store, index.pk);
  return json(200, { result, id: designId, name });
};

/** CouchDB wants the partial filter inside `index`; beside it, it is understood as well. */
const creationKeys = new Set([
  'index',
  'type',
  'name',
  'ddoc',
  'w',
  'partitioned',
  'partial_filter_selector'
]);

const invalidString = (value: unknown) =>
  new CouchError(400, 'invalid_string', `Invalid string: ${JSON.stringify(value)}`);

function designName(value: unknown, hash: string): string {
  if (value === undefined || value === null || value === '') return `_design/${hash}`;
  if (typeof value !== 'string') throw invalidString(value);
  return value.startsWith('_design/') ? value : `_design/${value}`;
}

function indexName(value: unknown, hash: string): string {
  if (value === undefined || value === null || value === '') return hash;
  if (typeof value === 'string') return value;
  throw invalidString(value);
}

function addIndex(
  exchange: Exchange,
  designId: string,
  name: string,
  definition: IndexDefinition,
  given: unknown
): Promise<'created' | 'exists'> {
  const { store, path } = exchange;
  return store.write(path[0]!, (sql, database) => {
    const text = JSON.stringify(definition);
    const same = indexesOf(sql, database.pk).find(
      (one) => one.designId === designId && one.name === name
    );
    if (same?.definition === text) return 'exists';
    const row = findDocument(sql, database.pk, designId);
    const isLive = row !== undefined && !row.deleted;
    const found = isLive ? readRevision(sql, database, designId) : undefined;
    const design = found ? (JSON.parse(found.revision.body) as Record<string, unknown>) : {};
    if (found && design.language !== 'query') {
      const language = JSON.stringify(design.language ?? 'javascript');
      const reason = `Existing design doc has an invalid language: ${language}`;
      throw new CouchError(400, 'invalid_ddoc_lang', reason);
    }
    const views = isRecord(design.views) ? design.views : {};
    const changed = {
      language: 'query',
      views: { ...views, [name]: definitionToView(definition, given) }
    };
    const document = plainDocument(exchange, changed, designId);
    if (found) document.revision = parseRevision(found.rev);
    writeEdit(sql, database, document);
    return 'created';
  });
}

async function remove(exchange: Exchange, design: string, name: string): Promise<Reply> {
  const designId = design.startsWith('_design/') ? design : `_design/${design}`;
  await exchange.store.write(exchange.path[0]!, (sql, database) => {
    const known = indexesOf(sql, database.pk).some(
      (one) => one.designId === designId && one.name === name
    );
    if (!known) throw missing();
    const found = readRevision(sql, database, designId);
    const body = JSON.parse(found.revision.body) as { views: Record<string, unknown> };
    delete body.views[name];
    const isEmpty = Object.keys(body.views).length === 0;
    const changed = isEmpty ? { _deleted: true } : { ...body };
    const document = plainDocument(exchange, changed, designId);
    document.revision = parseRevision(found.rev);
    writeEdit(sql, database, document);
  });
  return json(200, { ok: true });
}

/** `_index`, and `_index/<design>/json/<name>` for DELETE, the design with or without its prefix. */
export const indexEndpoint: Endpoint = (rest): Methods => {
  if (rest.length === 0) return { GET: list, POST: create };
  const parts = rest[0] === '_design' ? rest.slice(1) : rest;
  const [design, type, name] = parts;
  if (parts.length !== 3 || type !== 'json') throw missing();
  return { DELETE: (exchange) => remove(exchange, design!, name!) };
};
