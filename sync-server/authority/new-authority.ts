import type { FastifyBaseLogger } from 'fastify';
import type { CatalogLookup } from '#domain/catalog/service-package.ts';
import { isOrderAction } from '#domain/order/life-cycle/command.ts';
import type { VerdictDocument } from '#domain/protocol/verdict.ts';
import type { ServerKeys } from '../people/server-keys.ts';
import type { InboxWriter } from '../projector/inbox-writer.ts';
import { isVerdictOn } from '../projector/verdict-document.ts';
import type { Store } from '../store/store.ts';
import type { Authority } from './authority.ts';
import { openChains } from './chain.ts';
import { openDeviceKeys } from './device-keys.ts';
import { giveUpOn } from './give-up-on.ts';
import { inspectAction, type Inspected, type SoundAction } from './inspect-action.ts';
import { recordOnOrder } from './judge-on-order.ts';
import { newQuarantine } from './quarantine.ts';
import { takeBookingRequest } from './take-booking-request.ts';
import { onOneOrder, takeOrderActions } from './take-order-actions.ts';
import { takePersonalAction } from './take-personal-actions.ts';
import type { Clock } from '../clock.ts';
import type { ReceivedAction } from '../outbox/received-action.ts';
import type { OrderWriter } from '../orders/order-writer.ts';

interface AuthorityDeps {
  store: Store;
  clock: Clock;
  keys: ServerKeys;
  log: FastifyBaseLogger;
  writer: OrderWriter;
  inboxes: InboxWriter;
  catalog: CatalogLookup;
}

/**
 * The way of an action from the outbox to its verdict (PROTOCOL.md, "What happens to an action"):
 * 1. what had its verdict in the inbox is left alone, so that taking twice is taking once;
 * 2. what is not whole, signed, in its chain and readable is held with a case, each by itself;
 * 3. what belongs to an order is decided on the order, effect and verdict in one write;
 * 4. everything else is decided on the one document that it changes, or held.
 */
export function newAuthority(deps: AuthorityDeps): Authority {
  const { store, clock, keys, inboxes, catalog } = deps;
  const now = () => clock.now();
  const deviceOf = openDeviceKeys(store);
  const linksBefore = openChains(store);
  const quarantine = newQuarantine({ store, keys, inboxes, now });
  const parts = { ...deps, quarantine, now, rules: { catalog } };

  async function takeAll(provider: string, batch: readonly ReceivedAction[]): Promise<void> {
    const ordered = inSequence(batch);
    const linkBefore = await linksBefore(provider, ordered);
    const [inspected, verdicts] = await Promise.all([
      Promise.all(ordered.map((each) => inspectAction(each, { deviceOf, linkBefore }))),
      store.inbox(provider).getMany<VerdictDocument>(ordered.map(({ id }) => `verdict:${id}`))
    ]);
    const sound: SoundAction[] = [];
    const seen = new Map<string, string>();
    for (const [index, received] of ordered.entries()) {
      const each = inspected[index]!;
      const hash = each.isSound ? each.action.hash : each.hash;
      const verdict = verdicts[index];
      const first = seen.get(received.id);
      if (verdict ? !isVerdictOn(keys, verdict, hash) : first !== undefined && first !== hash) {
        await quarantine.fork(received, hash, orderOf(each));
        continue;
      }
      seen.set(received.id, hash);
      if (verdict) continue;
      if (each.isSound) sound.push(each.action);
      else await holdUnsound(received, each);
    }
    await takeSound(sound);
  }

  async function holdUnsound(
    received: ReceivedAction,
    { code, hash, order, isTheirs }: Inspected & { isSound: false }
  ): Promise<void> {
    const judgement = { outcome: 'held', code, at: now() } as const;
    await quarantine.judge({ received, hash, order, kind: 'action.held', judgement, isTheirs });
  }

  /** Orders one after the other: whether a provider is free for the second depends on the first. */
  async function takeSound(actions: readonly SoundAction[]): Promise<void> {
    const byOrder = new Map<string, SoundAction[]>();
    const others: SoundAction[] = [];
    for (const action of actions) {
      if (action.order === null || !isOrderAction(action.kind)) others.push(action);
      else byOrder.set(action.order, [...(byOrder.get(action.order) ?? []), action]);
    }
    for (const [order, theirs] of byOrder) await takeOrderActions(order, theirs, parts);
    for (const action of others) await takeOther(action);
  }

  async function takeOther(action: SoundAction): Promise<void> {
    if (action.kind === 'profile.set' || action.kind === 'availability.set') {
      return takePersonalAction(action, parts);
    }
    const { received, hash, order } = action;
    const common = { received, hash, order, isTheirs: true };
    if (action.kind === 'support.ask') {
      const judgement = { outcome: 'applied', code: null, at: now() } as const;
      return quarantine.judge({ ...common, kind: 'support.ask', judgement });
    }
    if (action.kind === 'booking.request' && order !== null) {
      const { outcome, code = null } = await takeBookingRequest(action, parts);
      return onOneOrder(order, [action], parts, (current) =>
        recordOnOrder(current, action, { outcome, code, at: now() })
      );
    }
    const code = isOrderAction(action.kind) ? 'order.unknown' : 'kind.notSupported';
    const judgement = { outcome: 'held', code, at: now() } as const;
    return quarantine.judge({ ...common, kind: 'action.held', judgement });
  }

  return {
    async take(actions) {
      const byProvider = Map.groupBy(actions, ({ provider }) => provider);
      for (const [provider, batch] of byProvider) await takeAll(provider, batch);
    },
    giveUp: (action, judgement) => giveUpOn(action, judgement, parts)
  };
}

/** Ids carry the sequence; of a fork, what came first comes first. Devices keep the order in which they came. */
function inSequence(batch: readonly ReceivedAction[]): ReceivedAction[] {
  const devices = Map.groupBy(batch, ({ id }) => id.slice(0, id.lastIndexOf(':')));
  return [...devices.values()].flatMap((each) =>
    each.sort((a, b) => (a.id === b.id ? a.receivedAt - b.receivedAt : a.id < b.id ? -1 : 1))
  );
}

function orderOf(inspected: Inspected): string | null {
  return inspected.isSound ? inspected.action.order : inspected.order;
}
