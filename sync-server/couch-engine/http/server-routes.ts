/** What the server answers for itself: greeting, health, names of databases, ids, sessions. */
import { isAbsolute } from 'node:path';
import { badRequest, CouchError } from '../errors/couch-error.ts';
import type { Exchange, Handler } from '../exchange/exchange.ts';
import { readJson } from '../exchange/request-body.ts';
import type { Methods } from '../exchange/methods.ts';
import { serverNotOffered } from '../exchange/not-offered.ts';
import { json } from '../exchange/reply.ts';
import { newUuid } from '../ids/uuid.ts';
import { databaseNames } from '../storage/database-rows.ts';
import { sessionMethods } from './session-routes.ts';

/** Clients read the version: what this engine answers is what this CouchDB answers. */
export const couchVersion = '3.5.0';

const welcome: Handler = ({ store }) =>
  json(200, {
    couchdb: 'Welcome',
    version: couchVersion,
    uuid: store.uuid,
    features: [],
    vendor: { name: 'couch-engine' }
  });

export const serverRoutes: Methods = { GET: welcome };

const mostUuids = 1000;

const uuids: Handler = ({ query, response }) => {
  const asked = query.text('count') ?? '1';
  if (!/^\d{1,15}$/.test(asked)) throw badRequest('count must be a positive integer');
  const count = Number(asked);
  if (count > mostUuids) throw badRequest('count parameter too large');
  response.setHeader('Cache-Control', 'must-revalidate, no-cache');
  return json(200, { uuids: Array.from({ length: count }, newUuid) });
};

const listNames: Handler = ({ query, store }) => {
  const isDescending = query.flag('descending');
  const start = edge(query, 'startkey', 'start_key');
  const end = edge(query, 'endkey', 'end_key');
  const [low, high] = isDescending ? [end, start] : [start, end];
  const names = databaseNames(store.sql).filter(
    (name) => (low === undefined || name >= low) && (high === undefined || name <= high)
  );
  if (isDescending) names.reverse();
  const skip = query.count('skip') ?? 0;
  return json(200, names.slice(skip, skip + (query.count('limit') ?? names.length)));
};

function edge(query: Exchange['query'], ...names: string[]): string | undefined {
  const name = query.firstOf(...names);
  const value = name === undefined ? undefined : query.json(name);
  return typeof value === 'string' ? value : undefined;
}

/**
 * Not CouchDB's: a file of all databases as they are at one moment, on this engine's own disk, for
 * whoever has to sign in to it.
 */
const snapshot: Handler = async (exchange) => {
  const { file } = ((await readJson(exchange)) ?? {}) as { file?: unknown };
  if (exchange.user === undefined) {
    throw new CouchError(403, 'forbidden', 'Only an engine with a password is copied.');
  }
  if (typeof file !== 'string' || !isAbsolute(file))
    throw badRequest('`file` must be a full path.');
  await exchange.store.copyTo(file);
  return json(201, { ok: true });
};

export const serverEndpoints: Record<string, Methods> = {
  ...serverNotOffered,
  _up: { GET: () => json(200, { status: 'ok', seeds: {} }) },
  _uuids: { GET: uuids },
  _all_dbs: { GET: listNames },
  _snapshot: { POST: snapshot },
  _session: sessionMethods
};
