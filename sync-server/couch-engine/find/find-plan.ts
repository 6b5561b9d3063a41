/**
 * Which index answers a `_find`, and which stretches of it: the one that CouchDB would take.
 *
 * 1. An index can be used if every match must have all its fields: it holds no other documents.
 * 2. It can serve a sort if, after fields fixed by equality, its fields follow in the sort's order.
 *    No index for a sort is an error, never a sort in memory.
 * 3. A partial index is used only if named, because nobody proves that the selector implies its
 *    filter.
 * 4. The more of the selector's fields an index begins with, the better; then the shorter one; then
 *    the first by name.
 * 5. Without an index the documents are walked by id, with a warning.
 */
import { CouchError } from '../errors/couch-error.ts';
import { compileDefinition, type CompiledDefinition } from '../indexes/index-definition.ts';
import type { IndexRow } from '../indexes/index-rows.ts';
import { comparisonsOf, requiresField, type Condition } from '../selector/condition.ts';
import { isConstant, rangedFields } from './field-ranges.ts';
import type { FindRequest } from './find-request.ts';
import { keyRanges, type KeyRange } from './key-ranges.ts';

export interface IndexPlan {
  kind: 'index';
  index: IndexRow;
  ranges: KeyRange[];
  descending: boolean;
}

export interface AllDocsPlan {
  kind: 'all';
  start: string | undefined;
  end: string | undefined;
  descending: boolean;
}

export interface FindPlan {
  /** Nothing: no document can match, and none is looked at. */
  access: IndexPlan | AllDocsPlan | undefined;
  warnings: string[];
}

interface Usable {
  index: IndexRow;
  definition: CompiledDefinition;
  /** How many of the selector's fields it begins with. */
  prefix: number;
}

export function planFind(request: FindRequest, indexes: readonly IndexRow[]): FindPlan {
  const { fields, isEmpty } = rangedFields(request.condition);
  const usable = indexes.flatMap((index) => usableIndex(request, index, fields));
  const global = usable.filter((one) => !one.definition.filter);
  const named = usable.filter((one) => isNamed(request, one.index));
  const canWalk = canWalkDocuments(request, fields);
  if (global.length + named.length === 0 && !canWalk) throw noUsableIndex();
  const others = global.length + Number(canWalk);
  if (named.length === 0 && !mayFallBack(request, others)) throw invalidIndex(request);
  const best = pickBest(named.length > 0 ? named : global);
  const warnings = [
    ...(request.useIndex.length > 0 && named.length === 0 ? [notUsed(request)] : []),
    ...(best ? [] : ['No matching index found, create an index to optimize query time.'])
  ];
  const isNothing =
    isTrivial(request.condition) ||
    (isEmpty && fields[0] === (best ? best.definition.fields[0]?.name : '_id'));
  const access = best ? indexAccess(request, best) : allDocsAccess(request);
  return { access: isNothing ? undefined : access, warnings };
}

const noUsableIndex = () =>
  new CouchError(
    400,
    'no_usable_index',
    'No index exists for this sort, try indexing by the sort fields.'
  );

/** Without a word about an index, CouchDB calls it a fallback only if there is a choice. */
function mayFallBack({ allowFallback, useIndex }: FindRequest, others: number): boolean {
  return allowFallback || (useIndex.length === 0 && others > 1);
}

function invalidIndex({ useIndex }: FindRequest): CouchError {
  const reason =
    useIndex.length === 0
      ? 'You must specify an index with the `use_index` parameter.'
      : `${useIndex.join(', ')} specified by \`use_index\` could not be found or it is not suitable.`;
  return new CouchError(400, 'invalid_index', reason);
}

function notUsed({ useIndex: [design, name] }: FindRequest): string {
  return name === undefined
    ? `${design} was not used because it does not contain a valid index for this query.`
    : `${design}, ${name} was not used because it is not a valid index for this query.`;
}

function isNamed({ useIndex: [design, name] }: FindRequest, index: IndexRow): boolean {
  return index.designId === design && (name === undefined || index.name === name);
}

/** `$and` or `$or` of nothing, and nothing else: CouchDB does not even look. */
const isTrivial = (condition: Condition) =>
  condition.kind === 'all' && condition.isWritten === true && condition.parts.length === 0;

function pickBest(usable: Usable[]): Usable | undefined {
  return usable.sort(
    (a, b) =>
      b.prefix - a.prefix ||
      a.definition.fields.length - b.definition.fields.length ||
      compareNames(a.index, b.index)
  )[0];
}

function compareNames(a: IndexRow, b: IndexRow): number {
  if (a.designId !== b.designId) return a.designId < b.designId ? -1 : 1;
  return a.name < b.name ? -1 : 1;
}

function usableIndex(request: FindRequest, index: IndexRow, ranged: string[]): Usable[] {
  const definition = compileDefinition(index.definition);
  const names = definition.fields.map((field) => field.name);
  const given = new Set(['_id', '_rev', ...request.sort.map((one) => one.name)]);
  const isComplete = names.every(
    (name) => given.has(name) || requiresField(request.condition, name)
  );
  if (!isComplete || !servesSort(request, names)) return [];
  const end = names.findIndex((name) => !ranged.includes(name));
  return [{ index, definition, prefix: end < 0 ? names.length : end }];
}

function servesSort({ sort, condition }: FindRequest, names: string[]): boolean {
  if (sort.length === 0) return true;
  let from = 0;
  while (names[from] !== sort[0]!.name) {
    if (names[from] === undefined || !isConstant(condition, names[from]!)) return false;
    from++;
  }
  return sort.every(({ name }, at) => names[from + at] === name);
}

function canWalkDocuments({ sort }: FindRequest, ranged: string[]): boolean {
  if (sort.length === 0) return true;
  return sort.length === 1 && sort[0]!.name === '_id' && ranged.includes('_id');
}

function indexAccess(request: FindRequest, { index, definition }: Usable): IndexPlan {
  const names = definition.fields.map((field) => field.name);
  const ranges = keyRanges(request.condition, names, request.sort.length > 0);
  return { kind: 'index', index, ranges, descending: request.sort[0]?.direction === 'desc' };
}

function allDocsAccess(request: FindRequest): AllDocsPlan {
  let start: string | undefined;
  let end: string | undefined;
  for (const { operator, operand } of comparisonsOf(request.condition, '_id')) {
    if (typeof operand !== 'string') continue;
    const isLow = operator === '$eq' || operator === '$gt' || operator === '$gte';
    const isHigh = operator === '$eq' || operator === '$lt' || operator === '$lte';
    if (isLow && (start === undefined || operand > start)) start = operand;
    if (isHigh && (end === undefined || operand < end)) end = operand;
  }
  return { kind: 'all', start, end, descending: request.sort[0]?.direction === 'desc' };
}
