import type { CancelCause } from '../../billing/cancellation.ts';
import type { CatalogLookup } from '../../catalog/service-package.ts';
import type { ActionBody, ActionKind } from '../../protocol/action-body.ts';

/** Who does something to an order. `offeree`: a provider to whom it was offered and who does not have it. */
export type Actor =
  | { type: 'provider'; id: string }
  | { type: 'offeree'; id: string }
  | { type: 'customer' }
  | { type: 'support'; id: string }
  | { type: 'clock' };
export type ActorType = Actor['type'];
export const ACTOR_TYPES: readonly ActorType[] = [
  'provider',
  'offeree',
  'customer',
  'support',
  'clock'
];

/** Bodies of what is done at the server and not on a provider's device. */
export interface ServerBodies {
  /** The cause is support's to name; what a customer cancels lies with them. */
  'order.cancel': { reason: string; cause?: CancelCause };
  'order.reoffer': Record<never, never>;
  /** R15: the action whose held entry support is done with. */
  'held.settle': { action: string };
  'appointment.agree': Record<never, never>;
  'appointment.reject': Record<never, never>;
  'rating.give': { stars: number; words: string };
  'contact.lapse': Record<never, never>;
  'confirm.lapse': Record<never, never>;
}

export type CommandKind = ActionKind | keyof ServerBodies;
export type CommandBody<K extends CommandKind> = K extends ActionKind
  ? ActionBody<K>
  : K extends keyof ServerBodies
    ? ServerBodies[K]
    : never;

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
