/** How an answer is sent: whole, or piece by piece no faster than the client reads. */
import type { ServerResponse } from 'node:http';
import type { StoredBytes } from '../storage/blob-rows.ts';
import type { Exchange, Reply } from './exchange.ts';

export function json(status: number, value: unknown, headers?: Record<string, string>): Reply {
  return { status, body: JSON.stringify(value), ...(headers && { headers }) };
}

const jsonType = 'application/json';

export async function sendReply(exchange: Exchange, reply: Reply): Promise<void> {
  const { response } = exchange;
  if (response.headersSent || response.destroyed) return;
  const { status, body, headers } = reply;
  const text = typeof body === 'string' ? Buffer.from(`${body}\n`) : undefined;
  if (text && !headers?.['Content-Type']) {
    response.setHeader('Content-Type', jsonType);
    response.setHeader('Cache-Control', 'must-revalidate');
  }
  const length = text?.length ?? (body as StoredBytes | undefined)?.length ?? 0;
  if (status !== 304) response.setHeader('Content-Length', length);
  response.writeHead(status, headers);
  if (typeof body === 'object' && exchange.request.method !== 'HEAD') {
    for (const piece of body.pieces()) {
      const isDrained = response.write(piece);
      if (response.destroyed) return;
      if (!isDrained) await drained(response);
    }
  }
  response.end(text);
}

const bufferedLength = 65_536;

/** Sends what a long result yields. What fits into one buffer is sent with its length. */
export async function sendPieces(
  exchange: Exchange,
  pieces: AsyncIterable<string | Buffer>,
  contentType = jsonType,
  headers: Record<string, string> = {}
): Promise<void> {
  const { response } = exchange;
  const all = { 'Content-Type': contentType, 'Cache-Control': 'must-revalidate', ...headers };
  let buffered = '';
  for await (const piece of pieces) {
    if (typeof piece === 'string') buffered += piece;
    if (typeof piece === 'string' && buffered.length < bufferedLength) continue;
    if (!response.headersSent) response.writeHead(200, all);
    let isDrained = buffered === '' || response.write(buffered);
    buffered = '';
    if (typeof piece !== 'string' && piece.length > 0) isDrained = response.write(piece);
    if (response.destroyed) return;
    if (!isDrained) await drained(response);
    // One long answer is read for a moment at a time: others are answered in between.
    await new Promise(setImmediate);
  }
  if (response.headersSent) response.end(`${buffered}\n`);
  else await sendReply(exchange, { status: 200, body: buffered, headers: all });
}

/** Resolves when the client has read what was written, or has left. */
export function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done);
      response.off('close', done);
      resolve();
    };
    response.on('drain', done);
    response.on('close', done);
  });
}
