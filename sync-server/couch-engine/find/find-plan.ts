/**
 * Which index answers a `_find`, and which stretches of it.
 *
 * 1. An index can be used if every match must have all its fields: it holds no other documents.
 * 2. It can serve a sort if, after fields fixed by equality, its fields follow in the sort's order.
 *    No index for a sort is an error, never a sort in memory.
 * 3. A partial index is used only if named, because nobody proves that the selector implies its filter.
 * 4. More fields fixed by equality are better, then a range, then fewer fields, then the name.
 * 5. Without an index the documents are walked by id, with a warning.
 */
import { arrayTag, compareValues, encodePrefix, encodeValue } from '../collation/compare-values.ts';
import { CouchError } from '../errors/couch-error.ts';
import { compileDefinition, type CompiledDefinition } from '../indexes/index-definition.ts';
import type { IndexRow } from '../indexes/index-rows.ts';
import { comparisonsOf, requiresField } from '../selector/compile-selector.ts';
import type { FindRequest } from './find-request.ts';

export interface KeyRange {
  low: Buffer;
  high: Buffer;
}

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
  const { ranges, score } = keyRanges(request, names);
  const descending = request.sort[0]?.direction === 'desc';
  return { kind: 'index', index, definition, ranges, descending, score };
}

function servesSort(request: FindRequest, names: string[]): boolean {
  let at = 0;
  for (const { name } of request.sort) {
    while (names[at] !== undefined && names[at] !== name && isFixed(request, names[at]!)) at++;
    if (names[at] === name) at++;
    else if (!isFixed(request, name)) return at === names.length && name === '_id';
  }
  return true;
}

function isFixed(request: FindRequest, field: string): boolean {
  return comparisonsOf(request.condition, field).some((one) => one.operator === '$eq');
}

const end = Buffer.from([0xff]);

function keyRanges(request: FindRequest, names: string[]): { ranges: KeyRange[]; score: number } {
  let prefix: Buffer = Buffer.alloc(0);
  let score = 0;
  for (const name of names) {
    const comparisons = comparisonsOf(request.condition, name);
    const fixed = comparisons.find((one) => one.operator === '$eq');
    if (!fixed) {
      // Ids are compared by code point, index keys are not.
      if (name === '_id') return { ranges: [under(prefix)], score };
      const ranges = fieldRanges(prefix, comparisons, request.sort.length > 0);
      return ranges ? { ranges, score: score + 1 } : { ranges: [under(prefix)], score };
    }
    prefix = Buffer.concat([prefix, encodeValue(fixed.operand)]);
    score += 2;
  }
  return { ranges: [under(prefix)], score };
}

const under = (prefix: Buffer): KeyRange => ({ low: prefix, high: Buffer.concat([prefix, end]) });

type Comparison = { operator: string; operand: unknown };

function fieldRanges(
  prefix: Buffer,
  comparisons: Comparison[],
  isSorted: boolean
): KeyRange[] | undefined {
  const among = comparisons.find((one) => one.operator === '$in');
  const isBounded = comparisons.some((one) => boundOperators.has(one.operator));
  if (isBounded) return [boundedRange(prefix, comparisons)];
  return among && !isSorted ? amongRanges(prefix, among.operand as unknown[]) : undefined;
}

const boundOperators = new Set(['$gt', '$gte', '$lt', '$lte', '$beginsWith']);

function boundedRange(prefix: Buffer, comparisons: Comparison[]): KeyRange {
  let { low, high } = under(prefix);
  for (const { operator, operand } of comparisons) {
    const at = Buffer.concat([prefix, encodeValue(operand)]);
    const behind = Buffer.concat([at, end]);
    if (operator === '$gte') low = later(low, at);
    else if (operator === '$gt') low = later(low, behind);
    else if (operator === '$lt') high = earlier(high, at);
    else if (operator === '$lte') high = earlier(high, behind);
    else if (operator === '$beginsWith') {
      const open = Buffer.concat([prefix, encodePrefix(operand as string)]);
      low = later(low, open);
      high = earlier(high, Buffer.concat([open, end]));
    }
  }
  return { low, high };
}

const later = (a: Buffer, b: Buffer) => (Buffer.compare(a, b) < 0 ? b : a);
const earlier = (a: Buffer, b: Buffer) => (Buffer.compare(a, b) < 0 ? a : b);

/** `$in` also matches arrays by their elements, so all arrays are looked at as well. */
function amongRanges(prefix: Buffer, operand: unknown[]): KeyRange[] {
  const wanted = operand.filter((value) => !Array.isArray(value)).sort(compareValues);
  const distinct = wanted.filter(
    (value, i) => i === 0 || compareValues(value, wanted[i - 1]) !== 0
  );
  const ranges = distinct.map((value) => under(Buffer.concat([prefix, encodeValue(value)])));
  const arrays = under(Buffer.concat([prefix, Buffer.from([arrayTag])]));
  return [...ranges, arrays].sort((a, b) => Buffer.compare(a.low, b.low));
}

/** By id; undefined if a sort asks for anything else. */
function planAllDocs(request: FindRequest): AllDocsPlan | undefined {
  const isSortable = request.sort.every(({ name }) => name === '_id' || isFixed(request, name));
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
