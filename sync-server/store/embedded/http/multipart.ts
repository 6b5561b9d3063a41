/** Multipart bodies, taken apart and put together. */
import { randomBytes } from 'node:crypto';
import { badRequest } from './couch-error.ts';

export interface Part {
  headers: Record<string, string>;
  body: Buffer;
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

export function joinParts(parts: Part[], boundary: string): Buffer {
  return Buffer.concat([...partPieces(parts, boundary)]);
}

export function* partPieces(parts: Part[], boundary: string): Generator<Buffer> {
  for (const part of parts) {
    const headers = Object.entries(part.headers).map(([name, value]) => `${name}: ${value}\r\n`);
    yield Buffer.from(`--${boundary}\r\n${headers.join('')}\r\n`);
    yield part.body;
    yield Buffer.from('\r\n');
  }
  yield Buffer.from(`--${boundary}--`);
}
