import type { FastifyBaseLogger } from 'fastify';
import { setTimeout as wait } from 'node:timers/promises';
import { withDueAt } from '#domain/order/advance-order.ts';
import { judgeCommand } from '#domain/order/judge-command.ts';
import type { Command, CommandKind, Rules } from '#domain/order/life-cycle/command.ts';
import type { Order } from '#domain/order/order.ts';
import type { Code } from '#domain/protocol/code.ts';
import type { Decision } from '#domain/protocol/verdict.ts';
import type { Store } from '../store/store.ts';

/** Called again whenever somebody else was faster: it must not change anything outside. The same order = nothing to write. */
export type DecideOrder = (order: Order) => Order | Promise<Order>;

export type ServerCommand<K extends CommandKind = CommandKind> = Omit<Command<K>, 'id'>;
export type CommandResult =
  { outcome: 'applied'; order: Order } | { outcome: 'refused' | 'held'; code: Code };

/**
 * The one place that writes orders. Every write raises the generation and sets the next due time, and is
 * followed up at once: inboxes, cases, timers, events. Whoever crashes in between is caught up by the
 * process that follows the orders.
 */
export interface OrderWriter {
  /** The order as it stands afterwards; undefined where there is none. */
  change(orderId: string, decide: DecideOrder): Promise<Order | undefined>;
  /**
   * What a follow-up itself adds to an order. As `change`, but where there is nothing to write nobody is waited for: who asks may
   * be the very follow-up of that state. A follow-up waits for later states alone, and so never for itself.
   */
  note(orderId: string, decide: DecideOrder): Promise<void>;
  /** Stores a new order, once; it is offered right away. The order as it stands. */
  book(order: Order): Promise<Order>;
  /** What a customer or support does to an order at the server. Expected refusals are values. */
  apply(orderId: string, command: ServerCommand): Promise<CommandResult>;
  /** Resolves when what this process has begun on the order so far is followed up. */
  settled(orderId: string): Promise<void>;
}

const CROWD_MS = 50;

/** @param base the generation that the order was decided on */
export type FollowUp = (order: Order, base: number | undefined) => Promise<void>;

export function openOrderWriter(
  store: Pick<Store, 'orders'>,
  rules: Rules,
  followUp: FollowUp,
  log: FastifyBaseLogger
): OrderWriter {
  const inHand = new Map<string, Set<Promise<unknown>>>();
  const deciding = new Map<string, Crowd>();
  const following = new Map<string, Promise<void>>();

  /** Whoever follows the orders leaves those in hand to this process's own way, which is faster. */
  async function held<T>(orderId: string, work: () => Promise<T>): Promise<T> {
    const running = work();
    const all = inHand.get(orderId) ?? new Set();
    inHand.set(orderId, all.add(running));
    try {
      return await running;
    } finally {
      all.delete(running);
      if (all.size === 0) inHand.delete(orderId);
    }
  }

  /**
   * A crowd on one order is followed up once: whose decision is written while others are still being decided waits for them,
   * a moment at most. The newest state stands for all before it.
   */
  async function settledCrowd(orderId: string): Promise<void> {
    const crowd = deciding.get(orderId);
    if (!crowd) return;
    await Promise.race([crowd.over, wait(CROWD_MS, undefined, { ref: false })]);
  }

  async function decided<T>(orderId: string, work: Promise<T>): Promise<T> {
    const crowd = deciding.get(orderId) ?? newCrowd();
    deciding.set(orderId, crowd);
    crowd.count += 1;
    try {
      return await work;
    } finally {
      crowd.count -= 1;
      if (crowd.count === 0) {
        deciding.delete(orderId);
        crowd.end();
      }
    }
  }

  /** Of one state of an order once at a time, however many decisions it was written for. It fails nobody, and is logged once. */
  function followUpOnce(order: Order, base: number | undefined): Promise<void> {
    const state = `${order._id} ${order.generation}`;
    const known = following.get(state);
    if (known) return known;
    const running = tryFollowUp(order, base).finally(() => following.delete(state));
    following.set(state, running);
    return running;
  }

  /** The order is written: what follows may fail here, it is then done by whoever follows the orders. */
  async function tryFollowUp(order: Order, base: number | undefined): Promise<void> {
    try {
      await followUp(order, base);
    } catch (error) {
      log.warn({ err: error, order: order._id }, 'an order is followed up later');
    }
  }

  async function follow(order: Order, base: number | undefined): Promise<void> {
    await settledCrowd(order._id);
    await followUpOnce(order, base);
  }

  /** @param mayWait whether the follow-up of a state that was there before is waited for */
  function write(orderId: string, decide: DecideOrder, mayWait: boolean) {
    return held(orderId, async () => {
      let base: number | undefined;
      const writing = store.orders.update(orderId, async (current) => {
        if (!current) return undefined;
        base = current.generation;
        const next = await decide(current);
        return next === current ? undefined : sealed(next, current.generation);
      });
      const { doc, written } = await decided(orderId, writing);
      if (doc && (written || mayWait)) await follow(doc, base);
      return doc;
    });
  }

  const change: OrderWriter['change'] = (orderId, decide) => write(orderId, decide, true);

  return {
    change,

    async note(orderId, decide) {
      await write(orderId, decide, false);
    },

    book: (order) =>
      held(order._id, async () => {
        const { doc } = await store.orders.update(order._id, (current) =>
          current ? undefined : sealed(order, 0)
        );
        if (!doc) throw new Error(`order ${order._id} was not stored`);
        await follow(doc, undefined);
        return doc;
      }),

    async apply(orderId, command) {
      const decided: { decision?: Decision<Order> } = {};
      const order = await change(orderId, (current) => {
        const id = `server:${orderId}:${current.generation}`;
        const decision = judgeCommand(current, { ...command, id } as Command, rules, command.at);
        decided.decision = decision;
        return decision.outcome === 'applied' ? decision.next : current;
      });
      const { decision } = decided;
      if (!order || !decision) return { outcome: 'refused', code: 'order.unknown' };
      return decision.outcome === 'applied' ? { outcome: 'applied', order } : decision;
    },

    async settled(orderId) {
      await Promise.allSettled([...(inHand.get(orderId) ?? [])]);
    }
  };
}

/** Decisions on one order that are not written yet. */
interface Crowd {
  count: number;
  over: Promise<void>;
  end(): void;
}

function newCrowd(): Crowd {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { count: 0, over: promise, end: resolve };
}

function sealed(order: Order, before: number): Order {
  return withDueAt({ ...order, generation: before + 1 });
}
