import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';
import type { Clock } from '../clock.ts';
import { milaHeaders } from '../plugins/mila-headers.ts';
import type { Deps } from '../deps.ts';

/** Keeps proxies from ending a silent connection, and tells the page the server's time. */
const BEAT_MS = 20_000;
const RETRY_MS = 3_000;

export interface EventStream {
  send(event: string, id: string | null, data: unknown): void;
  /** Every 20 s, after the beat itself. */
  onBeat(beat: () => void): void;
  /** Runs once, however the stream ends. */
  onEnd(end: () => void): void;
  readonly isOpen: boolean;
  end(): void;
}

/** Turns a reply into server-sent events: a beat every 20 s, ended when the server closes. */
export function openEventStream(reply: FastifyReply, { clock, closing }: Deps): EventStream {
  const raw = openRaw(reply, clock);
  const ends: (() => void)[] = [];
  const beats: (() => void)[] = [];
  let isOpen = true;

  const beat = setInterval(() => {
    write('beat', null, { at: clock.now() });
    for (const each of beats) each();
  }, BEAT_MS);
  const stop = () => {
    if (!isOpen) return;
    isOpen = false;
    clearInterval(beat);
    closing.removeEventListener('abort', stop);
    for (const end of ends) end();
    raw.end();
  };
  raw.on('close', stop);
  raw.on('error', stop);
  if (closing.aborted) stop();
  else closing.addEventListener('abort', stop);

  function write(event: string, id: string | null, data: unknown) {
    if (!isOpen) return;
    raw.write(
      `event: ${event}\n${id === null ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`
    );
  }

  return {
    send: write,
    onBeat: (each) => void beats.push(each),
    onEnd(end) {
      if (isOpen) ends.push(end);
      else end();
    },
    get isOpen() {
      return isOpen;
    },
    end: stop
  };
}

/** The answer's head, out at once: proxies must neither keep nor change what follows. */
function openRaw(reply: FastifyReply, clock: Clock): ServerResponse {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    ...milaHeaders(clock),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no'
  });
  raw.write(`retry: ${RETRY_MS}\n\n`);
  raw.socket?.setNoDelay(true);
  return raw;
}
