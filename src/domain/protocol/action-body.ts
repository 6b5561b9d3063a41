import * as z from 'zod/mini';
import type { Minor, PackageId, ProductId } from '../brand.ts';
import { ACTION_LIMITS, LOCALES, MATCHING_POLICY } from '../policy/policy.ts';
import { branded } from './branded.ts';
import { instant } from './instant.ts';
import { customerSignature, signingFacts } from './signature.ts';

const text = (max: number) => z.string().check(z.minLength(1), z.maxLength(max));
const optionalText = z.string().check(z.maxLength(2_000));
const id = z.string().check(z.regex(/^[a-z0-9][a-z0-9._:-]{0,79}$/i));
const hash = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));
const nothing = z.strictObject({});
/** Compared byte for byte with what the rules rebuild, so its own shape is not judged here. */
const signedObject = z.record(z.string(), z.unknown());

const { radiusKm } = MATCHING_POLICY;
export const quantity = z.int().check(z.minimum(1), z.maximum(ACTION_LIMITS.quantity));

export const FAILURE_CAUSES = [
  'customerAbsent',
  'customerRefused',
  'siteNotReady',
  'deviceDefective',
  'notSolvable',
  'providerPrevented'
] as const;
export const CONTACT_WAYS = ['phone', 'mail', 'message'] as const;

/** One schema an action kind: the HTTP body, the stored form and the type. */
export const ACTION_BODIES = {
  'offer.seen': nothing,
  'offer.accept': nothing,
  'offer.decline': z.strictObject({ reason: z.optional(optionalText) }),

  'customer.contacted': z.strictObject({
    way: z.enum(CONTACT_WAYS),
    reached: z.boolean(),
    agreed: optionalText
  }),
  'appointment.confirm': nothing,
  'appointment.change': z.strictObject({
    startsAt: instant,
    /** What the customer said; kept beside their own confirmation (R7). */
    customerWish: text(2_000),
    confirmedBy: z.enum(['phone', 'link'])
  }),
  'job.giveBack': z.strictObject({ reason: text(2_000) }),

  'delivery.pickedUp': nothing,
  'delivery.handedOver': nothing,
  'travel.start': z.strictObject({
    etaMinutes: z.int().check(z.minimum(0), z.maximum(ACTION_LIMITS.etaMinutes))
  }),
  'visit.arrive': nothing,
  'work.start': nothing,
  'work.progress': z.strictObject({ text: text(2_000) }),
  'checklist.set': z.strictObject({ item: id, done: z.boolean() }),
  'note.add': z.strictObject({ text: text(4_000) }),
  'photo.add': z.strictObject({
    sha256: hash,
    size: z.int().check(z.minimum(1), z.maximum(ACTION_LIMITS.photoBytes)),
    type: z.enum(['image/webp', 'image/jpeg', 'image/png']),
    caption: optionalText
  }),
  'photo.remove': z.strictObject({ sha256: hash }),

  'price.agree': z.strictObject({
    priceMinor: branded<Minor>(z.int().check(z.minimum(1), z.maximum(ACTION_LIMITS.priceMinor))),
    reason: text(500),
    facts: signingFacts,
    consent: signedObject,
    consentHash: hash,
    signature: customerSignature
  }),
  'package.add': z.strictObject({
    packageId: branded<PackageId>(id),
    packageVersion: z.int().check(z.minimum(1)),
    quantity,
    facts: signingFacts,
    consent: signedObject,
    consentHash: hash,
    signature: customerSignature
  }),
  'product.sell': z.strictObject({
    productId: branded<ProductId>(id),
    productVersion: z.int().check(z.minimum(1)),
    quantity
  }),

  'job.complete': z.strictObject({
    facts: signingFacts,
    statement: signedObject,
    statementHash: hash,
    signature: customerSignature
  }),
  'job.fail': z.strictObject({ cause: z.enum(FAILURE_CAUSES), note: optionalText }),
  'job.refuseToSign': z.strictObject({ reason: text(2_000) }),

  'booking.request': z.strictObject({
    packageId: branded<PackageId>(id),
    startsAt: instant,
    note: optionalText
  }),
  'rating.seal': z.strictObject({ sealed: text(20_000) }),
  'availability.set': z.strictObject({ active: z.boolean() }),
  'profile.set': z.strictObject({
    locale: z.optional(z.enum(LOCALES)),
    radiusKm: z.optional(z.int().check(z.minimum(radiusKm.least), z.maximum(radiusKm.most)))
  }),
  'course.answer': z.strictObject({ course: id, answers: signedObject }),
  'support.ask': z.strictObject({ subject: text(200), text: text(4_000) })
} as const;

export type ActionKind = keyof typeof ACTION_BODIES;
export const ACTION_KINDS = Object.keys(ACTION_BODIES) as ActionKind[];
export type ActionBody<K extends ActionKind> = z.infer<(typeof ACTION_BODIES)[K]>;

export function isActionKind(kind: string): kind is ActionKind {
  return Object.hasOwn(ACTION_BODIES, kind);
}
