/**
 * What CouchDB has and this engine does not: 501, with the reason and what to do instead.
 * A name that neither has is 404, as everywhere.
 */
import { notImplemented } from '../errors/couch-error.ts';
import type { Handler } from './exchange.ts';
import { methodNames, type Endpoint, type Methods } from './methods.ts';

const byClients = 'This engine does not replicate by itself: let a client do it.';
const byDatabase = 'This engine has no feed of all databases: follow each by itself.';
const oneUser = 'This engine knows one user, named when it is started, who may do everything.';
const oneProcess = 'This engine is one process without a cluster or settings of its own.';

const ofTheServer: Record<string, string> = {
  _replicate: byClients,
  _replicator: byClients,
  _scheduler: byClients,
  _db_updates: byDatabase,
  _global_changes: byDatabase,
  _users: oneUser,
  _active_tasks: oneProcess,
  _cluster_setup: oneProcess,
  _membership: oneProcess,
  _node: oneProcess,
  _reshard: oneProcess
};

const ofADatabase: Record<string, string> = {
  _explain: 'Ask _find with execution_stats, and look at its warning.',
  _partition: 'This engine has no partitioned databases.'
};

export const serverNotOffered = mapped(ofTheServer, refusal);
export const databaseNotOffered: Record<string, Endpoint> = mapped(
  ofADatabase,
  (reason) => () => refusal(reason)
);

/** Any method: whoever asks learns why, not which method would be allowed. */
export function refusal(reason: string): Methods {
  const refuse: Handler = () => {
    throw notImplemented(reason);
  };
  return Object.fromEntries(methodNames.map((method) => [method, refuse]));
}

function mapped<Made>(reasons: Record<string, string>, make: (reason: string) => Made) {
  return Object.fromEntries(Object.entries(reasons).map(([name, reason]) => [name, make(reason)]));
}
