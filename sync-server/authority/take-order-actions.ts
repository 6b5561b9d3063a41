import { isFree, visitOf } from '#domain/matching/availability.ts';
import type { Provider } from '#domain/matching/provider.ts';
import { RUNNING_STATES } from '#domain/order/job-states.ts';
import type { Rules } from '#domain/order/life-cycle/command.ts';
import type { Order } from '#domain/order/order.ts';
import type { Code } from '#domain/protocol/code.ts';
import type { FastifyBaseLogger } from 'fastify';
import { claimVisit } from '../dispatch/claim-visit.ts';
import { StoreUnavailable } from '../store/store-unavailable.ts';
import type { Store } from '../store/store.ts';
import type { SoundAction } from './inspect-action.ts';
import { judgeOnOrder, recordOnOrder, type OnOrder } from './judge-on-order.ts';
import { judgeAsThen } from './judge-as-then.ts';
import type { Quarantine } from './quarantine.ts';
import type { OrderWriter } from '../orders/order-writer.ts';

interface OrderActionsDeps {
  store: Pick<Store, 'orders' | 'people'>;
  writer: Pick<OrderWriter, 'change'>;
  quarantine: Quarantine;
  rules: Rules;
  log: FastifyBaseLogger;
  now(): number;
}

/**
 * Judges one provider's actions on one order, in sequence, in one write unless somebody interferes.
 */
export async function takeOrderActions(
  orderId: string,
  actions: readonly SoundAction[],
  deps: OrderActionsDeps
): Promise<void> {
  const { now, store } = deps;
  await onOneOrder(orderId, actions, deps, async (order, action) => {
    const answer = await judged(order, action, deps);
    if (answer.what !== 'judged' || !isWon(order, answer.order)) return answer;
    // At the last moment: what was free when the offer went out may have been promised since.
    const promised = await claimVisit(store, action.provider, answer.order, now());
    if (isFree(visitOf(answer.order.job), promised)) return answer;
    const isRefused = action.kind === 'offer.accept' && !action.received.earlier;
    const outcome = isRefused ? 'refused' : 'held';
    return recordOnOrder(order, action, { outcome, code: 'provider.busy', at: now() });
  });
}

async function judged(order: Order, action: SoundAction, deps: OrderActionsDeps): Promise<OnOrder> {
  const context = { rules: deps.rules, now: deps.now() };
  if (!action.received.earlier) return judgeOnOrder(order, action, context);
  const { provider } = action;
  const as = await deps.store.people.get<Provider>(`provider:${provider}`);
  return judgeAsThen(order, action, { ...context, earlier: action.received.earlier, as });
}

/**
 * R3.7, R3.9: whoever gets the job, by accepting or by a late proof, has to be free for it; a proof
 * in time is never merely refused. Of a visit that comes back as held nobody is to come any more.
 */
function isWon(before: Order, { job }: Order): boolean {
  return before.job.provider === null && RUNNING_STATES.includes(job.state);
}

/**
 * The order with every answer in it, in one write; what does not belong into it is
 * quarantined with its reason.
 */
export async function onOneOrder(
  orderId: string,
  actions: readonly SoundAction[],
  { writer, quarantine, now, log }: Pick<OrderActionsDeps, 'writer' | 'quarantine' | 'now' | 'log'>,
  judge: (order: Order, action: SoundAction) => OnOrder | Promise<OnOrder>
): Promise<void> {
  let answers: (OnOrder['what'] | 'failed')[] = [];
  const order = await writer.change(orderId, async (current) => {
    answers = [];
    let next = current;
    for (const action of actions) {
      try {
        const answer = await judge(next, action);
        answers.push(answer.what);
        if (answer.what === 'judged') next = answer.order;
      } catch (error) {
        if (error instanceof StoreUnavailable) throw error;
        // A rule that throws is a bug of ours: support gets the action and those behind it go on.
        log.error({ err: error, order: orderId, action: action.id }, 'a rule failed');
        answers.push('failed');
      }
    }
    return next;
  });
  for (const [index, action] of actions.entries()) {
    const answer = order ? answers[index] : 'unknown';
    if (answer === undefined || answer === 'judged' || answer === 'known') continue;
    const { received, hash } = action;
    if (answer === 'fork') {
      await quarantine.fork(received, hash, orderId);
      continue;
    }
    const judgement = { outcome: 'held', code: CODES[answer], at: now() } as const;
    // Support is told what a stranger is not: that there is such an order.
    const reason: Code | undefined = answer === 'stranger' ? 'order.notYours' : undefined;
    const common = { received, hash, order: orderId, isTheirs: true, reason };
    await quarantine.judge({ ...common, kind: 'action.held', judgement });
  }
}

/**
 * What keeps an action out of its order, as the device hears it. Orders of others and orders that
 * are not there answer alike: whoever tries ids learns nothing.
 */
const CODES = {
  unknown: 'order.unknown',
  stranger: 'order.unknown',
  failed: 'action.malformed'
} as const satisfies Record<string, Code>;
