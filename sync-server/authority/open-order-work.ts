import type { FastifyBaseLogger } from 'fastify';
import type { Background, Clock } from '../deps.ts';
import { candidatesFor } from '../dispatch/candidates.ts';
import { newLapses, type Lapses } from '../dispatch/lapses.ts';
import { openProviderIndex, type ProviderIndex } from '../dispatch/provider-index.ts';
import { runOrderClock } from '../dispatch/run-order-clock.ts';
import { newTimers, type Timers } from '../dispatch/timers.ts';
import type { Events } from '../events.ts';
import type { ServerKeys } from '../people/server-keys.ts';
import { InboxWriter } from '../projector/inbox-writer.ts';
import { newOrderCases } from '../projector/order-cases.ts';
import { followProfiles } from '../projector/follow-profiles.ts';
import { newProjector } from '../projector/projector.ts';
import type { Store } from '../store/store.ts';
import type { Authority } from './authority.ts';
import { openCatalogRules } from './catalog-rules.ts';
import { followOrders } from './follow-orders.ts';
import { newFollowUp, type OrderHooks } from './follow-up.ts';
import { newAuthority } from './new-authority.ts';
import { openOrderWriter, type FollowUp, type OrderWriter } from './order-writer.ts';
import { untilDone } from './until-done.ts';

/** Everything that decides about orders, over one store. */
export interface OrderWork {
  authority: Authority;
  writer: OrderWriter;
  timers: Timers;
  lapses: Lapses;
  providers: ProviderIndex;
  /** Filled in by parts that want to be told. */
  hooks: OrderHooks;
  /** Catalogue and providers into memory, once. `run` and the authority do it by themselves. */
  load(): Promise<void>;
  /** Timers, the follower of the orders, catalogue and providers kept up to date: until `closing`. */
  run(): Promise<void>;
}

interface OrderWorkDeps {
  store: Store;
  clock: Clock;
  keys: ServerKeys;
  events: Events;
  log: FastifyBaseLogger;
  closing: AbortSignal;
}

export function openOrderWork(deps: OrderWorkDeps): OrderWork {
  const { store, clock, keys, log, closing } = deps;
  const hooks: OrderHooks = {};
  const catalog = openCatalogRules(store);
  const providers = openProviderIndex(store);
  const inboxes = new InboxWriter(store);

  // The writer is followed up by parts that write orders themselves, through the writer.
  const followUp: FollowUp = newFollowUp({
    ...deps,
    hooks,
    projector: newProjector(inboxes, { catalog, keys }),
    openOrderCases: newOrderCases(store, clock),
    note: (id, decide) => writer.note(id, decide),
    due: (at) => timers.due(at)
  });
  const writer = openOrderWriter(store, { catalog }, followUp, log);
  const lapses = newLapses({ clock, closing, log, judged: async (id) => hooks.judged?.(id) });
  const timers = newTimers({
    ...deps,
    onOutage: () => lapses.interrupted(),
    runOrder: (id, notBefore) =>
      runOrderClock(id, {
        writer,
        now: () => clock.now(),
        heldUntil: (provider) => lapses.heldUntil(provider),
        notBefore,
        candidates: (order) => candidatesFor(order, providers, store)
      })
  });

  let loading: Promise<unknown> | undefined;
  async function load(): Promise<void> {
    loading ??= Promise.all([catalog.load(), providers.load()]);
    await loading.catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
  }

  const authority = newAuthority({ ...deps, writer, inboxes, catalog });
  return {
    authority: {
      // Judged without the catalogue, a package that everybody knows would be held as unknown.
      ...authority,
      take: (actions) => load().then(() => authority.take(actions))
    },
    writer,
    timers,
    lapses,
    providers,
    hooks,
    load,
    async run() {
      await untilDone(load, log, closing);
      await Promise.all([
        catalog.follow(closing),
        providers.follow(closing),
        followProfiles({ store, clock, inboxes, log, closing }),
        followOrders({ store, clock, writer, followUp, log, closing }),
        timers.run()
      ]);
    }
  };
}

export const keepOrderWork: Background = ({ orderWork }) => orderWork.run();
