// A job: what one provider and their devices may know of an order, and all that the life cycle's
// rules need.
// 1. One schema, from which the type comes. The server keeps the job inside its order; an inbox
//    carries a copy.
// 2. The booking is what a job keeps when it changes hands; everything else belongs to one
//    provider's visit, so that a job made of a booking has nothing in it that somebody did before.
import * as z from 'zod/mini';
import { VISIT_FEE_PAYERS } from '../billing/failed-visit.ts';
import { FEE_PAYERS, SETTLE_WAYS } from '../billing/settle-visit.ts';
import {
  actionId,
  bps,
  instantMs,
  minor,
  orderId,
  packageId,
  productId,
  providerId
} from '../branded.ts';
import { CHECKLIST_PHASES, SKILLS, type LocalText } from '../catalog/service-package.ts';
import { CURRENCIES, LOCALES, MARKETS } from '../policy/policy.ts';
import { CONTACT_WAYS, FAILURE_CAUSES } from '../protocol/action-values.ts';
import type { CustomerSignature } from '../protocol/signature.ts';
import { JOB_STATES } from './job-states.ts';
import type { Statement } from './signing/statement.ts';

const at = instantMs;
const text = z.string();
const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

const localTextSchema = z.custom<LocalText>(
  (value) => isObject(value) && typeof (value as LocalText).de === 'string'
);
/**
 * Checked when the action that carried it was taken, and compared to the byte since: its shape is
 * not judged again.
 */
const signature = z.custom<CustomerSignature>(isObject);
const signedStatement = z.custom<Statement>(isObject);

export const PROVIDER_ROLES = ['friend', 'pro'] as const;
export type ProviderRole = (typeof PROVIDER_ROLES)[number];

const placeSchema = z.object({
  street: text,
  houseNumber: text,
  postcode: text,
  city: text,
  country: z.enum(MARKETS),
  lat: z.number(),
  lon: z.number(),
  /** How to get in: floor, bell, parking. */
  hint: text
});
export type Place = z.infer<typeof placeSchema>;

const customer = z.object({
  name: text,
  phone: text,
  email: text,
  company: text,
  locale: z.enum(LOCALES)
});
export type JobCustomer = z.infer<typeof customer>;

/**
 * Frozen when the job is accepted; prices and shares of a running job never move. Only VAT is that
 * of the day of the service (price/vat-of-day.ts).
 */
const terms = z.object({
  currency: z.enum(CURRENCIES),
  /** On the guarantee fee, on products, and on a Pro's service. */
  vatBps: bps,
  commissionBps: bps,
  /** As long as nobody has the job: the most that it may be. */
  guaranteeFeeMinor: minor,
  visitFeeMinor: minor,
  /** R27, R21: of the market's rules; missing in older orders, which were made under the usual. */
  cancelTiers: z.optional(z.array(z.object({ fromMs: z.number(), shareBps: bps }))),
  paymentTermDays: z.optional(z.number()),
  catalogVersion: text,
  termsVersion: text
});

const addedPackage = z.object({
  action: actionId,
  packageId,
  packageVersion: z.number(),
  title: localTextSchema,
  quantity: z.number(),
  unitMinor: minor,
  at,
  consentHash: text,
  signature,
  /** What it asks for beyond what was booked: goes with it where it is taken back. */
  items: z.optional(z.array(text))
});
export type AddedPackage = z.infer<typeof addedPackage>;

const agreedPrice = z.object({
  action: actionId,
  priceMinor: minor,
  reason: text,
  at,
  consentHash: text,
  signature
});
export type AgreedPrice = z.infer<typeof agreedPrice>;

const soldProduct = z.object({
  action: actionId,
  productId,
  productVersion: z.number(),
  title: localTextSchema,
  quantity: z.number(),
  unitMinor: minor,
  salesCommissionBps: bps,
  at
});
export type SoldProduct = z.infer<typeof soldProduct>;

const takenBack = z.object({
  /** That sold, added or agreed it. */
  action: actionId,
  /** When it was taken back. */
  at,
  /** As it was, with what the customer signed for it; null where it has not come yet. */
  was: z.nullable(z.union([soldProduct, addedPackage, agreedPrice]))
});
export type TakenBack = z.infer<typeof takenBack>;

