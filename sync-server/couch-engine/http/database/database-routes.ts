/** One database: make, ask, delete, add to; and where its other endpoints are. */
import { writeLocal } from '../../document/local-documents.ts';
import { writeEdit } from '../../document/write-document.ts';
import { badRequest, CouchError } from '../../errors/couch-error.ts';
import { namedDatabase, type Handler } from '../../exchange/exchange.ts';
import { whole, type Endpoint, type Methods } from '../../exchange/methods.ts';
import { databaseNotOffered } from '../../exchange/not-offered.ts';
import { json } from '../../exchange/reply.ts';
import { assertJsonContentType, readDocument } from '../../exchange/request-body.ts';
import { isLocalId } from '../../ids/document-id.ts';
import { isRecord } from '../../json/is-record.ts';
import { resumeClearing } from '../../storage/clear-remains.ts';
import { deleteDatabase, insertDatabase } from '../../storage/database-rows.ts';
import { changesMethods } from '../changes/changes-routes.ts';
import { bulkEndpoints } from '../documents/bulk-docs.ts';
import { placeOf, plainDocument, writtenReply } from '../documents/document-request.ts';
import { findEndpoints } from '../find/find-routes.ts';
import { allDocsMethods, designDocsMethods } from './all-docs-routes.ts';
import { databaseInfo } from './database-info.ts';
import { maintenanceEndpoints } from './maintenance-routes.ts';
import { purgeMethods } from './purge-routes.ts';
import { revsDiffMethods } from './revs-diff-routes.ts';

/** CouchDB's files carry the name and a suffix. */
const longestName = 238;

function assertDatabaseName(name: string): void {
  if (!/^[a-z][a-z0-9_$()+/-]*$/.test(name)) {
    const reason =
      `Name: '${name}'. Only lowercase characters (a-z), digits (0-9), and any of the ` +
      'characters _, $, (, ), +, -, and / are allowed. Must begin with a letter.';
    throw new CouchError(400, 'illegal_database_name', reason);
  }
  if (name.length > longestName) {
    const reason = `At least one path segment of \`${name}\` is too long.`;
    throw new CouchError(400, 'database_name_too_long', reason);
  }
}

const create: Handler = async (exchange) => {
  const { store } = exchange;
  const name = exchange.path[0]!;
  assertDatabaseName(name);
  const isNew = await store.queue.submit(() =>
    insertDatabase(store.sql, name, store.limits.revsLimit, Date.now())
  );
  if (!isNew) {
    const reason = 'The database could not be created, the file already exists.';
    throw new CouchError(412, 'file_exists', reason);
  }
  return json(201, { ok: true }, { Location: placeOf(exchange, name) });
};

const info: Handler = (exchange) => json(200, databaseInfo(namedDatabase(exchange)));

const remove: Handler = async (exchange) => {
  const { store, query } = exchange;
  if (query.text('rev') !== undefined) {
    throw badRequest(
      'You tried to DELETE a database with a ?=rev parameter. ' +
        'Did you mean to DELETE a document instead?'
    );
  }
  const isGone = await store.queue.submit(() => {
    const row = namedDatabase(exchange);
    // Feeds that wait for it wake, find it gone, and end.
    store.hub.touch(row.pk);
    return deleteDatabase(store.sql, row);
  });
  if (!isGone) resumeClearing(store);
  return json(200, { ok: true });
};

const post: Handler = async (exchange) => {
  assertJsonContentType(exchange);
  const { store, path } = exchange;
  namedDatabase(exchange);
  const value = await readDocument(exchange);
  const isNamed = isRecord(value) && Object.hasOwn(value, '_id');
  const document = plainDocument(exchange, value, undefined);
  // What is given an id here is new, whatever revision it names.
  if (!isNamed) document.revision = undefined;
  const write = isLocalId(document.id) ? writeLocal : writeEdit;
  const written = await store.write(path[0]!, (sql, database) => write(sql, database, document));
  return writtenReply(written, 201, { Location: placeOf(exchange, path[0]!, written.id) });
};

export const databaseRoutes: Methods = { DELETE: remove, GET: info, POST: post, PUT: create };

/** Endpoints below a database; each gets what follows its name. */
export const databaseEndpoints: Record<string, Endpoint> = {
  ...databaseNotOffered,
  ...bulkEndpoints,
  ...findEndpoints,
  ...maintenanceEndpoints,
  _all_docs: whole(allDocsMethods),
  // CouchDB takes whatever stands behind it.
  _changes: () => changesMethods,
  _design_docs: whole(designDocsMethods),
  _purge: whole(purgeMethods),
  _revs_diff: whole(revsDiffMethods)
};
