import type { FastifyReply } from 'fastify';
import type { Deps } from '../../deps.ts';
import { providerOf } from '../../plugins/authentication.ts';
import { refuse } from '../../plugins/error-reply.ts';
import { jsonObject } from '../json-body.ts';
import { DOOR_LIMITS } from '../door-limits.ts';
import { missingRevisions, rowsOf, takeDocuments } from './outbox-requests.ts';

const NO_KEYS = 'The outbox is read by keys only.';

export async function answerBulkDocs(deps: Deps, reply: FastifyReply): Promise<FastifyReply> {
  const { body } = reply.request;
  const sent = jsonObject(body);
  if (!sent || !Array.isArray(sent.docs)) {
    return refuse(reply, 'request.invalid', { reason: 'The body must be {"docs": [ … ]}.' });
  }
  if (sent.docs.length > DOOR_LIMITS.documents) {
    const reason = `At most ${DOOR_LIMITS.documents} documents in one request.`;
    return refuse(reply, 'request.tooLarge', { reason });
  }
  const taken = await takeDocuments(deps, providerOf(reply.request), {
    docs: sent.docs,
    isReplicated: sent.new_edits === false,
    raw: body as string
  });
  return reply.code(201).send(taken);
}

export async function answerPutDocument(
  deps: Deps,
  reply: FastifyReply,
  { id, query }: { id: string; query: URLSearchParams }
): Promise<FastifyReply> {
  const sent = jsonObject(reply.request.body);
  if (!sent) return refuse(reply, 'request.invalid', { reason: 'The body must be a document.' });
  const [taken] = await takeDocuments(deps, providerOf(reply.request), {
    docs: [{ ...sent, _id: id }],
    isReplicated: query.get('new_edits') === 'false',
    raw: reply.request.body as string
  });
  if (!taken?.ok) return refuse(reply, 'request.invalid', taken);
  return reply.code(201).send(taken);
}

export async function answerRevsDiff(deps: Deps, reply: FastifyReply): Promise<FastifyReply> {
  const asked = jsonObject(reply.request.body);
  if (!asked) {
    return refuse(reply, 'request.invalid', { reason: 'The body must be {"id": ["rev", …]}.' });
  }
  if (Object.keys(asked).length > DOOR_LIMITS.keys) return refuse(reply, 'request.tooLarge');
  const { id: provider } = providerOf(reply.request);
  return reply.send(await missingRevisions(deps.store, provider, asked));
}

export async function answerAllDocs(
  deps: Deps,
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
  return reply.send({ total_rows: rows.length, offset: 0, rows });
}
