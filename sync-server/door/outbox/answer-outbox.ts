import type { FastifyReply } from 'fastify';
import type { Deps } from '../../deps.ts';
import { providerOf } from '../../plugins/authentication.ts';
import { refuse } from '../../plugins/error-reply.ts';
import { jsonObject } from '../json-body.ts';
import type { OutboxQuota } from './outbox-quota.ts';
import { DOOR_LIMITS } from '../door-limits.ts';
import { sentDocument, sentDocuments } from './sent-documents.ts';
import { missingRevisions, rowsOf, takeDocuments, type TakenRow } from './outbox-requests.ts';

export type OutboxDeps = Deps & { outboxQuota: OutboxQuota };

const FULL = 'Too much waits here or has come today: keep it and send it later.';
const DOCUMENT_TOO_LARGE = `A document has at most ${DOOR_LIMITS.documentBytes} bytes.`;
const NO_KEYS = 'The outbox is read by keys only.';

export async function answerBulkDocs(deps: OutboxDeps, reply: FastifyReply): Promise<FastifyReply> {
  const sent = sentDocuments(reply.request.body);
  if (!sent) {
    return refuse(reply, 'request.invalid', { reason: 'The body must be {"docs": [ … ]}.' });
  }
  if (sent.docs.length > DOOR_LIMITS.documents) {
    const reason = `At most ${DOOR_LIMITS.documents} documents in one request.`;
    return refuse(reply, 'request.tooLarge', { reason });
  }
  return handIn(deps, reply, sent, (rows) => reply.code(201).send(rows));
}

export async function answerPutDocument(
  deps: OutboxDeps,
  reply: FastifyReply,
  { id, query }: { id: string; query: URLSearchParams }
): Promise<FastifyReply> {
  const sent = sentDocument(reply.request.body, id);
  if (!sent) return refuse(reply, 'request.invalid', { reason: 'The body must be a document.' });
  const isReplicated = query.get('new_edits') === 'false';
  return handIn(deps, reply, { docs: [sent], isReplicated }, ([row]) => {
    if (!row?.ok) return refuse(reply, 'request.invalid', row);
    return reply.code(201).send(row);
  });
}

async function handIn(
  deps: OutboxDeps,
  reply: FastifyReply,
  sent: { docs: unknown[]; isReplicated: boolean; receipts?: unknown },
  answer: (rows: TakenRow[]) => FastifyReply
): Promise<FastifyReply> {
  const taken = await takeDocuments(deps, providerOf(reply.request), sent);
  if (taken === 'tooLarge') {
    return refuse(reply, 'request.tooLarge', { reason: DOCUMENT_TOO_LARGE });
  }
  if ('retryAfterS' in taken) return refuse(reply, 'outbox.full', { ...taken, reason: FULL });
  return answer(taken.rows);
}

export async function answerRevsDiff(deps: OutboxDeps, reply: FastifyReply): Promise<FastifyReply> {
  const asked = jsonObject(reply.request.body);
  if (!asked) {
    return refuse(reply, 'request.invalid', { reason: 'The body must be {"id": ["rev", …]}.' });
  }
  if (Object.keys(asked).length > DOOR_LIMITS.keys) return refuse(reply, 'request.tooLarge');
  const { id: provider } = providerOf(reply.request);
  return reply.send(await missingRevisions(deps.store, provider, asked));
}

export async function answerAllDocs(
  deps: OutboxDeps,
  reply: FastifyReply,
  query: URLSearchParams
): Promise<FastifyReply> {
  const body = reply.request.method === 'POST' ? jsonObject(reply.request.body) : {};
  const keys = body?.keys ?? jsonObject(`{"keys":${query.get('keys') ?? 'null'}}`)?.keys;
  if (!Array.isArray(keys)) return refuse(reply, 'session.forbidden', { reason: NO_KEYS });
  if (keys.length > DOOR_LIMITS.keys) return refuse(reply, 'request.tooLarge');
  const includeDocs = body?.include_docs === true || query.get('include_docs') === 'true';
  const { id: provider } = providerOf(reply.request);
  const rows = await rowsOf(deps.store, provider, keys.map(String), includeDocs);
  if (!rows) return refuse(reply, 'request.tooLarge', { reason: 'Ask for fewer keys.' });
  return reply.send({ total_rows: rows.length, offset: 0, rows });
}
