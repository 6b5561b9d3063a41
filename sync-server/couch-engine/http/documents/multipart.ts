/** Multipart bodies, taken apart and put together. */
import { randomBytes } from 'node:crypto';
import { badRequest } from '../../errors/couch-error.ts';
import type { StoredBytes } from '../../storage/blob-rows.ts';

export interface Part {
  headers: Record<string, string>;
  body: Buffer;
}

/** A part to send: its bytes at hand, or still where they are stored. */
export interface SentPart {
  headers: Record<string, string>;
  body: Buffer | StoredBytes;
}

export function boundaryOf(contentType: string): string {
  const found = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  const boundary = found?.[1] ?? found?.[2];
  if (!boundary) throw badRequest('Multipart content has no boundary');
  return boundary;
}

export function splitParts(body: Buffer, boundary: string): Part[] {
  const delimiter = Buffer.from(`--${boundary}`);
  const parts: Part[] = [];
  let at = body.indexOf(delimiter);
  if (at < 0) throw badRequest('Multipart body lacks its boundary');
  for (;;) {
    at += delimiter.length;
    if (body.subarray(at, at + 2).toString() === '--') return parts;
    const start = body.indexOf('\r\n', at);
    const next = body.indexOf(Buffer.concat([Buffer.from('\r\n'), delimiter]), start);
    if (start < 0 || next < 0) throw badRequest('Multipart body ends early');
    parts.push(parsePart(body.subarray(start + 2, next)));
    at = next + 2;
  }
}

function parsePart(part: Buffer): Part {
  // A part without headers begins with the empty line itself.
  if (part.subarray(0, 2).toString() === '\r\n') return { headers: {}, body: part.subarray(2) };
  const end = part.indexOf('\r\n\r\n');
  if (end < 0) throw badRequest('Multipart part has no end of headers');
  const headers: Record<string, string> = {};
  for (const line of part.subarray(0, end).toString('utf8').split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon > 0)
      headers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
  }
  return { headers, body: part.subarray(end + 4) };
}

export function newBoundary(): string {
  return randomBytes(16).toString('hex');
}

/** A multipart body as it is sent: its length is known before its bytes are read. */
export function joinedParts(parts: SentPart[], boundary: string): StoredBytes {
  const heads = parts.map((part) => {
    const headers = Object.entries(part.headers).map(([name, value]) => `${name}: ${value}\r\n`);
    return Buffer.from(`--${boundary}\r\n${headers.join('')}\r\n`);
  });
  const end = Buffer.from(`--${boundary}--`);
  const length = parts.reduce(
    (sum, part, index) => sum + heads[index]!.length + part.body.length + 2,
    end.length
  );
  function* pieces(): Generator<Buffer> {
    for (const [index, { body }] of parts.entries()) {
      yield heads[index]!;
      if (Buffer.isBuffer(body)) yield body;
      else yield* body.pieces();
      yield Buffer.from('\r\n');
    }
    yield end;
  }
  return { length, pieces };
}
