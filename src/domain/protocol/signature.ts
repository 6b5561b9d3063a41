import * as z from 'zod/mini';
import { LOCALES } from '../policy/locales.ts';
import { personName, signedName } from '../text/text-schema.ts';
import { instant } from './instant.ts';

const MAX_SVG = 200_000;
const MAX_POINTS = 20_000;

/** x and y in CSS pixels of the pad, t in ms since the first point, pressure 0…1. */
const point = z.strictObject({
  x: z.number(),
  y: z.number(),
  t: z.number(),
  pressure: z.number()
});

/** How the customer agreed: drawn with a finger or pen, or typed by somebody who cannot draw. */
export const customerSignature = z.discriminatedUnion('method', [
  z.strictObject({
    method: z.literal('drawn'),
    strokes: z
      .array(z.array(point).check(z.maxLength(MAX_POINTS)))
      .check(z.minLength(1), z.maxLength(500)),
    svg: z.string().check(z.minLength(1), z.maxLength(MAX_SVG))
  }),
  z.strictObject({
    method: z.literal('typed'),
    typedName: personName
  })
]);
export type CustomerSignature = z.infer<typeof customerSignature>;

export const signer = z.strictObject({
  name: signedName,
  role: z.enum(['customer', 'representative'])
});
export type Signer = z.infer<typeof signer>;

/**
 * What only the signing itself knows; everything else in a statement or consent follows from the
 * job.
 */
export const signingFacts = z.strictObject({
  signer,
  /** ms of server time as the device knows it (anchor + sinceAnchor). */
  signedAt: instant,
  language: z.enum(LOCALES)
});
export type SigningFacts = z.infer<typeof signingFacts>;
