import type { FastifyReply } from 'fastify';
import type { Application } from '#domain/application/application.ts';
import { refuse } from '../../plugins/error-reply.ts';
import type { newPaperFiles } from './paper-files.ts';

/** One of its papers, to look at and never to run: a PDF may carry scripts. */
export function sendPaper(
  reply: FastifyReply,
  files: ReturnType<typeof newPaperFiles>,
  { id, papers }: Application,
  paper: string
): FastifyReply {
  const found = papers.find((each) => each.id === paper);
  if (!found) return refuse(reply, 'request.unknown');
  return reply
    .type(found.type)
    .headers({
      'content-length': String(found.size),
      'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(found.name)}`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'self'"
    })
    .send(files.read(id, paper));
}
