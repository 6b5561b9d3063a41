import type { FastifyBaseLogger } from 'fastify';
import { withDueAt } from '#domain/order/advance-order.ts';
import { judgeCommand } from '#domain/order/judge-command.ts';
import type { Command, Rules } from '#domain/order/life-cycle/command.ts';
import type { Order } from '#domain/order/order.ts';
import type { Decision } from '#domain/protocol/verdict.ts';
import { inTime } from '../concurrency/in-time.ts';
import { InProgress } from '../concurrency/in-progress.ts';
import { SingleFlight } from '../concurrency/single-flight.ts';
import type {
  CommandResult,
  DecideOrder,
  OrderWriter,
  ServerCommand
} from '../orders/order-writer.ts';
import type { Store } from '../store/store.ts';

/** @param base the generation that the order was decided on */
export type FollowUp = (order: Order, base: number | undefined) => Promise<void>;

interface OrderWriterDeps {
  store: Pick<Store, 'orders'>;
  rules: Rules;
  followUp: FollowUp;
  log: Pick<FastifyBaseLogger, 'warn'>;
  closing: AbortSignal;
}

const CROWD_MS = 50;

export function openOrderWriter(deps: OrderWriterDeps): OrderWriter {
  const { store, rules } = deps;
  /** Whoever follows the orders leaves these to this process's own way, which is faster. */
  const inHand = new InProgress<string>();
  const deciding = new InProgress<string>();
  const follow = newFollow(deciding, deps);

  /** @param mayWait whether the follow-up of a state that was there before is waited for */
  async function write(orderId: string, decide: DecideOrder, mayWait: boolean) {
    let base: number | undefined;
    const writing = store.orders.update(orderId, async (current) => {
      if (!current) return undefined;
      base = current.generation;
      const next = await decide(current);
      return next === current ? undefined : sealed(next, current.generation);
    });
    const { doc, written } = await deciding.during(orderId, writing);
    if (doc && (written || mayWait)) await follow(doc, base);
    return doc;
  }

  const change: OrderWriter['change'] = (orderId, decide) =>
    inHand.during(orderId, write(orderId, decide, true));

  async function book(order: Order): Promise<Order> {
    const { doc } = await store.orders.update(order._id, (current) =>
      current ? undefined : sealed(order, 0)
    );
    if (!doc) throw new Error(`order ${order._id} was not stored`);
    await follow(doc, undefined);
    return doc;
  }

  return {
    change,
    apply: (orderId, command) => apply(orderId, command, { change, rules }),
    book: (order) => inHand.during(order._id, book(order)),
    async note(orderId, decide) {
      await inHand.during(orderId, write(orderId, decide, false));
    },
    followedUp: (orderId) => inHand.ended(orderId)
  };
}

async function apply(
  orderId: string,
  command: ServerCommand,
  { change, rules }: Pick<OrderWriter, 'change'> & { rules: Rules }
): Promise<CommandResult> {
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
}

/**
 * Follows an order up, each of its states once at a time, however many decisions it was written
 * for.
 * 1. A crowd on one order is followed up once: whoever is written while others are still being
 *    decided waits for them, a moment at most. The newest state stands for all before it.
 * 2. It fails nobody: the order is written, and what failed is done by whoever follows the orders.
 */
function newFollow(deciding: InProgress<string>, { followUp, log, closing }: OrderWriterDeps) {
  const following = new SingleFlight<string>();

  return async function follow(order: Order, base: number | undefined): Promise<void> {
    const { _id, generation } = order;
    if (deciding.has(_id)) await inTime(deciding.ended(_id), CROWD_MS, closing);
    await following.run(`${_id} ${generation}`, async () => {
      try {
        await followUp(order, base);
      } catch (error) {
        log.warn({ err: error, order: _id }, 'an order is followed up later');
      }
    });
  };
}

function sealed(order: Order, before: number): Order {
  return withDueAt({ ...order, generation: before + 1 });
}
