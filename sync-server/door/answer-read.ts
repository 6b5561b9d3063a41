import type { FastifyReply } from 'fastify';
import type { Deps } from '../deps.ts';
import { providerOf } from '../plugins/authentication.ts';
import { NOT_WELL_FORMED, refuse } from '../plugins/error-reply.ts';
import { isWellFormedJson } from '../store/well-formed-text.ts';
import type { Database } from '../store/database.ts';
import type { DoorDatabase, DoorRequest } from './allowed-requests.ts';
import { handThrough } from './hand-through.ts';
import { pollLimit, readQuery } from './read-query.ts';

const STORE_PATH = { changes: '/_changes', allDocs: '/_all_docs', bulkGet: '/_bulk_get' } as const;

interface Info {
  update_seq: string | number;
  [member: string]: unknown;
}

export async function answerInfo(
  { store }: Deps,
  reply: FastifyReply,
  { database }: DoorRequest
): Promise<FastifyReply> {
  const info = await databaseOf(store, database, reply).demand<Info>({ path: '' });
  // The store's own name would tell the provider's id.
  return reply.send({ ...info, db_name: database });
}

/** A read of inbox or catalogue: checked, trimmed to what is offered, then handed through. */
export async function answerRead(
  deps: Deps,
  reply: FastifyReply,
  { database, operation, id }: DoorRequest,
  asked: URLSearchParams
): Promise<FastifyReply> {
  const read = readQuery(operation, asked);
  if (!read.ok) return refuse(reply, 'session.forbidden', { reason: read.reason });
  const { query } = read;
  const { method, body } = reply.request;
  const sent = typeof body === 'string' ? [body, ...query.values()] : [...query.values()];
  if (!sent.every(isWellFormedJson)) return refuse(reply, 'request.invalid', NOT_WELL_FORMED);
  const target = databaseOf(deps.store, database, reply);
  await target.ready();
  const isPoll = operation === 'changes' && query.get('feed') === 'longpoll';
  // An empty answer must name a sequence to go on from, which `now` is not.
  if (isPoll && query.get('since') === 'now') {
    query.set('since', String((await target.demand<Info>({ path: '' })).update_seq));
  }
  const path = operation in STORE_PATH ? STORE_PATH[operation as keyof typeof STORE_PATH] : '';
  const pathFor = (asked: URLSearchParams) =>
    `${path || `/${encodeURIComponent(id)}`}${asked.size > 0 ? `?${asked.toString()}` : ''}`;
  return handThrough(deps, reply, {
    db: target.name,
    method,
    path: pathFor(query),
    ...(operation === 'changes' ? { fromStart: pathFor(fromStart(query)) } : {}),
    body: method === 'POST' && typeof body === 'string' ? body : undefined,
    ...(isPoll ? { poll: { limitMs: pollLimit(query), since: query.get('since') ?? '0' } } : {})
  });
}

function fromStart(query: URLSearchParams): URLSearchParams {
  const start = new URLSearchParams(query);
  start.set('since', '0');
  return start;
}

function databaseOf(store: Deps['store'], name: DoorDatabase, reply: FastifyReply): Database {
  const { id } = providerOf(reply.request);
  if (name === 'catalog') return store.catalog;
  return name === 'inbox' ? (store.inbox(id) as unknown as Database) : store.outbox(id);
}
