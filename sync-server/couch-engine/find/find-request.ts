/** The body of `_find`, checked. */
import { badRequest, CouchError } from '../errors/couch-error.ts';
import { parseSort } from '../indexes/index-definition.ts';
import { isRecord } from '../json/is-record.ts';
import { compileSelector } from '../selector/compile-selector.ts';
import type { Condition } from '../selector/condition.ts';
import { parseFields } from '../selector/projection.ts';

export interface FindRequest {
  condition: Condition;
  sort: { name: string; direction: 'asc' | 'desc' }[];
  /** Undefined: whole documents. */
  fields: string[][] | undefined;
  limit: number;
  skip: number;
  bookmark: string;
  useIndex: string[];
  wantsStats: boolean;
  conflicts: boolean;
  /** Whether another index may answer than the one that is named. */
  allowFallback: boolean;
}

const defaultLimit = 25;

const keys = new Set([
  'selector',
  'use_index',
  'bookmark',
  'limit',
  'skip',
  'sort',
  'fields',
  'partition',
  'r',
  'conflicts',
  'stale',
  'update',
  'stable',
  'execution_stats',
  'allow_fallback'
]);

export function parseFind(body: unknown): FindRequest {
  if (!isRecord(body)) throw badRequest('Request body must be a JSON object');
  if (body.selector === undefined) throw missingKey('selector');
  const condition = compileSelector(body.selector);
  const useIndex = parseUseIndex(body.use_index);
  const bookmark = parseBookmark(body.bookmark);
  const limit = count(body.limit, defaultLimit);
  const skip = count(body.skip, 0);
  const sort = body.sort === undefined ? [] : parseSort(body.sort);
  const fields = parseFields(body.fields);
  const conflicts = flag(body.conflicts);
  flag(body.update);
  flag(body.stable);
  const wantsStats = flag(body.execution_stats);
  const allowFallback = flag(body.allow_fallback, true);
  assertKeys(body, keys);
  return {
    condition,
    sort,
    fields,
    limit,
    skip,
    bookmark,
    useIndex,
    wantsStats,
    conflicts,
    allowFallback
  };
}

export const missingKey = (key: string) =>
  new CouchError(400, 'missing_required_key', `Missing required key: ${key}`);

export function assertKeys(body: Record<string, unknown>, allowed: ReadonlySet<string>): void {
  const odd = Object.keys(body).find((key) => !allowed.has(key));
  if (odd === undefined) return;
  throw new CouchError(400, 'invalid_key', `Invalid key ${odd} for this request.`);
}

function flag(value: unknown, otherwise = false): boolean {
  if (value === undefined) return otherwise;
  if (typeof value === 'boolean') return value;
  throw new CouchError(400, 'invalid_boolean', `Invalid boolean value: ${JSON.stringify(value)}`);
}

function count(value: unknown, otherwise: number): number {
  if (value === undefined) return otherwise;
  if (Number.isSafeInteger(value) && (value as number) >= 0) return value as number;
  const reason = `${JSON.stringify(value)} is not an integer greater than or equal to zero`;
  throw new CouchError(400, 'invalid_non_neg_integer', reason);
}

function parseBookmark(value: unknown): string {
  if (value === undefined || value === null || value === '' || value === 'nil') return 'nil';
  if (typeof value === 'string') return value;
  throw new CouchError(400, 'invalid_bookmark', `Invalid bookmark value: ${JSON.stringify(value)}`);
}

/** `"design"`, `"_design/design"`, `"design/name"`, `["design"]` or `["design", "name"]`. */
function parseUseIndex(value: unknown): string[] {
  if (value === undefined || value === null) return [];
  const list = Array.isArray(value) ? (value as unknown[]) : splitName(value);
  if (list.length > 2 || !list.every((one) => typeof one === 'string')) {
    throw new CouchError(400, 'invalid_index_name', `Invalid index name: ${JSON.stringify(value)}`);
  }
  const [design, ...name] = list as string[];
  if (design === undefined) return [];
  return [design.startsWith('_design/') ? design : `_design/${design}`, ...name];
}

function splitName(value: unknown): unknown[] {
  if (typeof value !== 'string') return [value];
  const plain = value.replace(/^_design\//, '');
  const slash = plain.indexOf('/');
  return slash < 0 ? [plain] : [plain.slice(0, slash), plain.slice(slash + 1)];
}
