// Writes the catalogue. Devices keep their own copy and the customer signs its prices, so:
// 1. every document is signed over its canonical text without `_rev` and `signature`;
// 2. what did not change is not written again: publishing twice, or from two processes, changes
//    nothing;
// 3. a changed price or checklist raises a package's version and keeps the price that it had, so
//    that what was signed offline at the old one can be rebuilt;
// 4. the head comes last: it never names content that is not there yet.
import { createHash } from 'node:crypto';
import type { CatalogHead, Product, ServicePackage } from '#domain/catalog/service-package.ts';
import { canonicalText } from '#domain/protocol/canonical-text.ts';
import { catalogBody } from '#domain/protocol/server-signature.ts';
import type { ServerKeys } from '../people/server-keys.ts';
import type { Store } from '../store/store.ts';
import type { StoredDocument } from '../store/stored-document.ts';

export interface CatalogContent {
  packages: readonly ServicePackage[];
  products: readonly Product[];
  termsVersion: string;
}

export type Signed<D> = D & StoredDocument & { signature: string };
type Item = ServicePackage | Product;
type SigningKeys = Pick<ServerKeys, 'publicKey' | 'sign' | 'verify'>;

/** The head as it stands afterwards. What is stored and not part of `content` stays as it is. */
export async function publishCatalog(
  store: Pick<Store, 'catalog'>,
  keys: SigningKeys,
  content: CatalogContent
): Promise<Signed<CatalogHead>> {
  await Promise.all(
    [...content.packages, ...content.products].map((item) =>
      store.catalog.update<Signed<Item>>(item._id, (current) => {
        const next = current ? successor(current, item) : item;
        return current && isSame(current, next) && isSigned(current, keys)
          ? undefined
          : withSignature(next, keys);
      })
    )
  );
  const { doc } = await store.catalog.update<Signed<CatalogHead>>('catalog', async (current) => {
    const next: CatalogHead = {
      _id: 'catalog',
      type: 'catalog',
      version: await contentVersion(store),
      termsVersion: content.termsVersion,
      publicKey: keys.publicKey
    };
    return current && isSame(current, next) && isSigned(current, keys)
      ? undefined
      : withSignature(next, keys);
  });
  return doc!;
}

/** Whether a catalogue document, as it was read, is what this key signed. */
export function isSigned(
  document: StoredDocument & { signature?: string },
  keys: Pick<ServerKeys, 'verify'>
): boolean {
  return keys.verify(catalogBody(document), document.signature ?? '');
}

/** `wanted` with the version and the earlier prices that follow from what is stored. */
function successor(current: Item, wanted: Item): Item {
  const isRaised =
    canonicalText(current.prices) !== canonicalText(wanted.prices) ||
    canonicalText(checklistOf(current)) !== canonicalText(checklistOf(wanted));
  const version = Math.max(wanted.version, current.version + (isRaised ? 1 : 0));
  if (wanted.type === 'product' || current.type === 'product') return { ...wanted, version };
  const earlierPrices = { ...wanted.earlierPrices, ...current.earlierPrices };
  if (version > current.version) earlierPrices[String(current.version)] = current.prices;
  return { ...wanted, version, earlierPrices };
}

function checklistOf(item: Item) {
  return item.type === 'package' ? item.checklist : [];
}

function isSame(current: StoredDocument, next: StoredDocument): boolean {
  return canonicalText(catalogBody(current)) === canonicalText(catalogBody(next));
}

function withSignature<D extends StoredDocument>(document: D, keys: SigningKeys): Signed<D> {
  return { ...document, signature: keys.sign(catalogBody(document)) };
}

/** The same for the same content, whoever publishes it and however often. */
async function contentVersion(store: Pick<Store, 'catalog'>): Promise<string> {
  const hash = createHash('sha256');
  for (const prefix of ['package:', 'product:']) {
    for (const document of await store.catalog.withPrefix<Signed<Item>>(prefix)) {
      hash.update(canonicalText(catalogBody(document)));
    }
  }
  return hash.digest('base64url').slice(0, 12);
}
