import type { FastifyBaseLogger } from 'fastify';
import type { Order } from '#domain/order/order.ts';
import { TIME_POLICY } from '#domain/policy/policy.ts';
import type { Authority } from '../authority/authority.ts';
import { newAuthority } from '../authority/new-authority.ts';
import { newOrderCases } from '../cases/order-cases.ts';
import type { Clock } from '../clock.ts';
import { keepTrying } from '../concurrency/retry.ts';
import { candidatesFor } from '../dispatch/candidates.ts';
import { newGracePeriod, type GracePeriod } from '../dispatch/grace-period.ts';
import { openProviderIndex, type ProviderIndex } from '../dispatch/provider-index.ts';
import { runOrderClock } from '../dispatch/run-order-clock.ts';
import { newTimers, type Timers } from '../dispatch/timers.ts';
import type { Events } from '../events.ts';
import type { OrderWriter } from '../orders/order-writer.ts';
import type { ServerKeys } from '../people/server-keys.ts';
import { followProfiles } from '../projector/follow-profiles.ts';
import { InboxWriter } from '../projector/inbox-writer.ts';
import { newProjector } from '../projector/projector.ts';
import type { Store } from '../store/store.ts';
import { openCatalogRules } from './catalog-rules.ts';
import { followOrders } from './follow-orders.ts';
import { newFollowUp, type OrderHooks } from './follow-up.ts';
import { openOrderWriter, type FollowUp } from './open-order-writer.ts';

/** Everything that decides about orders, over one store. */
export interface OrderWork {
  authority: Authority;
  writer: OrderWriter;
  timers: Timers;
  gracePeriod: GracePeriod;
  providers: ProviderIndex;
  /** Filled in by parts that want to be told. */
  hooks: OrderHooks;
  /** Catalogue and providers into memory, once. `run` and the authority do it by themselves. */
  load(): Promise<void>;
  /**
   * Timers, the follower of the orders, catalogue and providers kept up to date: until `closing`.
   */
  run(): Promise<void>;
}

interface OrderWorkDeps {
  store: Store;
  clock: Clock;
  keys: ServerKeys;
  events: Events;
  log: FastifyBaseLogger;
  closing: AbortSignal;
  /** When this copy of the data began (store/epoch.ts); orders from before may lack what happened. */
  copySince?: number;
}

type Parts = Omit<OrderWork, 'authority' | 'run'> & {
  followUp: FollowUp;
  inboxes: InboxWriter;
  catalog: ReturnType<typeof openCatalogRules>;
};

const BACK_OFF = { firstMs: 200, longestMs: 15_000 };

/** The composition root of what works on orders: authority, dispatch, projector and cases. */
export function openOrderWork(deps: OrderWorkDeps): OrderWork {
  const parts = openParts(deps);
  const { writer, timers, gracePeriod, providers, hooks, load, inboxes, catalog } = parts;
  const authority = newAuthority({ ...deps, writer, inboxes, catalog });
  return {
    authority: {
      ...authority,
      // Judged without the catalogue, a package that everybody knows would be held as unknown.
      take: (actions) => load().then(() => authority.take(actions))
    },
    ...{ writer, timers, gracePeriod, providers, hooks, load },
    run: () => run(deps, parts)
  };
}

function openParts(deps: OrderWorkDeps): Parts {
  const { store, clock, keys, log, closing } = deps;
  const hooks: OrderHooks = {};
  const catalog = openCatalogRules(store);
  const providers = openProviderIndex(store);
  const inboxes = new InboxWriter(store);
  // A follow-up writes to orders itself, through the writer that it follows up.
  const load = newLoad(() => Promise.all([catalog.load(), providers.load()]));
  const followUpLoaded = newFollowUp({
    ...deps,
    hooks,
    projector: newProjector(inboxes, { catalog, keys }),
    openOrderCases: newOrderCases(store, clock),
    note: (id, decide) => writer.note(id, decide),
    due: (at) => timers.due(at)
  });
  const followUp: FollowUp = async (order, base) => {
    // What inboxes show of an order has words of the catalogue.
    await load();
    await followUpLoaded(order, base);
  };
  const writer = openOrderWriter({ store, rules: { catalog }, followUp, log, closing });
  const judged = async (provider: string) => hooks.judged?.(provider);
  const gracePeriod = newGracePeriod({ clock, closing, log, judged });
  const timers = newTimers({
    ...deps,
    onOutage: () => gracePeriod.storeWasAway(),
    runOrder: (id, notBefore) =>
      runOrderClock(id, {
        writer,
        now: () => clock.now(),
        keptUntil: (provider) => gracePeriod.keptUntil(provider),
        notBefore,
        restoredUntil: newRestoredUntil(deps),
        candidates: (order) => candidatesFor(order, providers, store)
      })
  });
  return { writer, timers, gracePeriod, providers, hooks, load, followUp, inboxes, catalog };
}

function newRestoredUntil({ copySince = 0, clock }: OrderWorkDeps) {
  const until = copySince + TIME_POLICY.restoredWaitMs;
  return ({ createdAt }: Order) => (createdAt < copySince && clock.now() < until ? until : null);
}

/** Loads once; again where it failed. */
function newLoad(loadAll: () => Promise<unknown>): () => Promise<void> {
  let loading: Promise<unknown> | undefined;
  return async function load() {
    loading ??= loadAll();
    await loading.catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
  };
}

async function run(deps: OrderWorkDeps, parts: Parts): Promise<void> {
  const { log, closing } = deps;
  const { catalog, providers, timers, load } = parts;
  const onFailure = (err: unknown) => log.warn({ err }, 'waits for the store');
  await keepTrying(load, { ...BACK_OFF, signal: closing, onFailure });
  await Promise.all([
    catalog.follow(closing),
    providers.follow(closing),
    followProfiles({ ...deps, ...parts }),
    followOrders({ ...deps, ...parts }),
    timers.run()
  ]);
}
