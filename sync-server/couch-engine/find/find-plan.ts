/**
 * Which index answers a `_find`, and which stretches of it.
 *
 * 1. An index can be used if every match must have all its fields: it holds no other documents.
 * 2. It can serve a sort if, after fields fixed by equality, its fields follow in the sort's order.
 *    No index for a sort is an error, never a sort in memory.
 * 3. A partial index is used only if named, because nobody proves that the selector implies its
 *    filter.
 * 4. More fields fixed by equality are better, then a range, then fewer fields, then the name.
 * 5. Without an index the documents are walked by id, with a warning.
 */
import { CouchError } from '../errors/couch-error.ts';
import { compileDefinition, type CompiledDefinition } from '../indexes/index-definition.ts';
import type { IndexRow } from '../indexes/index-rows.ts';
import { comparisonsOf, requiresField } from '../selector/condition.ts';
import type { FindRequest } from './find-request.ts';
import { isFixed, keyRanges, type KeyRange } from './key-ranges.ts';

export interface IndexPlan {
  kind: 'index';
  index: IndexRow;
  definition: CompiledDefinition;
  ranges: KeyRange[];
  descending: boolean;
  /** How good: fields fixed by equality, then whether a range follows. */
  score: number;
}

export interface AllDocsPlan {
  kind: 'all';
  start: string | undefined;
  end: string | undefined;
  descending: boolean;
  isBounded: boolean;
}

export interface FindPlan {
  access: IndexPlan | AllDocsPlan;
  warnings: string[];
}

export function planFind(request: FindRequest, indexes: readonly IndexRow[]): FindPlan {
  const usable = indexes
    .map((index) => planIndex(request, index))
    .filter((plan) => plan !== undefined);
  const named = usable.filter((plan) => isNamed(request, plan.index));
  const warnings: string[] = [];
  if (request.useIndex.length > 0) {
    const best = pickBest(named);
    if (best) return { access: best, warnings };
    const [design, name] = request.useIndex;
    warnings.push(
      name === undefined
        ? `${design} was not used because it does not contain a valid index for this query.`
        : `${design}, ${name} was not used because it is not a valid index for this query.`
    );
  }
  const best = pickBest(usable.filter((plan) => !plan.definition.filter));
  if (best) return { access: best, warnings };
  const access = planAllDocs(request);
  if (!access) {
    throw new CouchError(
      400,
      'no_usable_index',
      'No index exists for this sort, try indexing by the sort fields.'
    );
  }
  if (!access.isBounded) {
    warnings.push('No matching index found, create an index to optimize query time.');
  }
  return { access, warnings };
}

function isNamed(request: FindRequest, index: IndexRow): boolean {
  const [design, name] = request.useIndex;
  return index.designId === design && (name === undefined || index.name === name);
}

function pickBest(plans: IndexPlan[]): IndexPlan | undefined {
  return plans.sort(
    (a, b) =>
      b.score - a.score ||
      a.definition.fields.length - b.definition.fields.length ||
      (a.index.designId < b.index.designId ? -1 : 1)
  )[0];
}

function planIndex(request: FindRequest, index: IndexRow): IndexPlan | undefined {
  const definition = compileDefinition(index.definition);
  const names = definition.fields.map((field) => field.name);
  const sorted = new Set(request.sort.map((one) => one.name));
  const isComplete = names.every(
    (name) =>
      name === '_id' ||
      name === '_rev' ||
      sorted.has(name) ||
      requiresField(request.condition, name)
  );
  if (!isComplete || !servesSort(request, names)) return undefined;
  const isSorted = request.sort.length > 0;
  const { ranges, score } = keyRanges(request.condition, names, isSorted);
  const descending = request.sort[0]?.direction === 'desc';
  return { kind: 'index', index, definition, ranges, descending, score };
}

function servesSort(request: FindRequest, names: string[]): boolean {
  let at = 0;
  for (const { name } of request.sort) {
    while (names[at] !== undefined && names[at] !== name && isFixed(request.condition, names[at]!))
      at++;
    if (names[at] === name) at++;
    else if (!isFixed(request.condition, name)) return at === names.length && name === '_id';
  }
  return true;
}

/** By id; undefined if a sort asks for anything else. */
function planAllDocs(request: FindRequest): AllDocsPlan | undefined {
  const isSortable = request.sort.every(
    ({ name }) => name === '_id' || isFixed(request.condition, name)
  );
  if (!isSortable) return undefined;
  let start: string | undefined;
  let last: string | undefined;
  const comparisons = comparisonsOf(request.condition, '_id');
  for (const { operator, operand } of comparisons) {
    if (typeof operand !== 'string') continue;
    const isLow = operator === '$eq' || operator === '$gt' || operator === '$gte';
    const isHigh = operator === '$eq' || operator === '$lt' || operator === '$lte';
    if (isLow && (start === undefined || operand > start)) start = operand;
    if (isHigh && (last === undefined || operand < last)) last = operand;
  }
  const isBounded = comparisons.some((one) => one.operator !== '$exists');
  const descending = request.sort[0]?.direction === 'desc';
  return { kind: 'all', start, end: last, descending, isBounded };
}
