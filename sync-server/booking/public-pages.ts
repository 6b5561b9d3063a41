import { randomBytes } from 'node:crypto';
import type { Provider } from '#domain/matching/provider.ts';
import { DAY_MS } from '#domain/policy/policy.ts';
import {
  isListed,
  newHandle,
  PAGE_POLICY,
  publicPage,
  type PublicPage
} from '#domain/profile/public-page.ts';
import { publicReview } from '#domain/profile/review.ts';
import { promisedBetween } from '../dispatch/promised-visits.ts';
import type { KeptRules } from '../business/market-rules.ts';
import { findFileRecord } from '../files/file-record.ts';
import { reviewsOf } from '../orders/review-document.ts';
import type { Store } from '../store/store.ts';

const BY_HANDLE = { name: 'providers-by-handle', fields: ['handle'] };
const RANDOM_BYTES = 16;

export const aHandle = (name: string): string => newHandle(name, randomBytes(RANDOM_BYTES));

/** Undefined: there is no such page, or it is not shown now; both answer alike. */
export async function providerOfPage(
  { people }: Pick<Store, 'people'>,
  handle: string
): Promise<Provider | undefined> {
  const [found] = await people.find<Provider>({
    ...{ index: BY_HANDLE, selector: { handle }, limit: 1 }
  });
  return found && isListed(found) ? found : undefined;
}

interface PageDeps {
  store: Pick<Store, 'people' | 'orders'>;
  marketRules: Pick<KeptRules, 'shown'>;
}

export async function readPublicPage(
  { store, marketRules }: PageDeps,
  handle: string,
  now: number
): Promise<PublicPage | undefined> {
  const provider = await providerOfPage(store, handle);
  if (!provider) return undefined;
  const { id, photo } = provider;
  const until = now + (PAGE_POLICY.daysAhead + 1) * DAY_MS;
  const [rules, reviews, promised, record] = await Promise.all([
    marketRules.shown(now),
    reviewsOf(store, id, PAGE_POLICY.reviews),
    promisedBetween(store, id, now - DAY_MS, until),
    photo ? findFileRecord(store, id, photo) : undefined
  ]);
  return publicPage(provider, {
    ...{ handle, promised, now, hasPhoto: record !== undefined, hours: rules[provider.market] },
    reviews: reviews.map(publicReview)
  });
}

/** The address of one's own page; made where there is none yet. Undefined: no provider. */
export async function handleOf(
  { people }: Pick<Store, 'people'>,
  id: string
): Promise<string | undefined> {
  const { doc } = await people.update<Provider>(`provider:${id}`, (current) =>
    current && !current.handle ? { ...current, handle: aHandle(current.name) } : undefined
  );
  return doc?.handle;
}
