import type { FastifyError, FastifyReply } from 'fastify';
import type { ApiCode, ApiRefusal } from '#domain/protocol/api-code.ts';
import { tooLongIn } from '#domain/text/text-schema.ts';
import { InConflict } from '../store/conflicts.ts';
import { StoreUnavailable } from '../store/store-unavailable.ts';
import { NotWellFormed } from '../store/well-formed-text.ts';
import { ANSWER_STATUS } from './answer-status.ts';
import { couchErrorOf } from './couch-error.ts';
import type { HttpApp } from './http-app.ts';
import { isDoor } from './which-route.ts';

const STORE_RETRY_S = 3;
/** What no database takes, whichever it is, is refused before it gets there. */
export const NOT_WELL_FORMED = {
  reason: 'The text is no Unicode: it holds half of a surrogate pair.'
};

interface Refusal {
  fields?: ApiRefusal['fields'];
  /** Sent as Retry-After. */
  retryAfterS?: number;
  /** For people who read the answers of the sync door; under /api the code says it. */
  reason?: string;
}

/** Answers with an expected refusal, in the shape of the door or of the API. */
export function refuse(reply: FastifyReply, code: ApiCode, refusal: Refusal = {}): FastifyReply {
  const status = ANSWER_STATUS[code];
  reply.code(status).type('application/json; charset=utf-8').header('cache-control', 'no-store');
  if (refusal.retryAfterS) reply.header('retry-after', String(Math.ceil(refusal.retryAfterS)));
  if (isDoor(reply.request)) return reply.send(couchErrorOf(status, refusal.reason));
  return reply.send({
    error: code,
    requestId: reply.request.id,
    ...(refusal.fields ? { fields: refusal.fields } : {})
  } satisfies ApiRefusal);
}

/**
 * Whatever was thrown gets an answer without detail; what was unexpected is logged under its
 * request id.
 */
export function registerErrorReply(app: HttpApp): void {
  app.setErrorHandler<FastifyError & { retryAfterS?: number }>((error, request, reply) => {
    if (error instanceof StoreUnavailable || error instanceof InConflict) {
      request.log.warn({ err: error }, 'store unavailable');
      return refuse(reply, 'store.unavailable', { retryAfterS: STORE_RETRY_S });
    }
    if (error instanceof NotWellFormed) return refuse(reply, 'request.invalid', NOT_WELL_FORMED);
    if (error.validation) {
      const fields = error.validation.map(({ instancePath, message = '' }) => {
        const over = tooLongIn(message);
        if (over === undefined) return { path: instancePath, message };
        return { path: instancePath, message: 'tooLong', over };
      });
      return refuse(reply, 'request.invalid', {
        fields,
        reason: 'The request is not well-formed.'
      });
    }
    const status = error.statusCode ?? 500;
    if (status === 413) return refuse(reply, 'request.tooLarge');
    if (status === 429) return refuse(reply, 'request.tooMany');
    if (status === 404) return refuse(reply, 'request.unknown');
    if (status >= 400 && status < 500) return refuse(reply, 'request.invalid');
    request.log.error({ err: error }, 'request failed');
    return refuse(reply, 'server.failed');
  });
}
