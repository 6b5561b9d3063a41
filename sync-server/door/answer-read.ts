import type { FastifyReply } from 'fastify';
import type { Deps } from '../deps.ts';
import { providerOf, sessionOf } from '../plugins/authentication.ts';
import type { ConnectionCount } from '../plugins/connection-count.ts';
import { NOT_WELL_FORMED, refuse } from '../plugins/error-reply.ts';
import { isWellFormedJson } from '../store/well-formed-text.ts';
import type { Database } from '../store/database.ts';
import type { DoorDatabase, DoorRequest } from './allowed-requests.ts';
import type { EndTurn } from '../concurrency/turns.ts';
import { handThrough } from './hand-through.ts';
import type { BodyReader } from './reading/body-reader.ts';
import { hasTooLongList } from './reading/read-body.ts';
import { pollLimit, readQuery } from './read-query.ts';

const STORE_PATH = { changes: '/_changes', allDocs: '/_all_docs', bulkGet: '/_bulk_get' } as const;

const RETRY_S = 5;
const TOO_MANY_OPEN = 'Too many reads of this session are open.';

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

interface ReadDeps extends Deps {
  openReads: ConnectionCount;
  bodies: BodyReader;
  endTurn: EndTurn;
}

/** A read of inbox or catalogue: checked, trimmed to what is offered, then handed through. */
export async function answerRead(
  deps: ReadDeps,
  reply: FastifyReply,
  { database, operation, id }: DoorRequest,
  asked: URLSearchParams
): Promise<FastifyReply> {
  const read = readQuery(operation, asked);
  if (!read.ok) return refuse(reply, 'session.forbidden', { reason: read.reason });
  const { query } = read;
  const { method, body } = reply.request;
  if (hasTooLongList(query)) return refuse(reply, 'request.tooLarge');
  const text = method === 'POST' && typeof body === 'string' ? body : '';
  const isWellFormed = [...query.values()].every(isWellFormedJson);
  const sent = isWellFormed && (await deps.bodies.read('read', { operation, text }));
  if (!sent || sent === 'notWellFormed') return refuse(reply, 'request.invalid', NOT_WELL_FORMED);
  if (!sent.ok) return refuse(reply, sent.code, sent);
  // Who has gone meanwhile will not be heard to go.
  if (reply.raw.closed || reply.raw.destroyed) return reply.hijack();
  const session = sessionOf(reply.request).id;
  if (!deps.openReads.enter(session)) {
    return refuse(reply, 'request.tooMany', { retryAfterS: RETRY_S, reason: TOO_MANY_OPEN });
  }
  reply.raw.once('close', () => deps.openReads.leave(session));
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
    body: method === 'POST' ? sent.body : undefined,
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
