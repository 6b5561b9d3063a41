import { describe, expect, it } from 'vitest';
import { canonicalText } from '#domain/protocol/canonical-text.ts';

describe('[R15.2] canonical text', () => {
  it('sorts members by their code units, drops undefined ones and writes no space', () => {
    const value = { b: [1, 'x', null, true], a: { d: undefined, c: -0 }, Ä: 'ü"', 1: 1e21 };
    expect(canonicalText(value)).toBe('{"1":1e+21,"a":{"c":0},"b":[1,"x",null,true],"Ä":"ü\\""}');
    expect(canonicalText(Object.assign(Object.create(null), { a: 1 }))).toBe('{"a":1}');
  });

  const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);
  const nestedIn = (depth: number): unknown => (depth === 0 ? 1 : { a: nestedIn(depth - 1) });

  it('goes 64 levels deep and not further', () => {
    expect(canonicalText(nested(64))).toHaveLength(129);
    expect(() => canonicalText(nested(65))).toThrow(TypeError);
    expect(canonicalText(nestedIn(64))).toContain('1');
    expect(() => canonicalText(nestedIn(65))).toThrow(TypeError);
  });

  it.each([NaN, Infinity, -Infinity, undefined, () => 1, Symbol('x'), 1n, new Date(0), new Map()])(
    'refuses what JSON cannot carry: %s',
    (value) => {
      expect(() => canonicalText(value)).toThrow(TypeError);
      expect(() => canonicalText([value])).toThrow(TypeError);
    }
  );

  it('refuses half a character, also in a name', () => {
    expect(() => canonicalText('\ud800')).toThrow(TypeError);
    expect(() => canonicalText({ '\udc00': 1 })).toThrow(TypeError);
  });
});
