// The questions that screens ask, without the screens: each reads the server's documents and this
// device's own actions from the database and puts them together.
import type { CatalogLookup, Product, ServicePackage } from '#domain/catalog/service-package.ts';
import type {
  EarningDocument,
  JobDocument,
  NoticeDocument,
  OfferDocument
} from '#domain/order/views/inbox.ts';
import { newCatalogLookup } from './catalog-lookup.ts';
import type { DeviceDatabases } from '../store/device-database.ts';
import { jobView, type JobView } from './job-view.ts';
import { offerView, type OfferView } from './offer-view.ts';
import type { InboxRow, OutboxRow } from '../store/rows.ts';
import { seenNotices } from './seen-notices.ts';

export type Readable = Pick<DeviceDatabases, 'relaxed'>;

const NO_CATALOG = newCatalogLookup([]);

/**
 * Views of these orders, and of all that the actions are about, as far as their jobs are here.
 * @param actions this device's rows of them, by seq
 */
export async function viewsOf(
  store: Readable,
  actions: OutboxRow[],
  orders: readonly string[] = []
): Promise<JobView[]> {
  const byOrder = Map.groupBy(actions, (row) => row.order ?? '');
  byOrder.delete('');
  const ids = [...new Set([...orders, ...byOrder.keys()])].map((order) => `job:${order}`);
  if (ids.length === 0) return [];
  const [documents, catalog] = await Promise.all([
    store.relaxed.inbox.bulkGet(ids),
    catalogFor(store, actions)
  ]);
  return documents.flatMap((document) =>
    document?.type === 'job' ? jobView(document, byOrder.get(document.order) ?? [], catalog) : []
  );
}

/** Every one, whole, by time of the visit: seldom needed, and slow where there are hundreds. */
export async function readJobs(store: Readable): Promise<JobView[]> {
  const [documents, rows] = await Promise.all([ofType<JobDocument>(store, 'job'), allRows(store)]);
  const catalog = await catalogFor(store, rows);
  const byOrder = Map.groupBy(rows, (row) => row.order);
  return documents
    .map((document) => jobView(document, byOrder.get(document.order) ?? [], catalog))
    .sort((a, b) => a.job.appointment.startsAt - b.job.appointment.startsAt);
}

/** In one transaction: it is asked after every tap, and each one more costs a slow phone 10 ms. */
export function readJob(store: Readable, order: string): Promise<JobView | null> {
  const { relaxed } = store;
  return relaxed.transaction('r', [relaxed.inbox, relaxed.outbox, relaxed.catalog], async () => {
    const [document, rows] = await Promise.all([
      relaxed.inbox.get(`job:${order}`),
      rowsOf(store, order)
    ]);
    if (document?.type !== 'job') return null;
    return jobView(document, rows, await catalogFor(store, rows));
  });
}

export async function readOffers(store: Readable): Promise<OfferView[]> {
  const { relaxed } = store;
  const [offers, rows] = await relaxed.transaction('r', [relaxed.inbox, relaxed.outbox], () =>
    Promise.all([ofType<OfferDocument>(store, 'offer'), allRows(store)])
  );
  const byOrder = Map.groupBy(rows, (row) => row.order);
  const isOpen = (view: OfferView) => (view.offer.state === 'open' ? 0 : 1);
  return offers
    .map((offer) => offerView(offer, byOrder.get(offer.order) ?? []))
    .sort((a, b) => isOpen(a) - isOpen(b) || b.offer.sentAt - a.offer.sentAt);
}

export async function readOffer(store: Readable, order: string): Promise<OfferView | null> {
  const [offer, rows] = await Promise.all([
    store.relaxed.inbox.get(`offer:${order}`),
    rowsOf(store, order)
  ]);
  return offer?.type === 'offer' ? offerView(offer, rows) : null;
}

export async function readCatalog({ relaxed }: Readable) {
  const rows = await relaxed.catalog.toArray();
  const head = rows.find((row) => row.type === 'catalog');
  if (!head) return null;
  const packages = rows.filter((row): row is ServicePackage => row.type === 'package');
  const products = rows.filter((row): row is Product => row.type === 'product');
  return { version: head.version, packages, products, lookup: newCatalogLookup(rows) };
}

/** By the keys alone. */
export async function readPackageIds({ relaxed }: Readable): Promise<readonly string[]> {
  const keys = await relaxed.catalog.where('type').equals('package').primaryKeys();
  return keys.map((key) => key.slice('package:'.length));
}

export async function readEarnings(store: Readable): Promise<EarningDocument[]> {
  const earnings = await ofType<EarningDocument>(store, 'earning');
  return earnings.sort((a, b) => b.completedAt - a.completedAt);
}

export async function readNotices(store: Readable): Promise<NoticeDocument[]> {
  const notices = await ofType<NoticeDocument>(store, 'notice');
  const seen = await seenNotices(store.relaxed);
  return notices.filter(({ _id }) => !seen.has(_id)).sort((a, b) => b.at - a.at);
}

export async function readOutbox(store: Readable): Promise<OutboxRow[]> {
  const rows = await allRows(store);
  return rows.filter((row) => row.state !== 'applied');
}

function allRows({ relaxed }: Readable): Promise<OutboxRow[]> {
  return relaxed.outbox.toArray();
}

function rowsOf({ relaxed }: Readable, order: string): Promise<OutboxRow[]> {
  return relaxed.outbox.where('order').equals(order).sortBy('seq');
}

function ofType<T extends InboxRow>({ relaxed }: Readable, type: T['type']): Promise<T[]> {
  return relaxed.inbox.where('type').equals(type).toArray() as unknown as Promise<T[]>;
}

/** The catalogue is large, and only these two kinds are applied with it. */
async function catalogFor(store: Readable, rows: OutboxRow[]): Promise<CatalogLookup> {
  const asks = rows.some((row) => row.kind === 'package.add' || row.kind === 'product.sell');
  return asks ? newCatalogLookup(await store.relaxed.catalog.toArray()) : NO_CATALOG;
}
