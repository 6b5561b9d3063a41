import { createHash } from 'node:crypto';
import { bookingPrice } from '#domain/booking/booking-price.ts';
import type { Provider } from '#domain/matching/provider.ts';
import type { ServicePackage } from '#domain/catalog/service-package.ts';
import { listedHelpers, type ListedHelper } from '#domain/storefront/cities.ts';
import { MARKETS, type Market } from '#domain/policy/policy.ts';
import type { StorefrontWorld } from '#domain/storefront/shop.ts';
import type { PriceOf } from '#domain/storefront/services.ts';
import type { RunningBusiness, Business } from '../business/business.ts';
import type { KeptRules } from '../business/market-rules.ts';
import { ALL } from '../catalog/publish-catalog.ts';
import type { Store } from '../store/store.ts';

export interface ReadWorld {
  world: StorefrontWorld;
  business: RunningBusiness;
  /** Another one as soon as anything is different that a page may show. */
  edition: string;
}

/** A new price shows at once for people; who helps where changes by the day. */
const FRESH_MS = { catalog: 5_000, helpers: 60_000 };
const MOST_HELPERS = 100_000;

type RulesShown = Awaited<ReturnType<KeptRules['shown']>>;

interface Deps {
  store: Pick<Store, 'catalog' | 'people'>;
  business: Pick<Business, 'current'>;
  marketRules: Pick<KeptRules, 'shown'>;
  now: () => number;
}

/** What the pages that anybody finds are made from; kept for some seconds. */
export function worldReader({ store, business, marketRules, now }: Deps): () => Promise<ReadWorld> {
  const packages = keptFor(FRESH_MS.catalog, now, () =>
    store.catalog.withPrefix<ServicePackage>('package:', ALL)
  );
  const helpers = keptFor(FRESH_MS.helpers, now, async () => {
    const all = await store.people.withPrefix<Provider>('provider:', { limit: MOST_HELPERS });
    return listedHelpers(all);
  });
  const sameBusiness = sameAsBefore<RunningBusiness>();
  const running = async () => sameBusiness(await business.current());
  // As one value for as long as the same versions are in force.
  let inForce: RulesShown | undefined;
  const rules = async () => {
    const shown = await marketRules.shown(now());
    const isSame = MARKETS.every((each) => inForce?.[each].version === shown[each].version);
    return (inForce = isSame && inForce ? inForce : shown);
  };
  let known: { parts: readonly unknown[]; read: ReadWorld } | undefined;

  return async () => {
    const reading = Promise.all([packages(), helpers(), running(), rules()]);
    // While the store is down, what was read last is better than nothing.
    const parts = await reading.catch((error: unknown) => {
      if (known) return null;
      throw error;
    });
    if (!parts) return known!.read;
    if (known?.parts.every((each, at) => each === parts[at])) return known.read;
    const read = { ...worldOf(...parts), edition: hashOf(parts) };
    known = { parts, read };
    return read;
  };
}

function worldOf(
  packages: ServicePackage[],
  helpers: ListedHelper[],
  business: RunningBusiness,
  rules: RulesShown
): Pick<ReadWorld, 'world' | 'business'> {
  const priceOf: PriceOf = (service, market) => bookingPrice(service, market, rules[market]);
  const mostRadiusKm = (market: Market) => rules[market].mostRadiusKm;
  const { markets } = business;
  return { world: { packages, helpers, markets, priceOf, mostRadiusKm }, business };
}

/** One reading at a time; what was read stays until the next one has come. */
function keptFor<T>(freshMs: number, now: () => number, read: () => Promise<T>): () => Promise<T> {
  let kept: { at: number; value: Promise<T> } | undefined;
  const same = sameAsBefore<T>();
  return () => {
    if (kept && Math.abs(now() - kept.at) < freshMs) return kept.value;
    const value = read().then(same);
    const next = { at: now(), value };
    kept = next;
    value.catch(() => {
      if (kept === next) kept = undefined;
    });
    return value;
  };
}

/** What was read anew and says the same is the value from before: what is made from it stays. */
function sameAsBefore<T>(): (value: T) => T {
  let last: { read: T; hash: string; value: T } | undefined;
  return (read) => {
    if (last?.read === read) return last.value;
    const hash = hashOf(read);
    last = { read, hash, value: last?.hash === hash ? last.value : read };
    return last.value;
  };
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22);
}
