import { around } from 'geokdbush';
import KDBush from 'kdbush';
import type { Point } from '#domain/matching/distance.ts';
import { MATCHING_POLICY } from '#domain/policy/policy.ts';
import type { Provider } from '#domain/matching/provider.ts';
import { followChanges } from '../store/follow-changes.ts';
import type { Store } from '../store/store.ts';

/** All providers in memory, found by nearness. */
export interface ProviderIndex {
  get(id: string): Provider | undefined;
  /** The nearest providers to whom `suits` applies, nearest first. */
  nearest(place: Point, atMost: number, suits: (provider: Provider) => boolean): Provider[];
  /** Reads all of them; changes that are made meanwhile are followed afterwards. */
  load(): Promise<void>;
  /** Follows the changes until the signal ends it. */
  follow(signal: AbortSignal): Promise<void>;
}

const MOST_PROVIDERS = 100_000;

export function openProviderIndex(store: Pick<Store, 'people'>): ProviderIndex {
  const providers = new Map<string, Provider>();
  let since = '0';
  let built: BuiltIndex | undefined;

  function keep(provider: Provider): void {
    providers.set(provider.id, provider);
    built = undefined;
  }

  return {
    get: (id) => providers.get(id),

    nearest(place, atMost, suits) {
      if (providers.size === 0) return [];
      built ??= buildIndex([...providers.values()]);
      const { tree, order } = built;
      const suitsAt = (at: number) => suits(order[at]!);
      return around(tree, place.lon, place.lat, atMost, MATCHING_POLICY.radiusKm.most, suitsAt).map(
        (at) => order[at]!
      );
    },

    async load() {
      const { lastSeq } = await store.people.changes({ since: 'now', limit: 1 });
      const all = await store.people.withPrefix<Provider>('provider:', { limit: MOST_PROVIDERS });
      for (const provider of all) keep(provider);
      since = lastSeq;
    },

    follow: (signal) =>
      followChanges(store.people, {
        since,
        signal,
        onBatch(changes) {
          for (const { doc, id } of changes) {
            if (doc && id.startsWith('provider:')) keep(doc as unknown as Provider);
          }
        }
      })
  };
}

interface BuiltIndex {
  tree: KDBush;
  /** What the tree's numbers stand for. */
  order: Provider[];
}

function buildIndex(order: Provider[]): BuiltIndex {
  const tree = new KDBush(order.length);
  for (const { base } of order) tree.add(base.lon, base.lat);
  tree.finish();
  return { tree, order };
}
