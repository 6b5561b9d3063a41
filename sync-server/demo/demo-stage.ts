// What the demo's orders are made from: the catalogue as it is published, and ids that follow from
// day and scene.
import { createHash } from 'node:crypto';
import type { CatalogHead, Product, ServicePackage } from '#domain/catalog/service-package.ts';
import type { OrderWriter } from '../orders/order-writer.ts';
import type { ServerKeys } from '../people/server-keys.ts';
import type { Database } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import type { Stage } from './orders/order-script.ts';
import { DEMO_PROVIDERS } from './providers.ts';
import type { Clock } from '../clock.ts';
import type { StoredDocument } from '../store/stored-document.ts';

export interface SeedDeps {
  store: Pick<Store, 'people' | 'catalog' | 'editing' | 'orders'>;
  writer: Pick<OrderWriter, 'book' | 'change'>;
  keys: ServerKeys;
  clock: Clock;
}

export const ID_PREFIX = 'demo-';
export const DEMO_TERMS_VERSION = '2026-01';

/** @param dayAt whose day the ids carry @param now around when the orders are made */
export async function demoStage(
  { store, keys }: Pick<SeedDeps, 'store' | 'keys'>,
  dayAt: number,
  now: number
): Promise<Stage> {
  const head = await store.catalog.get<CatalogHead>('catalog');
  const packages = await byId<ServicePackage>(store.catalog, 'package:');
  const products = await byId<Product>(store.catalog, 'product:');
  const day = new Date(dayAt).toISOString().slice(0, 10).replaceAll('-', '');
  return {
    now,
    catalog: { packageAt: (id) => packages.get(id), productAt: (id) => products.get(id) },
    catalogVersion: head?.version ?? '',
    termsVersion: head?.termsVersion ?? DEMO_TERMS_VERSION,
    providers: DEMO_PROVIDERS,
    // The end of an id is the number that people read to each other.
    idOf: (name) => `${ID_PREFIX}${day}-${shortHash(`${day} ${name}`).slice(0, 8)}`,
    // Nobody outside can make it; every process of this installation makes the same.
    tokenOf: (id) => shortHash(keys.sign({ demoOrder: id })).slice(0, 24)
  };
}

async function byId<D extends { id: string } & StoredDocument>(
  catalog: Pick<Database, 'withPrefix'>,
  prefix: string
): Promise<Map<string, D>> {
  const documents = await catalog.withPrefix<D>(prefix);
  return new Map(documents.map((each) => [each.id, each]));
}

/** Letters that can be read out and typed, no 0 and O, no 1 and l. */
function shortHash(text: string): string {
  const letters = '23456789abcdefghjkmnpqrstuvwxyz';
  const digest = createHash('sha256').update(text).digest();
  return [...digest].map((byte) => letters[byte % letters.length]).join('');
}
