// Writes the catalogue. Devices keep their own copy and the customer signs its prices, so:
// 1. every document is signed over its canonical text without `_rev` and `signature`;
// 2. what did not change is not written again: publishing twice, or from two processes, changes
//    nothing;
// 3. a change of what is signed or earned raises an item's version and keeps what it was and until
//    when, so that what was signed offline at the old one can be rebuilt;
// 4. the head comes last: it never names content that is not there yet;
// 5. what is replaced is kept as an edition before it is replaced, once, whoever replaces it.
import { createHash } from 'node:crypto';
import type {
  CatalogHead,
  EarlierVersion,
  Product,
  ServicePackage
} from '#domain/catalog/service-package.ts';
import type { Ms } from '#domain/brand.ts';
import { TIME_POLICY } from '#domain/policy/policy.ts';
import { canonicalText } from '#domain/protocol/canonical-text.ts';
import { catalogBody } from '#domain/protocol/server-signature.ts';
import { forEach } from '../concurrency/for-each.ts';
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
export type CatalogItem = Item;
type SigningKeys = Pick<ServerKeys, 'publicKey' | 'sign' | 'verify'>;

/** Editing database: `edition:<item>:<revision that it was>`. */
export interface Edition extends StoredDocument {
  type: 'edition';
  /** `package:<id>` or `product:<id>`. */
  item: string;
  content: Item;
  /** When and by whom it was replaced; null: from the command line, or by the demo. */
  until: number;
  by: string | null;
}

export interface Replacing {
  at: Ms;
  by: string | null;
  /** Asked before each item is written: whether it may still replace what stands there. */
  isWanted?: (item: Item, current: Signed<Item> | undefined) => boolean | Promise<boolean>;
}

type Publishing = Pick<Store, 'catalog' | 'editing'>;
const AT_ONCE = 16;
export const ALL = { limit: 10_000 };

/** The head as it stands afterwards. What is stored and not part of `content` stays as it is. */
export async function publishCatalog(
  store: Publishing,
  keys: SigningKeys,
  content: CatalogContent,
  replacing: Replacing
): Promise<Signed<CatalogHead>> {
  await forEach([...content.packages, ...content.products], AT_ONCE, async (item) => {
    await store.catalog.update<Signed<Item>>(item._id, async (current) => {
      if (replacing.isWanted && !(await replacing.isWanted(item, current))) return undefined;
      const next = current
        ? successor(current, item, replacing.at)
        : { ...item, earlier: stillKept(item.earlier ?? {}, replacing.at) };
      if (current && isSame(current, next) && isSigned(current, keys)) return undefined;
      if (current) await keepEdition(store, current, replacing);
      return withSignature(next, keys);
    });
  });
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

async function keepEdition(
  { editing }: Publishing,
  { _rev, signature: _signature, ...content }: Signed<Item>,
  { at, by }: Replacing
): Promise<void> {
  const [generation = '', hash = ''] = (_rev ?? '').split('-', 2);
  const _id = `edition:${content._id}:${generation.padStart(8, '0')}-${hash}`;
  await editing.update<Edition>(_id, (known) =>
    known ? undefined : { _id, type: 'edition', item: content._id, content, until: at, by }
  );
}

/** Whether a catalogue document, as it was read, is what this key signed. */
export function isSigned(
  document: StoredDocument & { signature?: string },
  keys: Pick<ServerKeys, 'verify'>
): boolean {
  return keys.verify(catalogBody(document), document.signature ?? '');
}

/** `wanted` with the version, the earlier ones and the end that follow from what is stored. */
function successor(current: Item, wanted: Item, at: Ms): Item {
  const was = soldAs(current);
  const isRaised = canonicalText(was) !== canonicalText(soldAs(wanted));
  const version = Math.max(wanted.version, current.version + (isRaised ? 1 : 0));
  const earlier: Item['earlier'] = { ...wanted.earlier, ...current.earlier };
  if (version > current.version) earlier[current.version] = { ...was, until: at };
  const since = current.withdrawnAt ?? (current.active ? at : undefined);
  const isWithdrawn = !wanted.active && since !== undefined;
  const { withdrawnAt: _said, ...rest } = wanted;
  return {
    ...rest,
    ...{ version, earlier: stillKept(earlier, at) },
    ...(isWithdrawn && { withdrawnAt: since })
  };
}

/** What a customer signs and a provider earns by. */
function soldAs(item: Item): Omit<EarlierVersion, 'until'> {
  const { prices, title } = item;
  if (item.type === 'package') return { prices, title, checklist: item.checklist };
  const { salesCommissionBps, brand, goesWith } = item;
  return { prices, title, salesCommissionBps, brand, goesWith };
}

/** Of what ended earlier no action is taken that could have been done in time. */
function stillKept(earlier: NonNullable<Item['earlier']>, at: Ms) {
  const { earlierSoldMs, oldestActionMs } = TIME_POLICY;
  const known = Object.entries(earlier);
  return Object.fromEntries(
    known.filter(([, { until }]) => until + earlierSoldMs + oldestActionMs >= at)
  );
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
    for (const document of await store.catalog.withPrefix<Signed<Item>>(prefix, ALL)) {
      hash.update(canonicalText(catalogBody(document)));
    }
  }
  return hash.digest('base64url').slice(0, 12);
}
