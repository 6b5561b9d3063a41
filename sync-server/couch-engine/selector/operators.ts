/** Every operator of a selector: its argument makes a test of a present value, or is refused. */
import { compareValues, isEqualValue as isEqual } from '../collation/compare-values.ts';
import { isRecord } from '../json/is-record.ts';

export type Test = (value: unknown) => boolean;

/** `elementTest` makes the test of a selector that stands inside the operator. */
type Make = (operand: unknown, elementTest: MakeTest) => Test | undefined;
type MakeTest = (operand: unknown) => Test | undefined;

const isInteger = (value: unknown): value is number => Number.isInteger(value);
const always: Test = () => true;

/** An array member matches by one of its elements, as in CouchDB. */
function isAmong(value: unknown, operand: unknown[]): boolean {
  if (Array.isArray(value)) {
    return operand.some((wanted) => value.some((element) => isEqual(element, wanted)));
  }
  return operand.some((wanted) => isEqual(value, wanted));
}

function regexTest(operand: unknown): Test | undefined {
  if (typeof operand !== 'string') return undefined;
  const inline = /^\(\?([ims]+)\)/.exec(operand);
  try {
    const regex = new RegExp(operand.slice(inline?.[0].length ?? 0), inline?.[1] ?? '');
    return (value) => typeof value === 'string' && regex.test(value);
  } catch {
    return undefined;
  }
}

function modTest(operand: unknown): Test | undefined {
  if (!Array.isArray(operand) || operand.length !== 2) return undefined;
  const [divisor, rest] = operand as unknown[];
  if (!isInteger(divisor) || !isInteger(rest) || divisor === 0) return undefined;
  return (value) => isInteger(value) && value % divisor === rest;
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

export const operators: Record<string, Make> = {
  $eq: (operand) => (value) => isEqual(value, operand),
  $ne: (operand) => (value) => !isEqual(value, operand),
  $lt: (operand) => (value) => compareValues(value, operand) < 0,
  $lte: (operand) => (value) => compareValues(value, operand) <= 0,
  $gt: (operand) => (value) => compareValues(value, operand) > 0,
  $gte: (operand) => (value) => compareValues(value, operand) >= 0,
  $exists: (operand) => (typeof operand === 'boolean' ? always : undefined),
  $in: (operand) => (Array.isArray(operand) ? (value) => isAmong(value, operand) : undefined),
  $nin: (operand) => (Array.isArray(operand) ? (value) => !isAmong(value, operand) : undefined),
  $all: (operand) =>
    Array.isArray(operand)
      ? (value) =>
          Array.isArray(value) &&
          operand.length > 0 &&
          (operand.every((wanted) => value.some((element) => isEqual(element, wanted))) ||
            (operand.length === 1 && Array.isArray(operand[0]) && isEqual(value, operand[0])))
      : undefined,
  $size: (operand) =>
    isInteger(operand) && operand >= 0
      ? (value) => Array.isArray(value) && value.length === operand
      : undefined,
  $mod: modTest,
  $regex: regexTest,
  $beginsWith: (operand) =>
    typeof operand === 'string'
      ? (value) => typeof value === 'string' && value.startsWith(operand)
      : undefined,
  $type: (operand) =>
    typeof operand === 'string' ? (value) => typeName(value) === operand : undefined,
  $elemMatch: (operand, elementTest) => {
    const test = elementTest(operand);
    return test && ((value) => Array.isArray(value) && value.some(test));
  },
  $allMatch: (operand, elementTest) => {
    const test = elementTest(operand);
    return test && ((value) => Array.isArray(value) && value.length > 0 && value.every(test));
  },
  $keyMapMatch: (operand, elementTest) => {
    const test = elementTest(operand);
    return test && ((value) => isRecord(value) && Object.keys(value).some(test));
  }
};
