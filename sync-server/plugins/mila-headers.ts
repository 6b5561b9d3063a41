import type { FastifyReply, FastifyRequest } from 'fastify';
import { PROTOCOL_VERSION } from '#domain/protocol/version.ts';
import { refuse } from './error-reply.ts';
import type { HttpApp } from './http-app.ts';
import { isApi } from './which-route.ts';
import type { Clock } from '../clock.ts';

/** A client believes no answer without these: a hotel's sign-in page answers 200 to everything. */
export function milaHeaders(clock: Clock): Record<'mila-protocol' | 'mila-time', string> {
  return { 'mila-protocol': String(PROTOCOL_VERSION), 'mila-time': String(clock.now()) };
}

/** On every answer under /api and /sync, errors too; the request id on every answer. */
export function registerMilaHeaders(
  app: HttpApp,
  { clock, epoch }: { clock: Clock; epoch: string }
): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    // Here, so that it is also on what is hijacked and handed through.
    if (isApi(request)) reply.header('mila-epoch', epoch);
  });
  app.addHook('onSend', async (request, reply) => {
    if (isApi(request)) stamp(reply, clock);
  });
}

function stamp(reply: FastifyReply, clock: Clock): void {
  reply.headers(milaHeaders(clock));
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
}

/** An address that cannot even be decoded never reaches the hooks above. */
export function answerUnreadable(request: FastifyRequest, reply: FastifyReply, clock: Clock): void {
  stamp(reply, clock);
  reply.header('mila-epoch', request.server.deps.epoch);
  void refuse(reply, 'request.invalid');
}
