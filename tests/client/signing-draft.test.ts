import { describe, expect, it } from 'vitest';
import { readSigning, writeSigning } from '../../src/lib/handover/signing/signing-draft.ts';
import { NOW } from '../support/builders.ts';

const facts = {
  signedAt: NOW,
  language: 'de',
  signer: { name: 'Rosa Keller', role: 'customer' }
} as const;
const frozen = { facts, hash: 'A'.repeat(43) };
const strokes = [[{ x: 1.5, y: 2, t: NOW, pressure: 0.5 }]];
const drawn = { kind: 'drawn', strokes, svg: '<svg/>', width: 600, height: 200 } as const;

describe('a signature that is not given yet', () => {
  it.each([
    ['drawn', drawn],
    ['typed', { kind: 'typed', name: 'Rosa' } as const],
    ['not begun', null]
  ])('is kept while it is %s', (_what, given) => {
    const signing = { frozen, given: given as typeof drawn | null };
    expect(readSigning(writeSigning(signing))).toEqual(signing);
  });

  it('is nothing while the customer still reads', () => {
    expect(writeSigning({ frozen: null, given: null })).toBe('');
  });

  it.each(['', 'half', '{}', '{"frozen":{"facts":{}},"given":null}'])(
    'is not read from %j',
    (text) => {
      expect(readSigning(text)).toEqual({ frozen: null, given: null });
    }
  );
});
