import { describe, expect, it } from 'vitest';
import { actionEnvelope, actionTime } from '#domain/protocol/action.ts';
import { actionHashText } from '#domain/protocol/action-hash.ts';
import { newActionId } from '#domain/protocol/action-id.ts';
import type { ActionKind } from '#domain/protocol/action-body.ts';
import { fromBase64url, toBase64url } from '#domain/protocol/base64url.ts';
import { canonicalText } from '#domain/protocol/canonical-text.ts';
import { hashOf } from '#domain/protocol/hash.ts';
import { occurredAt } from '#domain/protocol/occurred-at.ts';
import { readBody } from '#domain/protocol/read-body.ts';
import { catalogBody, importServerKey, isSignedBy } from '#domain/protocol/server-signature.ts';
import { applied, held, receiptBody, refused } from '#domain/protocol/verdict.ts';
import { NOW } from '../../support/builders.ts';

const HASH = 'A'.repeat(43);
const LATEST = 8.64e15;
const text = (length: number) => 'x'.repeat(length);
const FACTS = { signer: { name: 'Ro', role: 'customer' }, signedAt: 0, language: 'de' };
const TYPED = { method: 'typed', typedName: 'Ro' };
const POINT = { x: 1, y: 2.5, t: 0, pressure: 0.5 };
const DRAWN = { method: 'drawn', strokes: [[POINT]], svg: '<' };
const SIGNED = { facts: FACTS, signature: TYPED };
const CONSENT = { ...SIGNED, consent: {}, consentHash: HASH };
const PRICE = { ...CONSENT, priceMinor: 1, reason: 'x' };
const PACKAGE = { ...CONSENT, packageId: 'tv', packageVersion: 1, quantity: 1 };
const COMPLETE = { ...SIGNED, statement: {}, statementHash: HASH };
const PHOTO = { sha256: HASH, size: 1, type: 'image/webp', caption: '' };
const CHANGE = { startsAt: 0, customerWish: 'x', confirmedBy: 'phone' };
const CONTACT = { way: 'phone', reached: true, agreed: '' };
const NEXT = { packageId: 'tv', startsAt: 0, note: '' };

