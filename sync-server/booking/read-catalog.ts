import { createHash } from 'node:crypto';
import { bookingCatalog, type BookingCatalog } from '#domain/booking/booking-catalog.ts';
import type { CatalogHead, ServicePackage } from '#domain/catalog/service-package.ts';
import type { KeptRules } from '../business/market-rules.ts';
import { ALL } from '../catalog/publish-catalog.ts';
import type { Store } from '../store/store.ts';

export interface CatalogAnswer {
  etag: string;
  catalog: BookingCatalog;
}

const FRESH_MS = 5_000;

/**
 * The booking page's catalogue; read again after some seconds, so that a new price shows at once
 * for people.
 */
export function catalogReader(
  store: Pick<Store, 'catalog'>,
  now: () => number,
  marketRules: Pick<KeptRules, 'shown'>
): () => Promise<CatalogAnswer> {
  let known: { at: number; answer: CatalogAnswer } | undefined;
  return async () => {
    if (known && Math.abs(now() - known.at) < FRESH_MS) return known.answer;
    const head = await readCatalogHead(store);
    const packages = await store.catalog.withPrefix<ServicePackage>('package:', ALL);
    const catalog = bookingCatalog(head, packages, await marketRules.shown(now()));
    const etag = `"${createHash('sha256').update(JSON.stringify(catalog)).digest('base64url').slice(0, 22)}"`;
    known = { at: now(), answer: { etag, catalog } };
    return known.answer;
  };
}

/** An installation without a catalogue yet offers nothing. */
export async function readCatalogHead(
  store: Pick<Store, 'catalog'>
): Promise<Pick<CatalogHead, 'version' | 'termsVersion'>> {
  const head = await store.catalog.get<CatalogHead>('catalog');
  return head ?? { version: '', termsVersion: '' };
}

export function readPackage(
  store: Pick<Store, 'catalog'>,
  id: string
): Promise<ServicePackage | undefined> {
  return store.catalog.get<ServicePackage>(`package:${id}`);
}
