import type { FastifyBaseLogger } from 'fastify';
import type { CatalogLookup } from '#domain/catalog/service-package.ts';
import type { VerdictDocument } from '#domain/protocol/verdict.ts';
import type { ServerKeys } from '../people/server-keys.ts';
import type { InboxWriter } from '../projector/inbox-writer.ts';
import { isVerdictOn } from '../projector/verdict-document.ts';
import type { Store } from '../store/store.ts';
import type { Authority } from './authority.ts';
import { openChains } from './open-chains.ts';
import { openDeviceKeys } from './device-keys.ts';
import { giveUpOn } from './give-up-on.ts';
import { inspectAction, type Inspected, type SoundAction } from './inspect-action.ts';
import { asSaid, lackedByOrders } from './lacked-by-orders.ts';
import { newQuarantine } from './quarantine.ts';
import { takeSoundActions } from './take-sound-actions.ts';
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
  const quarantine = newQuarantine({ store, keys, inboxes, now });
  const inspectBatch = newInspectBatch(store);
  const parts = { ...deps, quarantine, now, rules: { catalog } };

  /** Keeps what is not sound or was judged before, and answers what is left to judge. */
  async function sift(provider: string, batch: readonly ReceivedAction[]): Promise<SoundAction[]> {
    const sound: SoundAction[] = [];
    const seen = new Map<string, string>();
    const inspectedBatch = await inspectBatch(provider, batch);
    const lacking = await lackedByOrders(store, inspectedBatch);
    for (const { received, inspected, verdict } of inspectedBatch) {
      const hash = inspected.isSound ? inspected.action.hash : inspected.hash;
      const first = seen.get(received.id);
      if (verdict ? !isVerdictOn(keys, verdict, hash) : first !== undefined && first !== hash) {
        await quarantine.fork(received, hash, orderOf(inspected));
        continue;
      }
      seen.set(received.id, hash);
      if (verdict) {
        if (lacking.has(received.id)) sound.push(asSaid(inspected, verdict));
        continue;
      }
      if (inspected.isSound) sound.push(inspected.action);
      else await holdUnsound(received, inspected);
    }
    return sound;
  }

  async function holdUnsound(
    received: ReceivedAction,
    { code, hash, order, isTheirs }: Inspected & { isSound: false }
  ): Promise<void> {
    const judgement = { outcome: 'held', code, at: now() } as const;
    await quarantine.judge({ received, hash, order, kind: 'action.held', judgement, isTheirs });
  }

  return {
    async take(actions) {
      const byProvider = Map.groupBy(actions, ({ provider }) => provider);
      for (const [provider, batch] of byProvider) {
        await takeSoundActions(await sift(provider, inSequence(batch)), parts);
      }
    },
    giveUp: (action, judgement) => giveUpOn(action, judgement, parts)
  };
}

/** Each action of a batch as inspected, and the verdict that its inbox has already. */
function newInspectBatch(store: Pick<Store, 'people' | 'outbox' | 'inbox'>) {
  const deviceOf = openDeviceKeys(store);
  const linksBefore = openChains(store);

  return async function inspectBatch(provider: string, batch: readonly ReceivedAction[]) {
    const linkBefore = await linksBefore(provider, batch);
    const [inspected, verdicts] = await Promise.all([
      Promise.all(batch.map((each) => inspectAction(each, { deviceOf, linkBefore }))),
      store.inbox(provider).getMany<VerdictDocument>(batch.map(({ id }) => `verdict:${id}`))
    ]);
    return batch.map((received, index) => ({
      received,
      inspected: inspected[index]!,
      verdict: verdicts[index]
    }));
  };
}

/**
 * Ids carry the sequence; of a fork, what came first comes first. Devices keep the order in which
 * they came.
 */
function inSequence(batch: readonly ReceivedAction[]): ReceivedAction[] {
  const devices = Map.groupBy(batch, ({ id }) => id.slice(0, id.lastIndexOf(':')));
  return [...devices.values()].flatMap((each) =>
    each.sort((a, b) => (a.id === b.id ? a.receivedAt - b.receivedAt : a.id < b.id ? -1 : 1))
  );
}

function orderOf(inspected: Inspected): string | null {
  return inspected.isSound ? inspected.action.order : inspected.order;
}
