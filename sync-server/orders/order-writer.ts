import type { Command, CommandKind } from '#domain/order/life-cycle/command.ts';
import type { Order } from '#domain/order/order.ts';
import type { Code } from '#domain/protocol/code.ts';

/**
 * Called again whenever somebody else was faster: it must not change anything outside.
 * The same order = nothing to write.
 */
export type DecideOrder = (order: Order) => Order | Promise<Order>;

export type ServerCommand<K extends CommandKind = CommandKind> = Omit<Command<K>, 'id'>;
export type CommandResult =
  { outcome: 'applied'; order: Order } | { outcome: 'refused' | 'held'; code: Code };

/**
 * The one place that writes orders. Every write raises the generation and sets the next due time,
 * and is followed up at once: inboxes, cases, timers, events. What a crash leaves undone is caught
 * up by whichever process follows the orders.
 */
export interface OrderWriter {
  /** The order as it stands afterwards; undefined where there is none. */
  change(orderId: string, decide: DecideOrder): Promise<Order | undefined>;
  /**
   * What a follow-up itself adds to an order. As `change`, but with nothing to write it waits for
   * nobody: the caller may be the follow-up of that very state, and must never wait for itself.
   */
  note(orderId: string, decide: DecideOrder): Promise<void>;
  /** Stores a new order, once; it is offered right away. The order as it stands. */
  book(order: Order): Promise<Order>;
  /** What a customer or support does to an order at the server. Expected refusals are values. */
  apply(orderId: string, command: ServerCommand): Promise<CommandResult>;
  /** Resolves when what this process has begun on the order so far is followed up. */
  followedUp(orderId: string): Promise<void>;
}
