import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { checkBooking } from '#domain/booking/booking-request.ts';
import { ACTION_BODIES, type ActionKind } from '#domain/protocol/action-body.ts';
import { readBody } from '#domain/protocol/read-body.ts';
import { customerSignature, signer } from '#domain/protocol/signature.ts';
import { TEXT_LIMITS, isFilled, isNamed, tooLongBy } from '#domain/text/text-limits.ts';
import { aBookingRequest } from '../../support/booking-request.ts';
import { aPackage, NOW } from '../../support/builders.ts';

const ZERO_WIDTH = '\u200b\u2060\u200e';

const HASH = 'A'.repeat(43);
const SIGNED = {
  facts: { signer: { name: 'Rosa', role: 'customer' }, signedAt: 0, language: 'de' },
  signature: { method: 'typed', typedName: 'Rosa' }
};
const CONSENT = { ...SIGNED, consent: {}, consentHash: HASH };

/** A body of each kind in which somebody writes, and where; whether something must stand there. */
const WRITTEN: [ActionKind, string, boolean, object][] = [
  ['offer.decline', 'reason', false, { reason: '' }],
  ['customer.contacted', 'agreed', false, { way: 'phone', reached: true, agreed: '' }],
  [
    'appointment.change',
    'customerWish',
    true,
    { startsAt: 0, customerWish: 'x', confirmedBy: 'phone' }
  ],
  ['job.giveBack', 'reason', true, { reason: 'x' }],
  ['profile.set', 'bio', false, { bio: '' }],
  ['work.progress', 'text', true, { text: 'x' }],
  ['note.add', 'text', true, { text: 'x' }],
  ['photo.add', 'caption', false, { sha256: HASH, size: 1, type: 'image/webp', caption: '' }],
  ['price.agree', 'reason', true, { ...CONSENT, priceMinor: 1, reason: 'x' }],
  ['price.agree', 'facts.signer.name', true, { ...CONSENT, priceMinor: 1, reason: 'x' }],
  ['price.agree', 'signature.typedName', true, { ...CONSENT, priceMinor: 1, reason: 'x' }],
  [
    'package.add',
    'facts.signer.name',
    true,
    { ...CONSENT, packageId: 'tv', packageVersion: 1, quantity: 1 }
  ],
  ['job.complete', 'facts.signer.name', true, { ...SIGNED, statement: {}, statementHash: HASH }],
  ['job.complete', 'signature.typedName', true, { ...SIGNED, statement: {}, statementHash: HASH }],
  ['job.fail', 'note', false, { cause: 'notSolvable', note: '' }],
  ['job.refuseToSign', 'reason', true, { reason: 'x' }],
  ['booking.request', 'note', false, { packageId: 'tv', startsAt: 0, note: '' }],
  ['support.ask', 'subject', true, { subject: 'x', text: 'x' }],
  ['support.ask', 'text', true, { subject: 'x', text: 'x' }]
];

/** Stands in what is hashed and signed. */
const isSigned = ([kind, path]: readonly [ActionKind, string, ...unknown[]]) =>
  path === 'facts.signer.name' || `${kind} ${path}` === 'price.agree reason';

function withText(whole: object, path: string, text: string): unknown {
  const body = structuredClone(whole) as Record<string, unknown>;
  const keys = path.split('.');
  const last = keys.pop()!;
  const owner = keys.reduce((value, key) => value[key] as Record<string, unknown>, body);
  owner[last] = text;
  return body;
}
const at = (body: unknown, path: string) =>
  path.split('.').reduce((value, key) => (value as Record<string, unknown>)?.[key], body);

describe('what a device records', () => {
  it('leaves no text out here', () => {
    const known = new Set(WRITTEN.map(([kind, path]) => `${kind} ${path.split('.')[0]}`));
    const texts = Object.entries(ACTION_BODIES).flatMap(([kind, schema]) => {
      const { properties = {} } = z.toJSONSchema(schema as z.ZodMiniType);
      return Object.entries(properties)
        .filter(([, field]) => typeof field === 'object' && field.type === 'string')
        .filter(([, field]) => typeof field === 'object' && !field.pattern && !field.enum)
        .map(([name]) => `${kind} ${name}`);
    });
    // What is sealed is nobody's to read.
    expect(texts.filter((text) => !known.has(text))).toEqual(['rating.seal sealed']);
  });

  it.each(WRITTEN.filter((each) => !isSigned(each)))(
    '[T1.1] %s %s has nothing in it that nobody sees',
    (kind, path, _isNeeded, body) => {
      const read = readBody(kind, withText(body, path, `\u202eRo\u00adsa\u0000${ZERO_WIDTH} `));
      expect(at(read, path)).toBe('Rosa');
    }
  );

  it.each(WRITTEN.filter(isSigned))(
    '[T1.5] %s %s is taken as it was signed, and not with anything that nobody sees',
    (kind, path, _isNeeded, body) => {
      for (const text of ['Rosa  Keller ', 'Rene\u0301', 'zwei\nZeilen', 'Anna\u00a0Muster']) {
        expect(at(readBody(kind, withText(body, path, text)), path)).toBe(text);
      }
      for (const unseen of ['\u202e', '\u00ad', '\u0000', ZERO_WIDTH]) {
        expect(readBody(kind, withText(body, path, `Ro${unseen}sa`))).toBeUndefined();
      }
    }
  );

  it.each(WRITTEN)('[T1.2] %s %s that only looks empty is empty', (kind, path, isNeeded, body) => {
    const read = readBody(kind, withText(body, path, ZERO_WIDTH));
    if (isNeeded) expect(read).toBeUndefined();
    else expect(at(read, path)).toBe('');
  });

  it('[T1.3] one letter is a name and a typed signature; what nobody sees is neither', () => {
    const typed = (typedName: string) =>
      customerSignature.safeParse({ method: 'typed', typedName }).success;
    const named = (name: string) => signer.safeParse({ name, role: 'customer' }).success;
    for (const text of ['X', '李', 'Ö']) {
      expect([typed(text), named(text), isNamed(text)]).toEqual([true, true, true]);
    }
    for (const text of [
      '',
      ' ',
      '\u200b\u200b',
      ZERO_WIDTH,
      '\u2800\u2800',
      '..',
      '\u3164\u3164'
    ]) {
      expect([typed(text), named(text), isNamed(text)]).toEqual([false, false, false]);
    }
  });
});

