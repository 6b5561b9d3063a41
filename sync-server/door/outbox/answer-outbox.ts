import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from '../../deps.ts';
import { providerOf } from '../../plugins/authentication.ts';
import { refuse } from '../../plugins/error-reply.ts';
import { DOOR_LIMITS } from '../door-limits.ts';
import type { BodyReader } from '../reading/body-reader.ts';
import type { SentDocuments } from '../reading/sent-documents.ts';
import { missingRevisions, rowsOf, takeDocuments, type TakenRow } from './outbox-requests.ts';
import type { OutboxQuota } from './outbox-quota.ts';

export type OutboxDeps = Deps & { outboxQuota: OutboxQuota; bodies: BodyReader };

const FULL = 'Too much waits here or has come today: keep it and send it later.';
const DOCUMENT_TOO_LARGE = `A document has at most ${DOOR_LIMITS.documentBytes} bytes.`;
const TOO_MANY_DOCUMENTS = `At most ${DOOR_LIMITS.documents} documents in one request.`;
const NO_KEYS = 'The outbox is read by keys only.';

export async function answerBulkDocs(deps: OutboxDeps, reply: FastifyReply): Promise<FastifyReply> {
  const sent = await deps.bodies.read('documents', { text: textOf(reply.request) });
  if (!sent) {
    return refuse(reply, 'request.invalid', { reason: 'The body must be {"docs": [ … ]}.' });
  }
  if (sent === 'tooLarge') return refuse(reply, 'request.tooLarge', { reason: DOCUMENT_TOO_LARGE });
  if (sent === 'tooMany') return refuse(reply, 'request.tooLarge', { reason: TOO_MANY_DOCUMENTS });
  return handIn(deps, reply, sent, (rows) => reply.code(201).send(rows));
}

export async function answerPutDocument(
  deps: OutboxDeps,
  reply: FastifyReply,
  { id, query }: { id: string; query: URLSearchParams }
): Promise<FastifyReply> {
  const sent = await deps.bodies.read('document', { text: textOf(reply.request), id });
  if (!sent) return refuse(reply, 'request.invalid', { reason: 'The body must be a document.' });
  if (sent === 'tooLarge') return refuse(reply, 'request.tooLarge', { reason: DOCUMENT_TOO_LARGE });
  const isReplicated = query.get('new_edits') === 'false';
  return handIn(deps, reply, { documents: [sent], isReplicated, receipts: [] }, ([row]) => {
    if (!row?.ok) return refuse(reply, 'request.invalid', row);
    return reply.code(201).send(row);
  });
}

async function handIn(
  deps: OutboxDeps,
  reply: FastifyReply,
  sent: SentDocuments,
  answer: (rows: TakenRow[]) => FastifyReply
): Promise<FastifyReply> {
  const taken = await takeDocuments(deps, providerOf(reply.request), sent);
  if ('retryAfterS' in taken) return refuse(reply, 'outbox.full', { ...taken, reason: FULL });
  return answer(taken.rows);
}

export async function answerRevsDiff(deps: OutboxDeps, reply: FastifyReply): Promise<FastifyReply> {
  const asked = await deps.bodies.read('revisions', { text: textOf(reply.request) });
  if (!asked) {
    return refuse(reply, 'request.invalid', { reason: 'The body must be {"id": ["rev", …]}.' });
  }
  if (asked === 'tooMany') return refuse(reply, 'request.tooLarge');
  const { id: provider } = providerOf(reply.request);
  return reply.send(await missingRevisions(deps.store, provider, asked));
}

export async function answerAllDocs(
  deps: OutboxDeps,
  reply: FastifyReply,
  query: URLSearchParams
): Promise<FastifyReply> {
  const inBody =
    reply.request.method === 'POST'
      ? await deps.bodies.read('keys', { text: textOf(reply.request) })
      : undefined;
  const inQuery = { text: `{"keys":${query.get('keys') ?? 'null'}}` };
  const asked = inBody ?? (await deps.bodies.read('keys', inQuery));
  if (!asked) return refuse(reply, 'session.forbidden', { reason: NO_KEYS });
  if (asked === 'tooMany') return refuse(reply, 'request.tooLarge');
  const includeDocs = asked.includeDocs || query.get('include_docs') === 'true';
  const { id: provider } = providerOf(reply.request);
  const rows = await rowsOf(deps.store, provider, { keys: asked.keys, includeDocs });
  if (!rows) return refuse(reply, 'request.tooLarge', { reason: 'Ask for fewer keys.' });
  return reply.send({ total_rows: rows.length, offset: 0, rows });
}

const textOf = ({ body }: FastifyRequest): string => (typeof body === 'string' ? body : '');
