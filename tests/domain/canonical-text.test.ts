import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalText } from '#domain/protocol/canonical-text.ts';
import { hashOf } from '#domain/protocol/hash.ts';

describe('canonical text', () => {
  it('[R15.2] writes any JSON as the reference library does (RFC 8785)', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6, stringUnit: 'binary' }), (value) => {
        expect(canonicalText(value)).toBe(canonicalize(value));
      }),
      { numRuns: 2_000 }
    );
  });

  it('[R15.2] writes the example of the RFC', () => {
    const value = {
      numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000f\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false]
    };
    expect(canonicalText(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    );
  });

  it('sorts members by UTF-16 code units, as an own __proto__ too', () => {
    const value = JSON.parse(
      '{"\\ufb33":1,"\\ud83d\\ude00":2,"a":3,"__proto__":{"b":1},"10":4,"9":5}'
    );
    expect(canonicalText(value)).toBe(
      '{"10":4,"9":5,"__proto__":{"b":1},"a":3,"\ud83d\ude00":2,"\ufb33":1}'
    );
  });

  it('leaves out an undefined member, as the wire does', () => {
    expect(canonicalText({ a: 1, b: undefined })).toBe('{"a":1}');
  });

  it.each([
    ['Infinity', Infinity],
    ['NaN', { a: [Number.NaN] }],
    ['undefined', undefined],
    ['a hole', new Array(2)],
    ['undefined in a list', [undefined]],
    ['a function', { a: () => 1 }],
    ['a symbol', Symbol('s')],
    ['a bigint', 1n],
    ['a date', { at: new Date(0) }],
    ['a map', new Map([['a', 1]])],
    ['a lone surrogate', 'a\ud800'],
    ['a lone surrogate as a name', { '\udc00': 1 }]
  ])('refuses %s', (_what, value) => {
    expect(() => canonicalText(value)).toThrow(TypeError);
  });

  it('refuses what is nested more than 64 levels deep', () => {
    const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)]);
    expect(canonicalText(nested(64))).toHaveLength(129);
    expect(() => canonicalText(nested(65))).toThrow(/deeply/);
  });

  it('[R15.2] has a hash that does not depend on the order of members', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue()), async (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(await hashOf(turned)).toBe(await hashOf(value));
      })
    );
  });
});
