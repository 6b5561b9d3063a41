import { judgeCommand } from '#domain/order/judge-command.ts';
import type { Command, Rules } from '#domain/order/life-cycle/command.ts';
import type { Order } from '#domain/order/order.ts';

/** A command judged in the moment in which it happens. */
export const judge = (order: Order, command: Command, rules: Rules) =>
  judgeCommand(order, command, rules, command.at);
