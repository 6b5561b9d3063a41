/** The order of values held against independent witnesses: PouchDB's collation and ICU's. */
import fc from 'fast-check';
import { collate } from 'pouchdb-collate';
import { describe, expect, test } from 'vitest';
import { compareValues } from '../../../sync-server/couch-engine/collation/compare-values.ts';
import { encodeValue } from '../../../sync-server/couch-engine/collation/encode-value.ts';

describe('the order of values', () => {
  const values = fc.jsonValue({ noUnicodeString: false, maxDepth: 3 }) as fc.Arbitrary<unknown>;
  const text = fc.string({ unit: fc.constantFrom(...'0az') });
  const simple = fc
    .letrec((tie) => ({
      value: fc.oneof({ maxDepth: 3 }, text, fc.integer(), fc.double(), tie('list'), tie('object')),
      list: fc.array(fc.oneof(tie('value'), fc.constantFrom(null, true, false))),
      object: fc.dictionary(text, tie('value'))
    }))
    .value.filter((value) => !/null/.test(JSON.stringify([value])));

  test('is the order of pouchdb-collate, apart from that of text', () => {
    fc.assert(
      fc.property(simple, simple, (a, b) => {
        expect(Math.sign(compareValues(a, b))).toBe(Math.sign(collate(a, b)));
      }),
      { numRuns: 2000 }
    );
  });

  test('is the order of the bytes of an index', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        const order = Math.sign(compareValues(a, b));
        expect(Math.sign(Buffer.compare(encodeValue(a), encodeValue(b)))).toBe(order);
      }),
      { numRuns: 2000 }
    );
  });

  test("is ICU's for text: letters first, then accents, then case", () => {
    const collator = new Intl.Collator('en');
    const letters = [
      ...'aAbBzZeEéÉèäÄöÖüÜßłŁńśżçñø019 -_.,:;!?"()[]@#$%&*+=/\\|~^`\'<>{}',
      'и',
      'й'
    ];
    const word = fc.string({ unit: fc.constantFrom(...letters, 'Σ', 'σ', 'か', '日', '😀', '\0') });
    fc.assert(
      fc.property(word, word, (a, b) => {
        const order = Math.sign(collator.compare(a, b));
        expect(Math.sign(compareValues(a, b))).toBe(order);
        expect(Math.sign(Buffer.compare(encodeValue([a]), encodeValue([b])))).toBe(order);
      }),
      { numRuns: 5000 }
    );
  });

  test.each([
    [-1, 0],
    [-1e300, -1e-300],
    ['a', 'A'],
    ['Anna', 'anna b'],
    ['ähnlich', 'Zebra'],
    ['Muller', 'Müller'],
    ['a-b', 'ab'],
    [[1], [1, 0]],
    [{ a: 1 }, { a: 1, b: null }]
  ])('puts %j before %j', (a, b) => {
    expect(compareValues(a, b)).toBeLessThan(0);
    expect(Buffer.compare(encodeValue(a), encodeValue(b))).toBeLessThan(0);
  });
});
