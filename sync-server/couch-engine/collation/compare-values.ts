/**
 * The order of JSON values: null, false, true, numbers, strings, arrays, objects.
 *
 * 1. `compareValues` and the bytes of `encodeValue` give the same order, so an index may answer.
 * 2. Strings are ordered as ICU's root collation orders them (text-order.ts), ids by code point.
 * 3. An encoded value ends by itself: encodings can follow one another without a separator.
 * 4. Strings apart, equal to pouchdb-collate's order; own code because that one re-normalises both
 *    sides at every comparison (2.8 times slower) and has no byte form.
 */
import { compareText, isSameText, textKey, textPrefix } from './text-order.ts';

const tags = { null: 1, false: 2, true: 3, number: 4, string: 5, array: 6, object: 7 } as const;

function tagOf(value: unknown): number {
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

export const arrayTag = tags.array;
const textTag = Buffer.from([tags.string]);

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

/** Deeper values than this are cut: order only suffers, because matches are always checked again. */
const deepest = 64;

export function encodeValue(value: unknown, depth = 0): Buffer {
  const tag = tagOf(value);
  switch (tag) {
    case tags.number:
      return encodeNumber(value as number);
    case tags.string:
      return encodeText(value as string);
    case tags.array: {
      const parts = depth < deepest ? (value as unknown[]) : [];
      return wrapped(
        tag,
        parts.map((part) => encodeValue(part, depth + 1))
      );
    }
    case tags.object: {
      const members = depth < deepest ? Object.entries(value as object) : [];
      const parts = members.flatMap(([name, member]) => [
        encodeText(name),
        encodeValue(member, depth + 1)
      ]);
      return wrapped(tag, parts);
    }
  }
  return Buffer.from([tag]);
}

function wrapped(tag: number, parts: Buffer[]): Buffer {
  return Buffer.concat([Buffer.from([tag]), ...parts, Buffer.from([0])]);
}

/** IEEE 754 bytes with the sign flipped (all bits, if negative) sort like the numbers. */
function encodeNumber(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(9);
  bytes[0] = tags.number;
  bytes.writeDoubleBE(value === 0 ? 0 : value, 1);
  const flip = bytes[1]! & 0x80 ? 0xff : 0x80;
  bytes[1] = bytes[1]! ^ flip;
  if (flip === 0xff) for (let index = 2; index < 9; index++) bytes[index] = bytes[index]! ^ 0xff;
  return bytes;
}

function encodeText(value: string): Buffer {
  return Buffer.concat([textTag, textKey(value)]);
}

/** What the bytes of every text that begins with this one begin with. */
export function encodePrefix(value: string): Buffer {
  return Buffer.concat([textTag, textPrefix(value)]);
}
