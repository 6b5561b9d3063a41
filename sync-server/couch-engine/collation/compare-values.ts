/**
 * The order of JSON values: null, false, true, numbers, strings, arrays, objects.
 *
 * 1. Strings are ordered as ICU's root collation orders them (text-order.ts), ids by code point.
 * 2. Strings apart, it is pouchdb-collate's order. Own code because that one normalises both sides
 *    again at every comparison (2.8 times slower) and has no byte form.
 */
import { compareText, isSameText } from './text-order.ts';

/** The kinds of values, in their order. */
export const tags = {
  null: 1,
  false: 2,
  true: 3,
  number: 4,
  string: 5,
  array: 6,
  object: 7
} as const;

export function tagOf(value: unknown): number {
  switch (typeof value) {
    case 'boolean':
      return value ? tags.true : tags.false;
    case 'number':
      return tags.number;
    case 'string':
      return tags.string;
    case 'object':
      if (value !== null) return Array.isArray(value) ? tags.array : tags.object;
  }
  return tags.null;
}

export function compareValues(a: unknown, b: unknown): number {
  if (a === b) return 0;
  const tag = tagOf(a);
  const difference = tag - tagOf(b);
  if (difference !== 0) return difference;
  switch (tag) {
    case tags.number:
      return (a as number) - (b as number);
    case tags.string:
      return compareText(a as string, b as string);
    case tags.array:
      return compareArrays(a as unknown[], b as unknown[]);
    case tags.object:
      return compareObjects(a as Record<string, unknown>, b as Record<string, unknown>);
  }
  return 0;
}

/** Whether an order of 0 is meant; cheaper than the order itself. */
export function isEqualValue(a: unknown, b: unknown): boolean {
  if (typeof a === 'string' && typeof b === 'string') return isSameText(a, b);
  return compareValues(a, b) === 0;
}

/** By code point: only surrogates (U+D800–DFFF) sort differently by code unit. */
export function compareRaw(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left !== right) return lifted(left) - lifted(right);
  }
  return a.length - b.length;
}

function lifted(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

function compareArrays(a: unknown[], b: unknown[]): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const order = compareValues(a[index], b[index]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareObjects(a: Record<string, unknown>, b: Record<string, unknown>): number {
  const left = Object.keys(a);
  const right = Object.keys(b);
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const order = compareText(left[index]!, right[index]!);
    if (order !== 0) return order;
    const inner = compareValues(a[left[index]!], b[right[index]!]);
    if (inner !== 0) return inner;
  }
  return left.length - right.length;
}
