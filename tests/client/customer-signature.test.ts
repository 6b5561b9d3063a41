import { readBody } from '#domain/protocol/read-body.ts';
import { ACTION_LIMITS } from '#domain/policy/policy.ts';
import { describe, expect, it } from 'vitest';
import { customerSignature, isTooLong } from '../../src/lib/handover/signing/customer-signature.ts';
import { readQuantity } from '../../src/lib/fields/quantity.ts';
import type { DrawnSignature } from '../../src/lib/ui/signature/signature.ts';

const aDrawing = (points: number, svg: string, lines = 1): DrawnSignature => ({
  kind: 'drawn',
  strokes: Array.from({ length: lines }, () =>
    Array.from({ length: points }, (_, n) => ({
      x: n % 600,
      y: n % 200,
      t: 5_000 + n,
      pressure: 0
    }))
  ),
  svg,
  width: 600,
  height: 200
});
const facts = {
  signer: { name: 'Rosa Keller', role: 'customer' },
  signedAt: 1,
  language: 'de'
} as const;
const consent = { facts, consent: {}, consentHash: 'h'.repeat(43) };

describe('a signature as it is stored', () => {
  it('is the drawing with times since its first point', () => {
    const signature = customerSignature(aDrawing(60, '<svg/>'));
    expect(signature).toMatchObject({
      svg: '<svg/>',
      strokes: [Array.from({ length: 60 }, (_, t) => ({ t }))]
    });
  });

  it('[R13.8] of a long drawing has plain lines for a picture, so that an action can carry it', () => {
    const drawing = aDrawing(5_000, 'x'.repeat(200_001));
    const signature = customerSignature(drawing);
    expect(isTooLong(drawing)).toBe(false);
    expect(
      readBody('price.agree', { ...consent, priceMinor: 1, reason: 'mehr', signature })
    ).toBeDefined();
    expect(signature).toMatchObject({ svg: expect.stringContaining('<polyline points="0,0 1,1') });
  });

  it.each([
    ['with too many points in a stroke', aDrawing(20_001, '<svg/>')],
    ['with too many strokes', aDrawing(60, '<svg/>', 501)],
    ['with a name past all length', { kind: 'typed', name: 'n'.repeat(121) }]
  ] as const)('[R13.8] %s is asked for again before it is signed', (_name, given) => {
    expect(customerSignature(given)).toBeUndefined();
    expect(isTooLong(given)).toBe(true);
  });

  it('[R15.27] is not there yet with a dot, which is not too long either', () => {
    const dot = aDrawing(1, '<svg/>');
    expect(customerSignature(dot)).toBeUndefined();
    expect(isTooLong(dot)).toBe(false);
  });

  it('is not there yet with an empty pad, and is with a single letter', () => {
    expect([undefined, { kind: 'typed', name: 'R' } as const].map(isTooLong)).toEqual([
      false,
      false
    ]);
    expect(customerSignature({ kind: 'typed', name: ' R ' })).toEqual({
      ...{ method: 'typed', typedName: 'R' }
    });
    expect(customerSignature({ kind: 'typed', name: '\u200b\u200b' })).toBeUndefined();
  });
});

describe('what a form lets through an action can carry', () => {
  it.each(['0', '-1', '1.5', '21', '', ' ', 'zwei'])('[R13.8] no quantity of %j', (text) => {
    expect(readQuantity(text)).toBeNull();
  });

  it('[R13.8] one to the most', () => {
    expect([readQuantity('1'), readQuantity(String(ACTION_LIMITS.quantity))]).toEqual([
      1,
      ACTION_LIMITS.quantity
    ]);
  });

  it('[R13.8] a price up to the most, and not a cent more', () => {
    const signature = customerSignature({ kind: 'typed', name: 'Rosa Keller' });
    const read = (priceMinor: number) =>
      readBody('price.agree', { ...consent, priceMinor, reason: 'mehr', signature });
    expect([
      read(ACTION_LIMITS.priceMinor) !== undefined,
      read(ACTION_LIMITS.priceMinor + 1)
    ]).toEqual([true, undefined]);
  });
});
