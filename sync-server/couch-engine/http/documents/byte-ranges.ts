/** The parts of an attachment that a `Range` header asks for. */
import { CouchError } from '../../errors/couch-error.ts';
import type { Reply } from '../../exchange/exchange.ts';
import type { StoredBytes } from '../../storage/blob-rows.ts';
import { joinedParts, newBoundary } from './multipart.ts';

export interface ByteRange {
  from: number;
  to: number;
}

/** More parts than this are cheaper as the whole. */
const mostRanges = 9;

/** Nothing for the whole: no header, one that is not understood, or one that asks for everything. */
export function parseRanges(header: string | undefined, length: number): ByteRange[] | undefined {
  if (!header?.startsWith('bytes=')) return undefined;
  const ranges: ByteRange[] = [];
  for (const part of header.slice('bytes='.length).split(',')) {
    const asked = /^\s*(\d*)-(\d*)\s*$/.exec(part);
    if (!asked || (asked[1] === '' && asked[2] === '')) return undefined;
    const [, first = '', last = ''] = asked;
    if (first !== '' && Number(first) === 0 && last === '') return undefined;
    const from = first === '' ? Math.max(0, length - Number(last)) : Number(first);
    const to = first === '' || last === '' ? length - 1 : Math.min(Number(last), length - 1);
    if (to < from) throw unsatisfiable();
    ranges.push({ from, to });
  }
  return ranges.length > mostRanges ? undefined : ranges;
}

function unsatisfiable(): CouchError {
  return new CouchError(416, 'requested_range_not_satisfiable', 'Requested range not satisfiable');
}

export function rangesReply(
  data: StoredBytes,
  ranges: ByteRange[] | undefined,
  headers: Record<string, string>
): Reply {
  if (!ranges) return { status: 200, body: data, headers };
  const place = ({ from, to }: ByteRange) => `bytes ${from}-${to}/${data.length}`;
  const [first] = ranges;
  if (first && ranges.length === 1) {
    const body = between(data, first);
    return { status: 206, body, headers: { ...headers, 'Content-Range': place(first) } };
  }
  const boundary = newBoundary();
  const parts = ranges.map((range) => ({
    headers: { 'Content-Type': headers['Content-Type']!, 'Content-Range': place(range) },
    body: between(data, range)
  }));
  const contentType = `multipart/byteranges; boundary="${boundary}"`;
  return {
    status: 206,
    body: joinedParts(parts, boundary),
    headers: { 'Content-Type': contentType }
  };
}

const between = (data: StoredBytes, { from, to }: ByteRange): StoredBytes => ({
  length: to - from + 1,
  pieces: () => data.pieces(from, to + 1)
});
