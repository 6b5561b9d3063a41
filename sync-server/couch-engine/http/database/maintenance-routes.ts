/** The settings of a database, and what keeps it in order. */
import { compact } from '../../document/compact.ts';
import { badRequest } from '../../errors/couch-error.ts';
import { namedDatabase, type Handler } from '../../exchange/exchange.ts';
import { whole, type Endpoint, type Methods } from '../../exchange/methods.ts';
import { json } from '../../exchange/reply.ts';
import { assertJsonContentType, readJson } from '../../exchange/request-body.ts';
import { isRecord } from '../../json/is-record.ts';
import { startTime } from './database-info.ts';

const revsLimit: Methods = {
  GET: (exchange) => json(200, namedDatabase(exchange).revsLimit),
  PUT: async (exchange) => {
    const value = await readJson(exchange);
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1) {
      throw badRequest('`revs_limit` must be a positive integer');
    }
    await exchange.store.write(exchange.path[0]!, (sql, database) =>
      sql.run('UPDATE databases SET revsLimit = ? WHERE pk = ?', value, database.pk)
    );
    return json(200, { ok: true });
  }
};

/** Kept for whoever asks. It decides nothing: the one user is an admin, whom no list keeps out. */
const security: Methods = {
  GET: (exchange) => ({ status: 200, body: namedDatabase(exchange).security }),
  PUT: async (exchange) => {
    const value = await readJson(exchange);
    if (!isRecord(value)) throw badRequest('Security object must be a JSON object');
    for (const group of [value.admins, value.members]) assertGroup(group);
    await exchange.store.write(exchange.path[0]!, (sql, database) =>
      sql.run('UPDATE databases SET security = ? WHERE pk = ?', JSON.stringify(value), database.pk)
    );
    return json(200, { ok: true });
  }
};

function assertGroup(group: unknown): void {
  if (group === undefined) return;
  if (!isRecord(group)) throw badRequest('`admins` and `members` must be JSON objects');
  for (const list of [group.names, group.roles]) {
    const isList = Array.isArray(list) && list.every((one) => typeof one === 'string');
    if (list !== undefined && !isList)
      throw badRequest('`names` and `roles` must be lists of text');
  }
}

/** Answers when it is done, where CouchDB answers at once: what was superseded is gone then. */
const compactNow: Handler = async (exchange) => {
  assertJsonContentType(exchange);
  await compact(exchange.store, namedDatabase(exchange).name);
  return json(202, { ok: true });
};

/** PouchDB asks for it; indexes that no design document names any more are gone already. */
const cleanUp: Handler = (exchange) => {
  namedDatabase(exchange);
  return json(202, { ok: true });
};

/** Replicators ask before they write a checkpoint; here every answered write is on the disk. */
const commit: Handler = (exchange) =>
  json(201, { ok: true, instance_start_time: startTime(namedDatabase(exchange)) });

export const maintenanceEndpoints: Record<string, Endpoint> = {
  _compact: whole({ POST: compactNow }),
  _ensure_full_commit: whole({ POST: commit }),
  _revs_limit: whole(revsLimit),
  _security: whole(security),
  _view_cleanup: whole({ POST: cleanUp })
};
