import { judge } from './judge.ts';
import type { Command, CommandKind } from '#domain/order/life-cycle/command.ts';
import type { Order } from '#domain/order/order.ts';
import { aCommand, anOrderAfter, RULES } from './builders.ts';
import type { TestServer } from './test-server.ts';

let counter = 0;

/** The order as it is after an action, stored under an id and a token of its own. */
export async function storedAfter(
  { store }: TestServer,
  last: CommandKind,
  change: (order: Order) => Order = (each) => each
) {
  counter += 1;
  const _id = `01jtracking${String(counter).padStart(15, '0')}`;
  const token = `token-of-order-${String(counter).padStart(7, '0')}`;
  const order = change(anOrderAfter(last));
  // What the builders sign is no real statement: billing is told that it has seen it.
  const billing = {
    ...order.job.billing,
    state: order.job.completion ? 'billed' : 'none'
  } as const;
  const document = { ...order, _id, token, job: { ...order.job, id: _id, billing } };
  await store.orders.put(document);
  return document;
}

/** The order with a command of its provider applied and stored: what another process would do. */
export async function actOn(
  { store }: TestServer,
  { _id }: Order,
  kind: CommandKind,
  fields: Partial<Command>
) {
  await store.orders.update(_id, (order) => {
    if (!order) return undefined;
    const decision = judge(order, aCommand(kind, order.job, fields), RULES);
    if (decision.outcome !== 'applied') throw new Error(decision.code);
    return { ...decision.next, generation: order.generation + 1 };
  });
}
