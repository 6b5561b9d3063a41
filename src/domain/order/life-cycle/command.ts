import type { CancelCause } from '../../billing/cancellation.ts';
import type { FeePayer, SettleWay } from '../../billing/settle-visit.ts';
import type { CatalogLookup } from '../../catalog/service-package.ts';
import type { ActionBody, ActionKind } from '../../protocol/action-body.ts';
import type { Offer } from '../order.ts';
import type { Job } from '../job.ts';

/**
 * Who does something to an order. `offeree`: a provider to whom it was offered and who does not
 * have it · `clock`: a time has come · `authority`: what follows from judging somebody's action ·
 * `billing`: what was written in the ledger.
 */
export type Actor =
  | { type: 'provider'; id: string }
  | { type: 'offeree'; id: string }
  | { type: 'customer' }
  | { type: 'support'; id: string }
  | { type: 'clock' }
  | { type: 'authority' }
  | { type: 'billing' };
export type ActorType = Actor['type'];
export const ACTOR_TYPES = [
  'provider',
  'offeree',
  'customer',
  'support',
  'clock',
  'authority',
  'billing'
] as const satisfies readonly ActorType[];

/** Actions of a device but those that are about no order, or only start from one. */
export type OrderActionKind = Exclude<
  ActionKind,
  | 'booking.request'
  | 'rating.seal'
  | 'availability.set'
  | 'profile.set'
  | 'course.answer'
  | 'support.ask'
>;

/** Bodies of what is done at the server and not on a provider's device. */
export interface ServerBodies {
  /** The cause is support's to name; what a customer cancels lies with them. */
  'order.cancel': { reason: string; cause?: CancelCause };
  'order.reoffer': Nothing;
  /** R15: the action whose paper support is done with. */
  'held.resolve': { action: string };
  /** R15: what is to become of a visit that is held; what was agreed is the customer's to pay. */
  'visit.settle': { way: SettleWay; payer: FeePayer; reason: string };
  'appointment.agree': Nothing;
  'appointment.reject': Nothing;
  'rating.give': { stars: number; words: string };
  /** A new round: best first, nobody reached yet; empty where nobody is left to ask. */
  'offers.send': { offers: Offer[] };
  'order.unplace': Nothing;
  'contact.remind': Nothing;
  /** `limitAt`: ms of server time, the limit that was missed. */
  'contact.lapse': { limitAt: number };
  'confirm.lapse': { limitAt: number };
  'visit.miss': Nothing;
  'visit.overrun': Nothing;
  'contact.remove': Nothing;
  /** R8, R9: a proof in time brings the job back, as it was when the clock took it. */
  'assignment.reopen': { job: Job };
  /** R15: a signed paper that could not be taken. */
  'visit.hold': Nothing;
  'order.bill': { invoiceNumber: string | null; totalMinor: number; payoutMinor: number };
  /** What is to be billed is not what was signed. */
  'order.hold': Nothing;
}
type Nothing = Record<never, never>;

/** Everything that can happen to an order: a closed list, also of what its history says. */
export type CommandKind = OrderActionKind | keyof ServerBodies;
export type CommandBody<K extends CommandKind> = K extends OrderActionKind
  ? ActionBody<K>
  : K extends keyof ServerBodies
    ? ServerBodies[K]
    : never;

/** Carries the customer's signature. */
const SIGNED_KINDS = ['job.complete', 'price.agree', 'package.add'] as const;
export type SignedKind = (typeof SIGNED_KINDS)[number];

export function isSignedKind(kind: CommandKind): kind is SignedKind {
  return SIGNED_KINDS.some((each) => each === kind);
}

/** One thing done, with all that the rules may know about it. */
export interface Command<K extends CommandKind = CommandKind> {
  /** Action id, or a deterministic id for what the server does. */
  id: string;
  kind: K;
  body: CommandBody<K>;
  actor: Actor;
  /** Server time (ms) at which it happened. */
  at: number;
}

/** What the rules may look up: passed in, never reached for. */
export interface Rules {
  catalog: CatalogLookup;
}

/** For commands that look nothing up. */
export const NO_RULES: Rules = {
  catalog: { packageAt: () => undefined, productAt: () => undefined }
};
