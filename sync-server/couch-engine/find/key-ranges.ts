/** The stretches of an index in which every match of a condition lies. */
import { compareValues } from '../collation/compare-values.ts';
import { arrayTag, encodePrefix, encodeValue } from '../collation/encode-value.ts';
import { comparisonsOf, type Comparison, type Condition } from '../selector/condition.ts';

export interface KeyRange {
  low: Buffer;
  high: Buffer;
}

/** Behind every encoded value. */
const end = Buffer.from([0xff]);

/** Where the result is sorted, the ranges are one: several would interleave. */
export function keyRanges(
  condition: Condition,
  names: readonly string[],
  isSorted: boolean
): KeyRange[] {
  let prefix: Buffer = Buffer.alloc(0);
  for (const name of names) {
    const comparisons = comparisonsOf(condition, name);
    const fixed = comparisons.find((one) => one.operator === '$eq');
    if (!fixed) {
      // Ids are compared by code point, index keys are not.
      if (name === '_id') return [under(prefix)];
      return fieldRanges(prefix, comparisons, isSorted) ?? [under(prefix)];
    }
    prefix = Buffer.concat([prefix, encodeValue(fixed.operand)]);
  }
  return [under(prefix)];
}

const under = (prefix: Buffer): KeyRange => ({ low: prefix, high: Buffer.concat([prefix, end]) });

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
