import type { FastifyReply, FastifyRequest } from 'fastify';
import { OLDEST_READER, PROTOCOL_VERSION } from '#domain/protocol/version.ts';
import type { Deps } from '../deps.ts';
import { providerOf, providersOnly } from '../plugins/authentication.ts';
import { NOT_WELL_FORMED, refuse } from '../plugins/error-reply.ts';
import { isWellFormedJson } from '../store/well-formed-text.ts';
import { allowedRequest, type DoorRequest } from './allowed-requests.ts';
import { answerRead, answerInfo } from './answer-read.ts';
import { DOOR_LIMITS } from './door-limits.ts';
import { newBodyReader } from './reading/body-reader.ts';
import { jsonObject } from './reading/json-body.ts';
import { readLocal, writeLocal } from './local-documents.ts';
import {
  answerAllDocs,
  answerBulkDocs,
  answerPutDocument,
  answerRevsDiff,
  type OutboxDeps
} from './outbox/answer-outbox.ts';
import { newOutboxQuota } from './outbox/outbox-quota.ts';
import { newConnectionCount, type ConnectionCount } from '../plugins/connection-count.ts';
import { inTurn, newSessionTurns, type SessionTurns } from './session-turns.ts';
import type { EndTurn } from '../concurrency/turns.ts';
import type { HttpApp } from '../plugins/http-app.ts';

type DoorDeps = OutboxDeps & { openReads: ConnectionCount; turns: SessionTurns };

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/**
 * The sync door (PROTOCOL.md, "The sync door"): CouchDB's words in front of the store, for one
 * signed-in provider.
 */
export async function registerDoorRoutes(app: HttpApp, shared: Deps): Promise<void> {
  const deps: DoorDeps = {
    ...shared,
    outboxQuota: newOutboxQuota(shared.store, shared.clock),
    openReads: newConnectionCount(DOOR_LIMITS.openReads, Infinity),
    bodies: newBodyReader(),
    turns: newSessionTurns()
  };
  app.addHook('onClose', () => deps.bodies.end());
  await app.register(async (door) => {
    // Bodies stay text: what a document may be is not the parser's business here.
    door.removeAllContentTypeParsers();
    door.addContentTypeParser(
      '*',
      { parseAs: 'string', bodyLimit: DOOR_LIMITS.bodyBytes },
      (_, body, done) => done(null, body)
    );
    for (const url of ['/sync', '/sync/*']) {
      door.route({
        method: [...METHODS],
        url,
        bodyLimit: DOOR_LIMITS.bodyBytes,
        // One route for all, so that what is not allowed is refused alike; describe-door.ts tells
        // the API docs.
        schema: { hide: true },
        // Before the body is read: who is not signed in sends nothing.
        onRequest: providersOnly,
        handler: (request, reply) => answer(deps, request, reply)
      });
    }
  });
}

async function answer(deps: DoorDeps, request: FastifyRequest, reply: FastifyReply) {
  const { pathname, search } = splitUrl(request.url);
  const path = pathname.replace(/^\/sync\/?/, '');
  if (path === '' && request.method === 'GET') {
    return reply.send({ couchdb: 'Welcome', vendor: { name: 'Mila' }, protocol: PROTOCOL_VERSION });
  }
  const asked = allowedRequest(request.method, path);
  if (!asked) return refuse(reply, 'session.forbidden');
  // First of all: what is sent to another copy than it was meant for would be judged without what
  // went before it.
  if (isOfOtherCopy(deps, request)) return refuse(reply, 'store.otherCopy');
  if (asked.database !== 'outbox' && isTooOld(request)) return refuse(reply, 'app.tooOld');
  const query = new URLSearchParams(search);
  return inTurn(deps.turns, reply, asked, (end) => answerAsked(deps, reply, asked, query, end));
}

async function answerAsked(
  deps: DoorDeps,
  reply: FastifyReply,
  asked: DoorRequest,
  query: URLSearchParams,
  endTurn: EndTurn
): Promise<FastifyReply> {
  if (asked.operation === 'localDocument') return answerLocal(deps, reply, asked);
  if (asked.operation === 'info') return answerInfo(deps, reply, asked);
  if (asked.database !== 'outbox') return answerRead({ ...deps, endTurn }, reply, asked, query);
  switch (asked.operation) {
    case 'bulkDocs':
      return answerBulkDocs(deps, reply);
    case 'revsDiff':
      return answerRevsDiff(deps, reply);
    case 'allDocs':
      return answerAllDocs(deps, reply, query);
    case 'putDocument':
      return answerPutDocument(deps, reply, { id: asked.id, query });
    default:
      return refuse(reply, 'session.forbidden');
  }
}

async function answerLocal({ store }: Deps, reply: FastifyReply, { database, id }: DoorRequest) {
  const { request } = reply;
  const provider = providerOf(request);
  const outbox = store.outbox(provider.id);
  const owner = { database, device: provider.device };
  if (request.method === 'GET') {
    const found = await readLocal(outbox, owner, id);
    return found ? reply.send(found) : refuse(reply, 'request.unknown');
  }
  // First of all: one that is too large is not even read.
  const { length = 0 } = (request.body as string | undefined) ?? '';
  if (length > DOOR_LIMITS.localDocumentBytes) return refuse(reply, 'request.tooLarge');
  const sent = jsonObject(request.body);
  if (!sent) return refuse(reply, 'request.invalid', { reason: 'The body must be a document.' });
  if (!isWellFormedJson(request.body as string)) {
    return refuse(reply, 'request.invalid', NOT_WELL_FORMED);
  }
  const put = await writeLocal(outbox, owner, id, sent);
  if (!put.ok) return refuse(reply, 'document.conflict');
  return reply.code(201).send({ ok: true, id: `_local/${id}`, rev: put.rev });
}

/** An app says which protocol it reads; other clients say nothing and read what they get. */
function isTooOld(request: FastifyRequest): boolean {
  const version = request.headers['mila-protocol'];
  return version !== undefined && Number(version) < OLDEST_READER;
}

function splitUrl(url: string): { pathname: string; search: string } {
  const at = url.indexOf('?');
  if (at < 0) return { pathname: url, search: '' };
  return { pathname: url.slice(0, at), search: url.slice(at + 1) };
}

/** Who does not say which copy they know is answered by whatever this one is. */
function isOfOtherCopy({ epoch }: Deps, { headers }: FastifyRequest): boolean {
  const known = headers['mila-epoch'];
  return typeof known === 'string' && known !== epoch;
}