const appointmentChange = z.object({
  action: actionId,
  from: at,
  startsAt: at,
  customerWish: text,
  confirmedBy: z.enum(['phone', 'link']),
  at,
  /** A change by link waits for the customer. */
  state: z.enum(['waiting', 'agreed', 'rejected']),
  /** When the customer answered it by their link. */
  answeredAt: z.optional(at)
});
export type AppointmentChange = z.infer<typeof appointmentChange>;

const writtenText = z.object({ action: actionId, at, text });

export const bookingFields = {
  id: orderId,
  market: z.enum(MARKETS),
  service: z.object({
    packageId,
    packageVersion: z.number(),
    title: localTextSchema,
    /** Gross, as booked. */
    priceMinor: minor,
    durationMin: z.number(),
    skill: z.enum(SKILLS),
    level: z.literal([1, 2, 3, 4, 5])
  }),
  appointment: z.object({ startsAt: at, durationMin: z.number(), timeZone: text }),
  place: placeSchema,
  customer,
  /** The customer's own words about the problem. */
  problem: text,
  /** R18: on a partner's job only products of these brands earn sales commission. */
  partner: z.nullable(z.object({ id: text, name: text, brands: z.array(text) })),
  pickup: z.nullable(
    z.object({ branch: text, address: text, openingHours: text, reference: text })
  ),
  terms,
  checklist: z.array(
    z.object({
      id: text,
      phase: z.enum(CHECKLIST_PHASES),
      text: localTextSchema,
      required: z.boolean()
    })
  )
};

const visitFields = {
  provider: z.nullable(z.object({ id: providerId, name: text, role: z.enum(PROVIDER_ROLES) })),
  checked: z.record(text, z.object({ done: z.boolean(), at })),
  acceptedAt: z.nullable(at),
  contacts: z.array(
    z.object({ at, way: z.enum(CONTACT_WAYS), reached: z.boolean(), agreed: text })
  ),
  contactedAt: z.nullable(at),
  confirmedAt: z.nullable(at),
  appointmentChanges: z.array(appointmentChange),
  travel: z.nullable(z.object({ startedAt: at, etaAt: at })),
  pickedUpAt: z.nullable(at),
  handedOverAt: z.nullable(at),
  arrivedAt: z.nullable(at),
  workStartedAt: z.nullable(at),
  progress: z.array(writtenText),
  notes: z.array(writtenText),
  photos: z.array(
    z.object({ action: actionId, at, sha256: text, size: z.number(), type: text, caption: text })
  ),
  agreedPrice: z.nullable(agreedPrice),
  addedPackages: z.array(addedPackage),
  soldProducts: z.array(soldProduct),
  /** R13, R18; not there as long as nothing was taken back. */
  takenBack: z.optional(z.array(takenBack)),
  completion: z.nullable(
    z.object({ action: actionId, at, statement: signedStatement, statementHash: text, signature })
  ),
  failure: z.nullable(z.object({ at, cause: z.enum(FAILURE_CAUSES), note: text })),
  /** The customer would not sign. */
  refusal: z.nullable(z.object({ at, reason: text, action: actionId })),
  /** The fee and who pays it are fixed when it is cancelled (R27). */
  cancellation: z.nullable(
    z.object({
      at,
      by: z.enum(['customer', 'support']),
      reason: text,
      payer: z.enum(VISIT_FEE_PAYERS),
      feeMinor: minor
    })
  ),
  billing: z.object({
    state: z.enum(['none', 'due', 'billed', 'held']),
    invoiceNumber: z.nullable(text),
    totalMinor: z.nullable(minor),
    payoutMinor: z.nullable(minor)
  }),
  rating: z.nullable(z.object({ stars: z.number(), words: text, at }))
};

export const jobSchema = z.object({
  ...bookingFields,
  ...visitFields,
  state: z.enum(JOB_STATES),
  /**
   * When the customer's contact data left the order and every inbox; not there as long as they are
   * kept.
   */
  contactRemovedAt: z.optional(at),
  /** R15.31: what support made of a visit that was held; not there where it was not asked. */
  settled: z.optional(
    z.object({
      at,
      way: z.enum(SETTLE_WAYS),
      payer: z.enum(FEE_PAYERS),
      reason: text,
      /** R15.35: when the visit took place that is billed; not there where nothing said it. */
      visitAt: z.optional(at)
    })
  )
});
export interface Job extends z.infer<typeof jobSchema> {}
export type Booking = Pick<Job, keyof typeof bookingFields>;
export type Visit = Pick<Job, keyof typeof visitFields>;
