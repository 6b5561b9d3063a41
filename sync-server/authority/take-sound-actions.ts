import { isOrderAction } from '#domain/order/life-cycle/table.ts';
import type { CatalogLookup } from '#domain/catalog/service-package.ts';
import type { Rules } from '#domain/order/life-cycle/command.ts';
import type { Judgement } from '#domain/protocol/verdict.ts';
import type { FastifyBaseLogger } from 'fastify';
import type { OrderWriter } from '../orders/order-writer.ts';
import type { ServerKeys } from '../people/server-keys.ts';
import type { InboxWriter } from '../projector/inbox-writer.ts';
import type { Store } from '../store/store.ts';
import type { SoundAction } from './inspect-action.ts';
import { recordOnOrder } from './judge-on-order.ts';
import type { Quarantine } from './quarantine.ts';
import { takeBookingRequest } from './take-booking-request.ts';
import { onOneOrder, takeOrderActions } from './take-order-actions.ts';
import { takePersonalAction } from './take-personal-action.ts';

export interface TakeSoundDeps {
  store: Pick<Store, 'orders' | 'people' | 'catalog'>;
  writer: Pick<OrderWriter, 'change' | 'book'>;
  inboxes: InboxWriter;
  keys: Pick<ServerKeys, 'sign'>;
  quarantine: Quarantine;
  catalog: CatalogLookup;
  rules: Rules;
  log: FastifyBaseLogger;
  now(): number;
}

/**
 * Judges what its device has really said. Orders one after the other: whether a provider is free
 * for the second depends on the first.
 */
export async function takeSoundActions(
  actions: readonly SoundAction[],
  deps: TakeSoundDeps
): Promise<void> {
  const isHealing = actions.some(({ received }) => received.earlier);
  for (const run of isHealing ? inRuns(actions) : [actions]) await takeRun(run, deps);
}

async function takeRun(actions: readonly SoundAction[], deps: TakeSoundDeps): Promise<void> {
  const byOrder = Map.groupBy(actions, orderOf);
  for (const [order, theirs] of byOrder) {
    if (order !== null) await takeOrderActions(order, theirs, deps);
  }
  for (const action of byOrder.get(null) ?? []) await takeOther(action, deps);
}

const orderOf = ({ order, kind }: SoundAction) => (isOrderAction(kind) ? order : null);

/** What one order after the other was told, as it came: one may have been booked by the other. */
function inRuns(actions: readonly SoundAction[]): SoundAction[][] {
  const runs: SoundAction[][] = [];
  for (const action of actions) {
    const last = runs.at(-1);
    if (last && orderOf(last[0]!) === orderOf(action)) last.push(action);
    else runs.push([action]);
  }
  return runs;
}

/** What no rule of an order judges: decided on the one document that it changes, or held. */
async function takeOther(action: SoundAction, deps: TakeSoundDeps): Promise<void> {
  const { quarantine } = deps;
  const { earlier } = action.received;
  const now = () => earlier?.at ?? deps.now();
  if (action.kind === 'profile.set' || action.kind === 'availability.set') {
    return takePersonalAction(action, { ...deps, now });
  }
  const { received, hash, order } = action;
  const common = { received, hash, order, isTheirs: true };
  if (action.kind === 'support.ask') {
    const judgement = { outcome: 'applied', code: null, at: now() } as const;
    return quarantine.judge({ ...common, kind: 'support.ask', judgement });
  }
  if (action.kind === 'booking.request' && order !== null) {
    const said = await bookAsSaid(action, { ...deps, now });
    return onOneOrder(order, [action], deps, (current) => recordOnOrder(current, action, said));
  }
  const code = isOrderAction(action.kind) ? 'order.unknown' : 'kind.notSupported';
  const judgement = { outcome: 'held', code, at: now() } as const;
  return quarantine.judge({ ...common, kind: 'action.held', judgement });
}

/** As it was said before a restore; what counted then and cannot now is held. */
async function bookAsSaid(action: SoundAction, deps: TakeSoundDeps): Promise<Judgement> {
  const { earlier } = action.received;
  if (earlier && earlier.outcome !== 'applied') return earlier;
  const { outcome, code = null } = await takeBookingRequest(action, deps);
  const isHeld = earlier && outcome === 'refused';
  return { outcome: isHeld ? 'held' : outcome, code, at: deps.now() };
}
