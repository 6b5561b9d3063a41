// What the customer has entered and drawn, kept until it is signed: a tablet that restarts in their
// hands shows them the same screen again. A drawing belongs to the very text that it was put under:
// it comes back only with that text.
import * as z from 'zod/mini';
import { LOCALES } from '#domain/policy/policy.ts';
import type { SigningFacts } from '#domain/protocol/signature.ts';
import type { Signature } from '$lib/ui/signature/signature.ts';

export interface KeptSigning {
  /** Null: still reading. */
  frozen: { facts: SigningFacts; hash: string } | null;
  given: Signature | null;
}

const point = z.object({ x: z.number(), y: z.number(), t: z.number(), pressure: z.number() });
const kept = z.object({
  frozen: z.nullable(
    z.object({
      facts: z.object({
        signer: z.object({ name: z.string(), role: z.enum(['customer', 'representative']) }),
        signedAt: z.number(),
        language: z.enum(LOCALES)
      }),
      hash: z.string()
    })
  ),
  given: z.nullable(
    z.union([
      z.object({ kind: z.literal('typed'), name: z.string() }),
      z.object({
        kind: z.literal('drawn'),
        strokes: z.array(z.array(point)),
        svg: z.string(),
        width: z.number(),
        height: z.number()
      })
    ])
  )
});

const NOTHING: KeptSigning = { frozen: null, given: null };

export function writeSigning(signing: KeptSigning): string {
  return signing.frozen ? JSON.stringify(signing) : '';
}

/** Nothing, where nothing was kept or what was kept cannot be read. */
export function readSigning(text: string): KeptSigning {
  if (text === '') return NOTHING;
  try {
    const read = kept.safeParse(JSON.parse(text));
    return read.success ? read.data : NOTHING;
  } catch {
    return NOTHING;
  }
}