describe('what a customer books', () => {
  it('[T1.1] has nothing in it that nobody sees', () => {
    const dirty = (text: string) => `\u200b${text}\u202e\u00ad\u0000`;
    const { place, contact, payment, ...request } = aBookingRequest();
    const { faults, request: read } = checkBooking(
      {
        ...request,
        problem: dirty('Kein Empfang\r\nim Keller'),
        place: {
          ...place,
          ...{ street: dirty(place.street), houseNumber: dirty('12'), postcode: dirty('4051') },
          ...{ city: dirty('Basel'), hint: dirty('3. Stock') }
        },
        contact: {
          ...contact,
          ...{ name: dirty('Rosa Keller'), email: dirty(contact.email) },
          ...{ phone: dirty(contact.phone), company: dirty('Keller AG') }
        },
        payment: { ...payment, accountHolder: dirty('Rosa'), iban: dirty('CH9300762011623852957') }
      },
      aPackage(),
      NOW
    );
    expect(faults).toEqual([]);
    expect(JSON.stringify(read)).not.toMatch(/\\u0000|[\u200b\u202e\u00ad]/);
    expect(read).toMatchObject({
      problem: 'Kein Empfang\nim Keller',
      contact: { name: 'Rosa Keller', phone: '+41615550202', company: 'Keller AG' },
      payment: { accountHolder: 'Rosa', iban: 'CH9300762011623852957' }
    });
  });

  it.each<[string, string]>([
    ['street', 'required'],
    ['houseNumber', 'houseNumber.missing'],
    ['postcode', 'required'],
    ['city', 'required']
  ])('[T1.2] needs a %s that can be seen', (field, code) => {
    const place = { ...aBookingRequest().place, [field]: ZERO_WIDTH };
    const { faults } = checkBooking({ ...aBookingRequest(), place }, aPackage(), NOW);
    expect(faults).toEqual([{ path: `place.${field}`, code }]);
  });

  it('[T1.3] takes people of one letter', () => {
    const { contact } = aBookingRequest();
    const payment = { kind: 'directDebit', accountHolder: 'X', iban: 'CH9300762011623852957' };
    const request = { ...aBookingRequest(), contact: { ...contact, name: 'X' }, payment };
    expect(checkBooking(request, aPackage(), NOW).faults).toEqual([]);
  });

  it('[T1.4] says by how much a text is too long', () => {
    const { contact, place } = aBookingRequest();
    const long = {
      ...aBookingRequest(),
      problem: `${'x'.repeat(12_017)}\u200b`,
      place: { ...place, hint: 'x'.repeat(501) },
      contact: { ...contact, name: `R${' '.repeat(500)}K` }
    };
    expect(checkBooking(long, aPackage(), NOW).faults).toEqual([
      { path: 'place.hint', code: 'tooLong', over: 1 },
      { path: 'problem', code: 'tooLong', over: 10_017 }
    ]);
  });
});

describe('what a form says', () => {
  it('[T1.4] is what the schema says: by how much a text is too long', () => {
    const most = TEXT_LIMITS.note;
    expect(tooLongBy('x'.repeat(most), 'note')).toBe(0);
    expect(tooLongBy(`  ${'x'.repeat(most)}\u200b\n`, 'note')).toBe(0);
    expect(tooLongBy('x'.repeat(12_017), 'note')).toBe(8_017);
    for (const length of [1, most - 1, most, most + 1]) {
      const text = 'x'.repeat(length);
      const isTaken = readBody('note.add', { text }) !== undefined;
      expect(isFilled(text, 'note')).toBe(isTaken);
    }
    expect(isFilled(ZERO_WIDTH, 'note')).toBe(false);
  });
});