/** What is taken at its edges, and what is one beyond. */
const TABLE: [ActionKind, object[], object[]][] = [
  ['offer.seen', [{}], [{ more: 1 }]],
  ['offer.accept', [{}], [{ more: 1 }]],
  [
    'offer.decline',
    [{}, { reason: '' }, { reason: text(2000) }],
    [{ reason: text(2001) }, { why: '' }]
  ],
  [
    'customer.contacted',
    [CONTACT, { ...CONTACT, way: 'mail' }, { ...CONTACT, way: 'message', agreed: text(2000) }],
    [
      ...[
        { ...CONTACT, way: 'pigeon' },
        { ...CONTACT, agreed: text(2001) },
        { ...CONTACT, more: 1 }
      ],
      ...[
        { way: 'phone', reached: true },
        { ...CONTACT, reached: 'yes' },
        { reached: true, agreed: '' }
      ]
    ]
  ],
  ['appointment.confirm', [{}], [{ more: 1 }]],
  [
    'appointment.change',
    [
      ...[CHANGE, { ...CHANGE, startsAt: LATEST }, { ...CHANGE, confirmedBy: 'link' }],
      { ...CHANGE, customerWish: text(2000) }
    ],
    [
      ...[
        { ...CHANGE, startsAt: -1 },
        { ...CHANGE, startsAt: 1.5 },
        { ...CHANGE, startsAt: LATEST + 1 }
      ],
      ...[
        { ...CHANGE, customerWish: '' },
        { ...CHANGE, customerWish: text(2001) }
      ],
      ...[
        { ...CHANGE, confirmedBy: 'mail' },
        { ...CHANGE, more: 1 }
      ]
    ]
  ],
  [
    'job.giveBack',
    [{ reason: 'x' }, { reason: text(2000) }],
    [{}, { reason: '' }, { reason: text(2001) }]
  ],
  ['delivery.pickedUp', [{}], [{ more: 1 }]],
  ['delivery.handedOver', [{}], [{ more: 1 }]],
  [
    'travel.start',
    [{ etaMinutes: 0 }, { etaMinutes: 600 }],
    [{ etaMinutes: -1 }, { etaMinutes: 601 }, { etaMinutes: 0.5 }, {}]
  ],
  ['visit.arrive', [{}], [{ more: 1 }]],
  ['work.start', [{}], [{ more: 1 }]],
  [
    'work.progress',
    [{ text: 'x' }, { text: text(2000) }],
    [{}, { text: '' }, { text: text(2001) }]
  ],
  [
    'checklist.set',
    [
      { item: 'a', done: true },
      { item: `A9.${text(77)}`, done: false },
      { item: 'a:b_c-d.e', done: true }
    ],
    [
      ...[
        { item: '', done: true },
        { item: '-a', done: true },
        { item: `x${text(80)}`, done: true }
      ],
      ...[
        { item: 'a b', done: true },
        { item: ' a', done: true },
        { item: 'a\n', done: true }
      ],
      ...[{ item: 'a' }, { item: 'a', done: 1 }]
    ]
  ],
  ['note.add', [{ text: 'x' }, { text: text(4000) }], [{}, { text: '' }, { text: text(4001) }]],
  ['photo.remove', [{ sha256: PHOTO.sha256 }], [{}, { sha256: 'x' }, PHOTO]],
  [
    'photo.add',
    [
      ...[PHOTO, { ...PHOTO, size: 20_000_000 }, { ...PHOTO, type: 'image/jpeg' }],
      ...[
        { ...PHOTO, type: 'image/png' },
        { ...PHOTO, caption: text(2000) }
      ]
    ],
    [
      ...[
        { ...PHOTO, size: 0 },
        { ...PHOTO, size: 20_000_001 },
        { ...PHOTO, type: 'image/gif' }
      ],
      ...[
        { ...PHOTO, caption: text(2001) },
        { ...PHOTO, sha256: text(42) },
        { ...PHOTO, more: 1 }
      ],
      ...[
        { ...PHOTO, sha256: text(44) },
        { ...PHOTO, sha256: `${text(42)}+` }
      ]
    ]
  ],
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
    'product.sell',
    [
      { productId: 'c', productVersion: 1, quantity: 1 },
      { productId: 'c', productVersion: 9, quantity: 20 }
    ],
    [
      ...[
        { productId: 'c', productVersion: 0, quantity: 1 },
        { productId: 'c', productVersion: 1, quantity: 0 }
      ],
      ...[
        { productId: 'c', productVersion: 1, quantity: 21 },
        { productId: '', productVersion: 1, quantity: 1 }
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
  ],
  [
    'job.fail',
    [
      { cause: 'notSolvable', note: '' },
      { cause: 'customerAbsent', note: text(2000) }
    ],
    [
      { cause: 'weather', note: '' },
      { cause: 'notSolvable' },
      { cause: 'notSolvable', note: text(2001) }
    ]
  ],
  [
    'job.refuseToSign',
    [{ reason: 'x' }, { reason: text(2000) }],
    [{}, { reason: '' }, { reason: text(2001) }]
  ],
  [
    'booking.request',
    [NEXT, { ...NEXT, startsAt: LATEST, note: text(2000) }],
    [
      { ...NEXT, note: text(2001) },
      { ...NEXT, startsAt: -1 },
      { ...NEXT, packageId: '' },
      { ...NEXT, more: 1 }
    ]
  ],
  [
    'rating.seal',
    [{ sealed: 'x' }, { sealed: text(20_000) }],
    [{ sealed: '' }, { sealed: text(20_001) }, {}]
  ],
  ['availability.set', [{ active: true }, { active: false }], [{}, { active: 'yes' }]],
  [
    'profile.set',
    [{}, { locale: 'de' }, { locale: 'en', radiusKm: 1 }, { radiusKm: 200 }],
    [{ locale: 'xx' }, { radiusKm: 0 }, { radiusKm: 201 }, { radiusKm: 1.5 }, { name: 'x' }]
  ],
  [
    'course.answer',
    [{ course: 'c', answers: {} }],
    [
      { course: '', answers: {} },
      { course: 'c', answers: [] }
    ]
  ],
  [
    'support.ask',
    [
      { subject: 'x', text: 'x' },
      { subject: text(200), text: text(4000) }
    ],
    [
      ...[
        { subject: '', text: 'x' },
        { subject: text(201), text: 'x' }
      ],
      ...[
        { subject: 'x', text: '' },
        { subject: 'x', text: text(4001) }
      ]
    ]
  ]
];

describe('[P3.2] the body of an action', () => {
  it.each(TABLE)('%s is taken to its edges and not beyond', (kind, taken, refusedBodies) => {
    for (const body of taken) expect(readBody(kind, body), JSON.stringify(body)).toEqual(body);
    for (const body of [...refusedBodies, null, 'x', []]) {
      expect(readBody(kind, body), JSON.stringify(body).slice(0, 80)).toBeUndefined();
    }
  });

  it('of an unknown kind is none', () => {
    expect(readBody('order.cancel' as never, {})).toBeUndefined();
    expect(readBody('toString' as never, {})).toBeUndefined();
  });

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

const ENVELOPE = {
  _id: 'device-1:0000000001',
  kind: 'note.add',
  order: 'order1',
  provider: 'anna',
  device: 'device-1',
  seq: 1,
  at: { wall: 1, anchor: 2, sinceAnchor: 3 },
  body: { text: 'x' },
  previous: null,
  hash: HASH,
  signature: HASH
};

describe('[P3.2] the envelope of an action', () => {
  it.each<[string, object, boolean]>([
    ['all that it needs', {}, true],
    ['what the store adds', { _rev: '1-a', _revisions: { start: 1 } }, true],
    ['no order and one before it', { order: null, previous: 'a_-' }, true],
    ['the last number', { seq: 9_999_999_999 }, true],
    ['a device of eight letters', { _id: 'abcdefgh:0000000001' }, true],
    ['a device of 64', { _id: `${text(64)}:0000000001` }, true],
    ['long names', { kind: text(64), order: text(80), provider: text(80), device: text(64) }, true],
    ['a device of seven letters', { _id: 'abcdefg:0000000001' }, false],
    ['a device of 65', { _id: `${text(65)}:0000000001` }, false],
    ['nine digits', { _id: 'device-1:000000001' }, false],
    ['eleven digits', { _id: 'device-1:00000000001' }, false],
    ['something before the id', { _id: 'DEVICE-1:0000000001' }, false],
    ['no kind', { kind: '' }, false],
    ['a long kind', { kind: text(65) }, false],
    ['a long order', { order: text(81) }, false],
    ['a long provider', { provider: text(81) }, false],
    ['a long device', { device: text(65) }, false],
    ['the number nought', { seq: 0 }, false],
    ['a number too large', { seq: 10_000_000_000 }, false],
    ['half a number', { seq: 1.5 }, false],
    ['no time', { at: {} }, false],
    ['a time with more', { at: { ...ENVELOPE.at, zone: 'x' } }, false],
    ['a body that is none', { body: 'x' }, false],
    ['a hash with other letters', { hash: 'a+b' }, false],
    ['a hash with a space before', { hash: ' ab' }, false],
    ['a hash with a space behind', { hash: 'ab ' }, false],
    ['an empty signature', { signature: '' }, false],
    ['a previous one that is none', { previous: '=' }, false],
    ['more', { colour: 'red' }, false]
  ])('has %s', (_title, fields, isTaken) => {
    expect(actionEnvelope.safeParse({ ...ENVELOPE, ...fields }).success).toBe(isTaken);
  });

  it.each(Object.keys(ENVELOPE))('is none without %s', (member) => {
    expect(actionEnvelope.safeParse({ ...ENVELOPE, [member]: undefined }).success).toBe(false);
  });

  it.each<[object, boolean]>([
    [{ wall: -5, anchor: -7.5, sinceAnchor: 0 }, true],
    [{ wall: 0, anchor: 0, sinceAnchor: -1 }, false],
    [{ wall: 0, anchor: 0 }, false],
    [{ wall: 0, sinceAnchor: 0 }, false],
    [{ anchor: 0, sinceAnchor: 0 }, false]
  ])('says when it was: %j', (at, isTaken) => {
    expect(actionTime.safeParse(at).success).toBe(isTaken);
  });

  it('[P2.1] is hashed without what comes after hashing', () => {
    expect(actionHashText(ENVELOPE as never)).toBe(
      '{"at":{"anchor":2,"sinceAnchor":3,"wall":1},"body":{"text":"x"},"device":"device-1",' +
        '"kind":"note.add","order":"order1","previous":null,"provider":"anna","seq":1}'
    );
    expect(newActionId('device-1', 42)).toBe('device-1:0000000042');
    expect(newActionId('device-1', 12_345_678_901)).toBe('device-1:12345678901');
  });
});

describe('[P5.1, P5.2, P5.3] when something happened', () => {
  const DAY = 24 * 3_600_000;
  const of = (anchor: number, sinceAnchor: number, notBefore?: number) =>
    occurredAt({ wall: 0, anchor, sinceAnchor }, NOW, notBefore);

  it.each<[string, number, number, number | undefined, number | undefined]>([
    ['as the device counts it', NOW - 5000, 2000, undefined, NOW - 3000],
    ['no later than it was received', NOW - 5000, 9000, undefined, NOW],
    ['no earlier than what it follows', NOW - 5000, 2000, NOW - 1000, NOW - 1000],
    ['no later than received, whatever it follows', NOW - 5000, 2000, NOW + 1000, NOW],
    ['by a clock that is two minutes ahead', NOW + 120_000, 0, undefined, NOW],
    ['never by one that is further ahead', NOW + 120_001, 0, undefined, undefined],
    ['never before its own anchor', NOW - 5000, -1, undefined, undefined],
    ['60 days ago', NOW - 60 * DAY, 0, undefined, NOW - 60 * DAY],
    ['60 days ago on an older anchor', NOW - 61 * DAY, DAY, undefined, NOW - 60 * DAY],
    ['never before that', NOW - 60 * DAY - 1, 0, undefined, undefined]
  ])('is %s', (_title, anchor, sinceAnchor, notBefore, expected) => {
    expect(of(anchor, sinceAnchor, notBefore)).toBe(expected);
  });
});

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

describe('what is hashed and signed', () => {
  it('[P2.1] is hashed with SHA-256, as base64url without padding', async () => {
    // sha256 of {"a":1}
    expect(await hashOf({ a: 1 })).toBe('AVq9f1zFei3ZS3WQ8ErYCEJzkF7jPsXOvq5iJ2qX-GI');
  });

  it.each([
    [[], ''],
    [[0], 'AA'],
    [[255, 255], '__8'],
    [[251, 239, 190], '----'],
    [[1, 2, 3, 4], 'AQIDBA']
  ])('[P2.1] writes %j as %s and reads it back', (bytes, written) => {
    expect(toBase64url(Uint8Array.from(bytes))).toBe(written);
    expect([...fromBase64url(written)]).toEqual(bytes);
  });

  it('[P9.1] of the catalogue is all but revision and signature', async () => {
    const document = { _id: 'catalog', version: '1', _rev: '1-a', signature: 'x' };
    expect(canonicalText(catalogBody(document))).toBe('{"_id":"catalog","version":"1"}');
    const keys = (await crypto.subtle.generateKey('Ed25519', true, [
      'sign',
      'verify'
    ])) as CryptoKeyPair;
    const spki = await crypto.subtle.exportKey('spki', keys.publicKey);
    const key = (await importServerKey(toBase64url(new Uint8Array(spki))))!;
    const bytes = new TextEncoder().encode(canonicalText(catalogBody(document)));
    const made = await crypto.subtle.sign('Ed25519', keys.privateKey, bytes);
    const signature = toBase64url(new Uint8Array(made));
    expect(await isSignedBy(key, catalogBody(document), signature)).toBe(true);
    expect(await isSignedBy(key, { ...document, version: '2' }, signature)).toBe(false);
    expect(await isSignedBy(key, catalogBody(document), '%')).toBe(false);
    expect(key.extractable).toBe(false);
    expect(await importServerKey('no key')).toBeNull();
  });

  it('[P9.1] of a verdict is what was decided on which content', () => {
    const judgement = { outcome: 'held', code: 'job.lapsed', at: 7, more: 1 } as const;
    expect(receiptBody('h', judgement)).toEqual({
      ...{ actionHash: 'h', outcome: 'held', code: 'job.lapsed', at: 7 }
    });
    expect([applied(1), refused('offer.taken'), held('job.lapsed')]).toEqual([
      { outcome: 'applied', next: 1 },
      { outcome: 'refused', code: 'offer.taken' },
      { outcome: 'held', code: 'job.lapsed' }
    ]);
  });
});
