// The orders database: one document an order, the authority's whole state.
// 1. One schema, from which the type comes; what is read from the store is checked against it once,
//    at the border (assertOrder).
// 2. `job` is the job as it stands, whoever has it: indexes, views and rules read it in one place.
//    An assignment that ended keeps its own copy, and what is only about who had the job is in
//    `assignments`.
// 3. Effect and verdict of an action are one write of this document (P4); its revision decides
//    every race.
import { COMMAND_KINDS } from './life-cycle/table.ts';
import * as z from 'zod/mini';
import type { Bill } from '../billing/bill.ts';
import { bps, instantMs, minor, orderId, providerId } from '../branded.ts';
import { CODES } from '../protocol/code.ts';
import { assignmentSchema } from './assignment/assignment.ts';
import { RANK_FACTORS } from '../matching/ranking.ts';
import { jobSchema, PROVIDER_ROLES } from './job.ts';
import { JOB_STATES } from './job-states.ts';
import { ACTOR_TYPES, type CommandKind } from './life-cycle/command.ts';

const text = z.string();
const at = instantMs;

/** Asked of a provider before an order may be offered to them (R3). */
const requirement = z.object({
  skill: text,
  level: z.number(),
  proOnly: z.boolean(),
  /** Tests and papers that the partner asks for. */
  tests: z.array(text),
  papers: z.array(text),
  /** Sent by a partner; missing in older orders. */
  isPartners: z.optional(z.boolean()),
  /** R3: of the market's rules; missing in older orders. */
  mostRadiusKm: z.optional(z.number())
});
export type Requirement = z.infer<typeof requirement>;

/** One provider's place in the waterfall, in the order of their rank. */
const offer = z.object({
  provider: providerId,
  name: text,
  role: z.enum(PROVIDER_ROLES),
  commissionBps: bps,
  rank: z.number(),
  score: z.number(),
  reasons: z.array(
    z.object({
      factor: z.enum(RANK_FACTORS),
      value: z.number(),
      points: z.number()
    })
  ),
  distanceM: z.number(),
  earningsMinor: minor,
  state: z.enum(['waiting', 'open', 'declined', 'withdrawn', 'accepted', 'lapsed']),
  /** Which step of the waterfall opened it; null while it waits. */
  step: z.nullable(z.number()),
  sentAt: z.nullable(at),
  seenAt: z.nullable(at)
});
export type Offer = z.infer<typeof offer>;
export type OfferState = Offer['state'];

/**
 * What happened, by whom, from which state to which. `order.book` begins it; all else are commands.
 */
const historyEntry = z.object({
  at,
  by: z.object({ type: z.enum(ACTOR_TYPES), id: z.optional(text) }),
  what: z.enum([...COMMAND_KINDS, 'order.book'] as [CommandKind | 'order.book']),
  from: z.enum(JOB_STATES),
  to: z.enum(JOB_STATES)
});
export type HistoryEntry = z.infer<typeof historyEntry>;

const verdict = z.object({
  outcome: z.enum(['applied', 'refused', 'held']),
  code: z.nullable(z.enum(CODES)),
  at,
  provider: providerId,
  /**
   * Of the action that was judged: tells another content under the same id apart, and is what the
   * receipt signs.
   */
  hash: text
});

const ofRoles = (of: z.ZodMiniType<number>) => z.object({ friend: of, pro: of });

/** Of the market's rules as they were when it was booked: what later providers of it are judged by. */
const orderRules = z.object({
  version: z.number(),
  commissionBps: ofRoles(bps),
  guaranteeFeeMinor: ofRoles(minor),
  personalOfferMs: z.number()
});
export type OrderRules = z.infer<typeof orderRules>;

const payment = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('directDebit'), accountHolder: text, iban: text }),
  z.object({ kind: z.literal('card'), reference: text }),
  z.object({ kind: z.literal('invoice') })
]);
export type PaymentMethod = z.infer<typeof payment>;

const orderSchema = z.object({
  _id: orderId,
  _rev: z.optional(text),
  type: z.literal('order'),
  /** Rises with every write; projections never go back. */
  generation: z.number(),
  createdAt: at,
  channel: z.enum(['web', 'app', 'partner', 'demo']),
  /** Opens /o/<token>. */
  token: text,
  job: jobSchema,
  /** Oldest first. */
  assignments: z.array(assignmentSchema),
  requirement,
  /** Missing in older orders, which were made under the usual ones. */
  rules: z.optional(orderRules),
  payment,
  /** R2: asked for by the customer. */
  personalProvider: z.nullable(providerId),
  /** Of the present round, best first. */
  offers: z.array(offer),
  /** Of earlier rounds, those that reached somebody: their inboxes still carry the offer. */
  earlierOffers: z.array(offer),
  /** How often the order went out; a re-offer starts a new round with new offers. */
  round: z.number(),
  /**
   * Of every action that was judged on this order. Why it needs no bound:
   * decisions/0001-verdicts-in-the-order.md.
   */
  verdicts: z.record(text, verdict),
  /** Keys of reputation events that already count in a provider's stars and reliability. */
  countedEvents: z.array(text),
  /** Mails that did not reach the customer, until one does again; support has a case of each. */
  undelivered: z.optional(z.array(z.object({ mail: text, at }))),
  /** When billing began to write in the ledger: from then on the fee is no longer merely due. */
  billingBegunAt: z.optional(at),
  /** R15.36: what is billed since then, to the byte: its shape is not judged again. */
  begunBill: z.optional(z.custom<Bill>((value) => typeof value === 'object' && value !== null)),
  /**
   * Next moment (ms) at which `advanceOrder` has something to do; NEVER where there is none.
   * Indexed.
   */
  dueAt: at,
  history: z.array(historyEntry)
});
export interface Order extends z.infer<typeof orderSchema> {}

export const NEVER = 9e15;

/**
 * @throws where a document that was read is no order as this version knows it: nothing may be
 * decided on it
 */
export function assertOrder(document: { _id: string }): asserts document is Order {
  const checked = orderSchema.safeParse(document);
  if (checked.success) return;
  const reasons = checked.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new TypeError(`order ${document._id} is not readable: ${reasons.join('; ')}`);
}
