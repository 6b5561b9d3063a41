/**
 * A JSON value as bytes that sort as `compareValues` orders, so that an index may answer.
 * They end by themselves: encodings can follow one another without a separator.
 */
import { tagOf, tags } from './compare-values.ts';
import { textKey, textPrefix } from './text-order.ts';

export const arrayTag = tags.array;
const textTag = Buffer.from([tags.string]);

/**
 * Deeper values than this are cut: order only suffers, because matches are always checked again.
 */
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
