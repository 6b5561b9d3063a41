import * as z from 'zod/mini';
import { SPOKEN_LANGUAGES } from '../application/policy.ts';
import type { ActionId, Minor, PackageId, ProductId } from '../brand.ts';
import { SKILLS, SKILL_LEVELS } from '../catalog/service-package.ts';
import { ACTION_LIMITS, LOCALES, MATCHING_POLICY } from '../policy/policy.ts';
import { CONTACT_WAYS, FAILURE_CAUSES, quantity } from './action-values.ts';
import { branded } from './branded.ts';
import { instant } from './instant.ts';
import { planDates, vacation, weekHours } from '../profile/work-plan.ts';
import { line, neededLine, neededWords, signedLine, words } from '../text/text-schema.ts';
import { customerSignature, signingFacts } from './signature.ts';

const id = z.string().check(z.regex(/^[a-z0-9][a-z0-9._:-]{0,79}$/i));
const hash = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));
const nothing = z.strictObject({});
/** Compared byte for byte with what the rules rebuild, so its own shape is not judged here. */
const signedObject = z.record(z.string(), z.unknown());

const { radiusKm } = MATCHING_POLICY;

/** One schema an action kind: the HTTP body, the stored form and the type. */
export const ACTION_BODIES = {
  'offer.seen': nothing,
  'offer.accept': nothing,
  'offer.decline': z.strictObject({ reason: z.optional(words('words')) }),

  'customer.contacted': z.strictObject({
    way: z.enum(CONTACT_WAYS),
    reached: z.boolean(),
    agreed: words('words')
  }),
  'appointment.confirm': nothing,
  'appointment.change': z.strictObject({
    startsAt: instant,
    /** What the customer said; kept beside their own confirmation (R7). */
    customerWish: neededWords('words'),
    confirmedBy: z.enum(['phone', 'link'])
  }),
  'job.giveBack': z.strictObject({ reason: neededWords('words') }),

  'delivery.pickedUp': nothing,
  'delivery.handedOver': nothing,
  'travel.start': z.strictObject({
    etaMinutes: z.int().check(z.minimum(0), z.maximum(ACTION_LIMITS.etaMinutes))
  }),
  'visit.arrive': nothing,
  'work.start': nothing,
  'work.progress': z.strictObject({ text: neededWords('words') }),
  'checklist.set': z.strictObject({ item: id, done: z.boolean() }),
  'note.add': z.strictObject({ text: neededWords('note') }),
  'photo.add': z.strictObject({
    sha256: hash,
    size: z.int().check(z.minimum(1), z.maximum(ACTION_LIMITS.photoBytes)),
    type: z.enum(['image/webp', 'image/jpeg', 'image/png']),
    caption: line('words')
  }),
  'photo.remove': z.strictObject({ sha256: hash }),

  'price.agree': z.strictObject({
    priceMinor: branded<Minor>(z.int().check(z.minimum(1), z.maximum(ACTION_LIMITS.priceMinor))),
    reason: signedLine('extraWork'),
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
  /** The action that sold, added or agreed it (R13, R18). */
  'addition.takeBack': z.strictObject({ action: branded<ActionId>(id) }),

  'job.complete': z.strictObject({
    facts: signingFacts,
    statement: signedObject,
    statementHash: hash,
    signature: customerSignature
  }),
  'job.fail': z.strictObject({ cause: z.enum(FAILURE_CAUSES), note: words('words') }),
  'job.refuseToSign': z.strictObject({ reason: neededWords('words') }),

  'booking.request': z.strictObject({
    packageId: branded<PackageId>(id),
    startsAt: instant,
    note: words('words')
  }),
  'rating.seal': z.strictObject({
    /** Opaque: as it was sealed, to the byte. */
    sealed: z.string().check(z.minLength(1), z.maxLength(20_000))
  }),
  /** Each part by itself: what is not named stays as it is. */
  'availability.set': z
    .strictObject({
      active: z.optional(z.boolean()),
      /** Null: at all times. */
      hours: z.optional(z.nullable(weekHours)),
      dates: z.optional(planDates),
      /** Null: none. */
      vacation: z.optional(z.nullable(vacation)),
      worksOnHolidays: z.optional(z.boolean())
    })
    .check(z.refine((parts) => Object.keys(parts).length > 0)),
  'profile.set': z.strictObject({
    locale: z.optional(z.enum(LOCALES)),
    radiusKm: z.optional(z.int().check(z.minimum(radiusKm.least), z.maximum(radiusKm.most))),
    bio: z.optional(words('bio')),
    languages: z.optional(
      z.array(z.enum(SPOKEN_LANGUAGES)).check(z.maxLength(SPOKEN_LANGUAGES.length))
    ),
    /** By skill: lower counts at once, 0 gives it up, higher asks community. */
    skills: z.optional(
      z.partialRecord(z.enum(SKILLS), z.int().check(z.minimum(0), z.maximum(SKILL_LEVELS.most)))
    ),
    /** Its bytes go as those of any photo; null takes it away. */
    photo: z.optional(
      z.nullable(
        z.strictObject({
          sha256: hash,
          size: z.int().check(z.minimum(1), z.maximum(ACTION_LIMITS.photoBytes)),
          type: z.enum(['image/webp', 'image/jpeg', 'image/png'])
        })
      )
    )
  }),
  'course.answer': z.strictObject({ course: id, answers: signedObject }),
  'support.ask': z.strictObject({ subject: neededLine('subject'), text: neededWords('note') })
} as const;

export type ActionKind = keyof typeof ACTION_BODIES;
export const ACTION_KINDS = Object.keys(ACTION_BODIES) as ActionKind[];
export type ActionBody<K extends ActionKind> = z.infer<(typeof ACTION_BODIES)[K]>;

export function isActionKind(kind: string): kind is ActionKind {
  return Object.hasOwn(ACTION_BODIES, kind);
}
