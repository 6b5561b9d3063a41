/** One database: make, ask, delete; its settings; and where its other endpoints are. */
import { compact } from '../../document/compact.ts';
import { writeLocal } from '../../document/local-documents.ts';
import { writeEdit } from '../../document/write-document.ts';
import { badRequest, CouchError, notImplemented } from '../../errors/couch-error.ts';
import type { Handler } from '../../exchange/exchange.ts';
import { whole, type Endpoint, type Methods } from '../../exchange/methods.ts';
import { json } from '../../exchange/reply.ts';
import { assertJsonContentType, readDocument, readJson } from '../../exchange/request-body.ts';
import { isLocalId } from '../../ids/document-id.ts';
import { isRecord } from '../../json/is-record.ts';
import { resumeClearing } from '../../storage/clear-remains.ts';
import { deleteDatabase, insertDatabase } from '../../storage/database-rows.ts';
import { changesMethods } from '../changes/changes-routes.ts';
import { bulkEndpoints } from '../documents/bulk-docs.ts';
import { batchReply, placeOf, plainDocument, writtenReply } from '../documents/document-request.ts';
import { findEndpoints } from '../find/find-routes.ts';
import { allDocsEndpoints } from './all-docs-routes.ts';
import { databaseInfo } from './database-info.ts';
import { purgeMethods } from './purge-routes.ts';
import { revisionEndpoints } from './revs-diff-routes.ts';

/** CouchDB's files carry the name and a suffix. */
const longestName = 238;
const systemNames = new Set(['_users', '_replicator', '_global_changes']);

function assertDatabaseName(name: string): void {
  if (systemNames.has(name)) return;
  if (/^[a-z][a-z0-9_$()+/-]*$/.test(name)) {
    if (name.length <= longestName) return;
    const reason = `At least one path segment of \`${name}\` is too long.`;
    throw new CouchError(400, 'database_name_too_long', reason);
  }
  throw new CouchError(
    400,
    'illegal_database_name',
    `Name: '${name}'. Only lowercase characters (a-z), digits (0-9), and any of the characters _, $, (, ), +, -, and / are allowed. Must begin with a letter.`
  );
}

const create: Handler = async (exchange) => {
  const { store } = exchange;
  const name = exchange.path[0]!;
  assertDatabaseName(name);
  const isNew = await store.queue.submit(() =>
    insertDatabase(store.sql, name, store.limits.revsLimit, Date.now())
  );
  if (!isNew) {
    throw new CouchError(
      412,
      'file_exists',
      'The database could not be created, the file already exists.'
    );
  }
  return json(201, { ok: true }, { Location: placeOf(exchange, name) });
};

const info: Handler = ({ store, path }) => json(200, databaseInfo(store.database(path[0]!)));

const remove: Handler = async ({ store, path, query }) => {
  if (query.text('rev') !== undefined) {
    throw badRequest(
      'You tried to DELETE a database with a ?=rev parameter. Did you mean to DELETE a document instead?'
    );
  }
  const isGone = await store.queue.submit(() => {
    const row = store.database(path[0]!);
    // Feeds that wait for it wake, find it gone, and end.
    store.hub.touch(row.pk);
    return deleteDatabase(store.sql, row);
  });
  if (!isGone) resumeClearing(store);
  return json(200, { ok: true });
};

const post: Handler = async (exchange) => {
  assertJsonContentType(exchange);
  const { store, path, query } = exchange;
  store.database(path[0]!);
  const document = plainDocument(exchange, await readDocument(exchange), undefined);
  const write = isLocalId(document.id) ? writeLocal : writeEdit;
  const writing = store.write(path[0]!, (sql, database) => write(sql, database, document));
  if (query.text('batch') === 'ok') return batchReply(document.id, writing);
  const written = await writing;
  return writtenReply(written, 201, { Location: placeOf(exchange, path[0]!, written.id) });
};

export const databaseRoutes: Methods = { DELETE: remove, GET: info, POST: post, PUT: create };

/** Reads and writes one column of the database's row. */
function limitMethods(column: 'revsLimit' | 'purgedInfosLimit'): Methods {
  return {
    GET: ({ store, path }) => json(200, store.database(path[0]!)[column]),
    PUT: async (exchange) => {
      const value = await readJson(exchange);
      if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1) {
        throw badRequest('`revs_limit` must be a positive integer');
      }
      const text = `UPDATE databases SET ${column} = ? WHERE pk = ?`;
      await exchange.store.write(exchange.path[0]!, (sql, database) =>
        sql.run(text, value, database.pk)
      );
      return json(200, { ok: true });
    }
  };
}

const emptySecurity = {
  members: { roles: ['_admin'] },
  admins: { roles: ['_admin'] }
};

const securityMethods: Methods = {
  GET: ({ store, path }) => {
    const { security } = store.database(path[0]!);
    return security === '{}' ? json(200, emptySecurity) : { status: 200, body: security };
  },
  PUT: async (exchange) => {
    const value = await readJson(exchange);
    if (!isRecord(value)) throw badRequest('Security object must be a JSON object');
    await exchange.store.write(exchange.path[0]!, (sql, database) =>
      sql.run('UPDATE databases SET security = ? WHERE pk = ?', JSON.stringify(value), database.pk)
    );
    return json(200, { ok: true });
  }
};

const compactMethods: Methods = {
  POST: async (exchange) => {
    assertJsonContentType(exchange);
    const database = exchange.store.database(exchange.path[0]!);
    if (exchange.path.length === 2) await compact(exchange.store, database.name);
    return json(202, { ok: true });
  }
};

const accepted: Handler = ({ store, path }) => {
  store.database(path[0]!);
  return json(202, { ok: true });
};

const committed: Handler = ({ store, path }) => {
  const row = store.database(path[0]!);
  return json(201, { ok: true, instance_start_time: String(Math.floor(row.createdAt / 1000)) });
};

const shards: Handler = ({ store, path }) => {
  store.database(path[0]!);
  return json(200, { shards: { '00000000-ffffffff': ['embedded@127.0.0.1'] } });
};

/** Endpoints below a database; each gets what follows its name. */
export const databaseEndpoints: Record<string, Endpoint> = {
  ...allDocsEndpoints,
  ...bulkEndpoints,
  ...revisionEndpoints,
  ...findEndpoints,
  _changes: whole(changesMethods),
  _purge: whole(purgeMethods),
  _compact: () => compactMethods,
  _view_cleanup: whole({ POST: accepted }),
  _ensure_full_commit: whole({ POST: committed }),
  _sync_shards: whole({ POST: accepted }),
  _shards: () => ({ GET: shards }),
  _revs_limit: whole(limitMethods('revsLimit')),
  _purged_infos_limit: whole(limitMethods('purgedInfosLimit')),
  _security: whole(securityMethods),
  _design_docs: () => allDocsEndpoints._design_docs!([]),
  _temp_view: whole({
    POST: () => {
      throw new CouchError(410, 'gone', 'Temporary views are not supported in CouchDB');
    }
  }),
  _search_cleanup: whole({ POST: accepted }),
  _nouveau_cleanup: whole({ POST: accepted }),
  _partition: () => ({
    GET: () => {
      throw notImplemented('This engine has no partitioned databases.');
    }
  })
};
