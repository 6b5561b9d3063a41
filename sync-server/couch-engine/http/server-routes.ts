/** What the server answers for itself: greeting, lists of databases, sessions, and what CouchDB's tools ask. */
import { badRequest, methodNotAllowed, missing, notImplemented } from '../errors/couch-error.ts';
import type { Exchange, Handler } from '../exchange/exchange.ts';
import type { Methods } from '../exchange/methods.ts';
import { json } from '../exchange/reply.ts';
import { assertJsonContentType, readJson } from '../exchange/request-body.ts';
import { newUuid } from '../ids/uuid.ts';
import { isRecord } from '../json/is-record.ts';
import { databaseNames, findDatabase, type DatabaseRow } from '../storage/database-rows.ts';
import type { Sql } from '../storage/sqlite.ts';
import { databaseInfo } from './database/database-info.ts';
import { sessionMethods } from './session-routes.ts';

const welcome: Handler = ({ store }) =>
  json(200, {
    couchdb: 'Welcome',
    version: '3.3.3',
    git_sha: 'embedded',
    uuid: store.uuid,
    features: ['pluggable-storage-engines', 'scheduler'],
    vendor: { name: 'Mila Onsite embedded engine' }
  });

export const serverRoutes: Methods = { GET: welcome };

const uuids: Handler = ({ query, response }) => {
  const asked = query.text('count') ?? '1';
  if (!/^\d{1,15}$/.test(asked)) throw badRequest('invalid count parameter');
  const count = Number(asked);
  if (count > 1000) throw badRequest('count parameter too large');
  response.setHeader('Cache-Control', 'must-revalidate, no-cache');
  response.setHeader('Pragma', 'no-cache');
  const list = Array.from({ length: count }, () => newUuid());
  return json(200, { uuids: list });
};

function listedNames({ query, store }: Exchange): string[] {
  const start = edge(query.firstOf('startkey', 'start_key'), query, '');
  const end = edge(query.firstOf('endkey', 'end_key'), query, undefined);
  let names = databaseNames(store.sql);
  if (query.flag('descending')) {
    names.reverse();
    names = names.filter(
      (name) => (start === '' || name <= start) && (end === undefined || name >= end)
    );
  } else {
    names = names.filter((name) => name >= start && (end === undefined || name <= end));
  }
  const skip = query.count('skip') ?? 0;
  return names.slice(skip, skip + (query.count('limit') ?? names.length));
}

function edge<Default>(name: string | undefined, query: Exchange['query'], otherwise: Default) {
  const value = name && query.json(name);
  return typeof value === 'string' ? value : otherwise;
}

function infoEntry(sql: Sql, name: string): unknown {
  const row: DatabaseRow | undefined = findDatabase(sql, name);
  return row ? { key: name, info: databaseInfo(row) } : { key: name, error: 'not_found' };
}

const listInfos: Handler = (exchange) =>
  json(
    200,
    listedNames(exchange).map((name) => infoEntry(exchange.store.sql, name))
  );

const namedInfos: Handler = async (exchange) => {
  assertJsonContentType(exchange);
  const body = await readJson(exchange);
  const keys = isRecord(body) ? body.keys : undefined;
  if (!Array.isArray(keys)) throw badRequest('`keys` member must exist.');
  if (keys.length > 100) throw badRequest('too_many_keys');
  return json(
    200,
    keys.map((key) => infoEntry(exchange.store.sql, String(key)))
  );
};

const emptyScheduler: Handler = ({ path }) => {
  if (path[1] === 'jobs') return json(200, { total_rows: 0, offset: 0, jobs: [] });
  if (path[1] === 'docs') return json(200, { total_rows: 0, offset: 0, docs: [] });
  throw missing();
};

const node: Handler = ({ path }) => {
  if (path.length === 2) return json(200, { name: 'embedded@127.0.0.1' });
  if (path[2] === '_config') return json(200, {});
  if (path[2] === '_stats' || path[2] === '_system') return json(200, {});
  throw missing();
};

const membership = { all_nodes: ['embedded@127.0.0.1'], cluster_nodes: ['embedded@127.0.0.1'] };
const isGone: Handler = () => {
  throw notImplemented('This engine does not replicate by itself: let a client do it.');
};

export const serverEndpoints: Record<string, Methods> = {
  _up: { GET: () => json(200, { status: 'ok', seeds: {} }) },
  _uuids: { GET: uuids },
  _all_dbs: { GET: (exchange) => json(200, listedNames(exchange)) },
  _dbs_info: { GET: listInfos, POST: namedInfos },
  _session: sessionMethods,
  _active_tasks: { GET: () => json(200, []) },
  _membership: { GET: () => json(200, membership) },
  _scheduler: { GET: emptyScheduler },
  _node: { GET: node, PUT: readOnly, DELETE: readOnly },
  _replicate: { POST: isGone },
  _db_updates: {
    GET: () => {
      throw notImplemented('Follow each database instead.');
    }
  },
  _utils: {
    GET: () => {
      throw missing();
    }
  },
  _cluster_setup: { GET: () => json(200, { state: 'single_node_enabled' }) },
  _reshard: { GET: () => json(200, { state: 'stopped', jobs: [] }) }
};

function readOnly(): never {
  throw methodNotAllowed('GET,HEAD');
}
