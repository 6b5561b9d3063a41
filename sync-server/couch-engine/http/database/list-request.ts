/** The parameters of a list: from the query string, overridden by the body. */
import { isDeepStrictEqual } from 'node:util';
import type { IdRange } from '../../document/document-list.ts';
import { badRequest, queryParseError } from '../../errors/couch-error.ts';
import { parseCount, parseFlag, type Query } from '../../exchange/query.ts';

export interface ListRequest extends IdRange {
  keys: readonly unknown[] | undefined;
  limit: number;
  skip: number;
  includeDocs: boolean;
  conflicts: boolean;
  attachments: boolean;
  updateSeq: boolean;
}

export function parseListRequest(
  query: Query,
  body: Record<string, unknown>,
  isDesign: boolean
): ListRequest {
  const value = (...names: string[]): unknown => {
    const inBody = names.find((name) => body[name] !== undefined);
    if (inBody !== undefined) return body[inBody];
    const inQuery = query.firstOf(...names);
    return inQuery === undefined ? undefined : query.json(inQuery);
  };
  const flag = (name: string, otherwise = false): boolean => {
    const given = body[name] ?? query.text(name);
    return given === undefined ? otherwise : parseFlag(given);
  };
  const count = (name: string): number | undefined => {
    const given = body[name];
    return given === undefined ? query.count(name) : parseCount(given);
  };
  const keys = value('keys');
  const key = value('key');
  if (keys !== undefined && !Array.isArray(keys)) {
    const place = body.keys === undefined ? 'parameter' : 'body member';
    throw badRequest(`\`keys\` ${place} must be an array.`);
  }
  const start = key ?? value('startkey', 'start_key');
  const end = key ?? value('endkey', 'end_key');
  assertNoOtherRange(keys ?? [], [start, end]);
  return {
    isDesign,
    keys,
    start,
    end,
    inclusiveEnd: flag('inclusive_end', true),
    descending: flag('descending'),
    limit: count('limit') ?? Infinity,
    skip: count('skip') ?? 0,
    includeDocs: flag('include_docs'),
    conflicts: flag('conflicts'),
    attachments: flag('attachments'),
    updateSeq: flag('update_seq')
  };
}

/** A single key is also the range from itself to itself, which may stand beside it. */
function assertNoOtherRange(keys: readonly unknown[], range: readonly unknown[]): void {
  if (keys.length === 0) return;
  const isSame = (edge: unknown) =>
    edge === undefined || (keys.length === 1 && isDeepStrictEqual(edge, keys[0]));
  if (range.every(isSame)) return;
  throw queryParseError('`keys` is incompatible with `key`, `start_key` and `end_key`');
}
