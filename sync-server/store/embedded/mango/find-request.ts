/** The body of `_find` and `_explain`, checked. */
import { isRecord } from '../attachments/attachment.ts';
import { badRequest, CouchError } from '../http/couch-error.ts';
import { parseFieldEntry } from './index-definition.ts';
import { compileSelector, parseField, type Condition, type Selector } from './selector.ts';

export interface FindRequest {
  selector: Selector;
  condition: Condition;
  sort: { name: string; direction: 'asc' | 'desc' }[];
  /** Undefined: whole documents. */
  fields: string[][] | undefined;
  fieldNames: string[] | 'all_fields';
  limit: number;
  skip: number;
  bookmark: string;
  useIndex: string[];
  wantsStats: boolean;
  conflicts: boolean;
}

const defaultLimit = 25;

export function parseFind(body: unknown): FindRequest {
  if (!isRecord(body)) throw badRequest('Request body must be a JSON object');
  if (body.selector === undefined) throw badRequest('Missing required key: selector');
  const condition = compileSelector(body.selector);
  const fields = parseFields(body.fields);
  return {
    selector: body.selector as Selector,
    condition,
    sort: parseSort(body.sort),
    fields: fields?.map(parseField),
    fieldNames: fields ?? 'all_fields',
    limit: count(body, 'limit', defaultLimit),
    skip: count(body, 'skip', 0),
    bookmark: parseBookmark(body.bookmark),
    useIndex: parseUseIndex(body.use_index),
    wantsStats: body.execution_stats === true,
    conflicts: body.conflicts === true
  };
}

function parseSort(value: unknown): FindRequest['sort'] {
  if (value === undefined) return [];
  if (!Array.isArray(value))
    throw new CouchError(400, 'invalid_sort_json', 'Sort must be an array');
  const sort = value.map(parseFieldEntry);
  if (new Set(sort.map((one) => one.direction)).size > 1) {
    throw new CouchError(
      400,
      'unsupported_mixed_sort',
      'Sorts currently only support a single direction for all fields.'
    );
  }
  return sort;
}

function parseFields(value: unknown): string[] | undefined {
  if (value === undefined || value === 'all_fields') return undefined;
  if (!Array.isArray(value) || !value.every((one) => typeof one === 'string')) {
    throw new CouchError(
      400,
      'invalid_fields_json',
      'Fields must be an array of strings, not: ' + JSON.stringify(value)
    );
  }
  return value.length === 0 ? undefined : value;
}

function count(body: Record<string, unknown>, name: string, otherwise: number): number {
  const value = body[name];
  if (value === undefined) return otherwise;
  if (Number.isSafeInteger(value) && (value as number) >= 0) return value as number;
  throw new CouchError(
    400,
    `invalid_${name}`,
    `Invalid ${name} value, must be a non-negative integer: ${JSON.stringify(value)}`
  );
}

function parseBookmark(value: unknown): string {
  if (value === undefined || value === null || value === '' || value === 'nil') return 'nil';
  if (typeof value === 'string') return value;
  throw new CouchError(400, 'invalid_bookmark', `Invalid bookmark value: ${JSON.stringify(value)}`);
}

/** `"design"`, `"_design/design"`, `["design"]` or `["design", "name"]`. */
function parseUseIndex(value: unknown): string[] {
  if (value === undefined || value === null) return [];
  const list = Array.isArray(value) ? (value as unknown[]) : [value];
  if (list.length > 2 || !list.every((one) => typeof one === 'string')) {
    throw new CouchError(400, 'invalid_index_name', `Invalid use_index: ${JSON.stringify(value)}`);
  }
  const [design, ...name] = list as string[];
  if (design === undefined) return [];
  return [design.startsWith('_design/') ? design : `_design/${design}`, ...name];
}
