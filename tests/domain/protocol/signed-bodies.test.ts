import { describe, expect, it } from 'vitest';
import { readBody } from '#domain/protocol/read-body.ts';
import { text, type Edges, expectEdges } from '../../support/body-edges.ts';

const HASH = 'A'.repeat(43);
const FACTS = { signer: { name: 'Ro', role: 'customer' }, signedAt: 0, language: 'de' };
const TYPED = { method: 'typed', typedName: 'Ro' };
const POINT = { x: 1, y: 2.5, t: 0, pressure: 0.5 };
const DRAWN = { method: 'drawn', strokes: [[POINT]], svg: '<' };
const SIGNED = { facts: FACTS, signature: TYPED };
const CONSENT = { ...SIGNED, consent: {}, consentHash: HASH };
const PRICE = { ...CONSENT, priceMinor: 1, reason: 'x' };
const PACKAGE = { ...CONSENT, packageId: 'tv', packageVersion: 1, quantity: 1 };
const COMPLETE = { ...SIGNED, statement: {}, statementHash: HASH };
const CONTACT = { way: 'phone', reached: true, agreed: '' };

const TABLE: Edges[] = [
  [
    'price.agree',
    [
      ...[PRICE, { ...PRICE, priceMinor: 10_000_000 }, { ...PRICE, reason: text(500) }],
      ...[
        { ...PRICE, signature: DRAWN },
        { ...PRICE, consent: { any: [1] } }
      ]
    ],
    [
      ...[
        { ...PRICE, priceMinor: 0 },
        { ...PRICE, priceMinor: 10_000_001 },
        { ...PRICE, more: 1 }
      ],
      ...[
        { ...PRICE, priceMinor: 1.5 },
        { ...PRICE, reason: '' },
        { ...PRICE, reason: text(501) }
      ],
      ...[{ ...PRICE, consentHash: text(42) }, { ...PRICE, consent: 'x' }, CONTACT]
    ]
  ],
  [
    'package.add',
    [PACKAGE, { ...PACKAGE, quantity: 20 }, { ...PACKAGE, packageVersion: 999 }],
    [
      ...[
        { ...PACKAGE, quantity: 0 },
        { ...PACKAGE, quantity: 21 },
        { ...PACKAGE, quantity: 1.5 }
      ],
      ...[
        { ...PACKAGE, packageVersion: 0 },
        { ...PACKAGE, packageId: '' },
        { ...PACKAGE, more: 1 }
      ],
      ...[
        { ...PACKAGE, consentHash: '' },
        { ...PACKAGE, consent: null }
      ]
    ]
  ],
  [
    'job.complete',
    [COMPLETE, { ...COMPLETE, signature: DRAWN }],
    [
      ...[
        { ...COMPLETE, statementHash: text(44) },
        { ...COMPLETE, statement: 1 },
        { ...COMPLETE, more: 1 }
      ],
      ...[
        { ...COMPLETE, facts: {} },
        { ...COMPLETE, signature: {} }
      ]
    ]
  ]
];

describe('[P3.2] the body of an action', () => {
  it.each(TABLE)('%s is taken to its edges and not beyond', expectEdges);

  const withFacts = (facts: object) => readBody('job.complete', { ...COMPLETE, facts });
  const withSignature = (signature: object) => readBody('job.complete', { ...COMPLETE, signature });
  const strokes = (count: number, points: number) =>
    Array.from({ length: count }, () => Array.from({ length: points }, () => POINT));

  it.each<[string, object, boolean]>([
    ['a name of two letters', FACTS, true],
    ['a name of 120', { ...FACTS, signer: { name: text(120), role: 'representative' } }, true],
    ['a name of one letter', { ...FACTS, signer: { name: 'R', role: 'customer' } }, true],
    ['a name of nothing', { ...FACTS, signer: { name: '', role: 'customer' } }, false],
    ['a name of 121', { ...FACTS, signer: { name: text(121), role: 'customer' } }, false],
    ['another role', { ...FACTS, signer: { name: 'Rosa', role: 'neighbour' } }, false],
    ['a signer with more', { ...FACTS, signer: { ...FACTS.signer, age: 7 } }, false],
    ['English', { ...FACTS, language: 'en' }, true],
    ['an unknown language', { ...FACTS, language: 'xx' }, false],
    ['a moment that is none', { ...FACTS, signedAt: 0.5 }, false],
    ['more than the facts', { ...FACTS, place: 'Basel' }, false]
  ])('is signed with %s or not', (_title, facts, isTaken) => {
    expect(withFacts(facts) !== undefined).toBe(isTaken);
  });

  it.each<[string, object, boolean]>([
    ['typed with two letters', TYPED, true],
    ['typed with 120', { method: 'typed', typedName: text(120) }, true],
    ['typed with one letter', { method: 'typed', typedName: 'R' }, true],
    ['typed with nothing', { method: 'typed', typedName: '' }, false],
    ['typed with 121', { method: 'typed', typedName: text(121) }, false],
    ['typed with more', { ...TYPED, svg: '<' }, false],
    ['drawn with one point', DRAWN, true],
    ['drawn with 500 strokes', { ...DRAWN, strokes: strokes(500, 1) }, true],
    ['drawn with 501', { ...DRAWN, strokes: strokes(501, 1) }, false],
    ['drawn with none', { ...DRAWN, strokes: [] }, false],
    ['drawn with 20,000 points in a stroke', { ...DRAWN, strokes: strokes(1, 20_000) }, true],
    ['drawn with 20,001', { ...DRAWN, strokes: strokes(1, 20_001) }, false],
    ['drawn as a picture of 200,000', { ...DRAWN, svg: text(200_000) }, true],
    ['drawn as a larger one', { ...DRAWN, svg: text(200_001) }, false],
    ['drawn without a picture', { ...DRAWN, svg: '' }, false],
    ['drawn without pressure', { ...DRAWN, strokes: [[{ x: 1, y: 1, t: 0 }]] }, false],
    ['drawn without a time', { ...DRAWN, strokes: [[{ x: 1, y: 1, pressure: 0 }]] }, false],
    ['drawn with more', { ...DRAWN, strokes: [[{ ...POINT, z: 1 }]] }, false],
    ['stamped', { ...TYPED, method: 'stamped' }, false]
  ])('is signed %s or not', (_title, signature, isTaken) => {
    expect(withSignature(signature) !== undefined).toBe(isTaken);
  });
});
