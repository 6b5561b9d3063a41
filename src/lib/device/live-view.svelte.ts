// What screens show, straight from the device's database. Create one in a component (or once in a
// module) and read `.current`.
import type { CatalogLookup, Product, ServicePackage } from '#domain/catalog/service-package.ts';
import type { EarningDocument, NoticeDocument } from '#domain/order/views/inbox.ts';
import { LiveQuery } from './live-query.svelte.ts';
import type { JobView } from './views/job-view.ts';
import type { OfferView } from './views/offer-view.ts';
import type { OutboxRow } from './store/rows.ts';
import {
  readCatalog,
  readEarnings,
  readJob,
  readJobs,
  readNotices,
  readOffer,
  readOffers,
  readOutbox,
  readPackageIds
} from './views/read-view.ts';
import type { ListedVisit } from './visits/listed-visit.ts';
import { readSignedVisits, readVisits, readVisitsOf, type VisitList } from './views/read-visits.ts';

/** Every one, whole, by time of the visit: seldom needed. */
export const liveJobs = (): LiveQuery<JobView[]> => new LiveQuery(readJobs, []);

const NO_VISITS: VisitList = { visits: [], endedCount: 0 };

/** @param latest how many of those that are over */
export const liveVisits = (latest: number): LiveQuery<VisitList> =>
  new LiveQuery((store) => readVisits(store, latest), NO_VISITS);

/** Those of some orders, as far as they are here. */
export const liveVisitsOf = (orders: readonly string[]): LiveQuery<ListedVisit[]> =>
  new LiveQuery((store) => readVisitsOf(store, orders), []);

/** Those that unread notices are about. */
export const liveNewsVisits = (): LiveQuery<ListedVisit[]> =>
  new LiveQuery(async (store) => {
    const orders = (await readNotices(store)).flatMap(({ order }) => order ?? []);
    return readVisitsOf(store, orders);
  }, []);

/** Signed, and not among the earnings yet. */
export const liveSignedVisits = (): LiveQuery<JobView[]> => new LiveQuery(readSignedVisits, []);

/** Null: not on this device. */
export const liveJob = (order: string): LiveQuery<JobView | null> =>
  new LiveQuery((store) => readJob(store, order), null);

/** Open ones first, then the newest. */
export const liveOffers = (): LiveQuery<OfferView[]> => new LiveQuery(readOffers, []);

export const liveOffer = (order: string): LiveQuery<OfferView | null> =>
  new LiveQuery((store) => readOffer(store, order), null);

export interface CatalogView {
  version: string;
  packages: ServicePackage[];
  products: Product[];
  lookup: CatalogLookup;
}

/** Null: the catalogue has not come yet. */
export const liveCatalog = (): LiveQuery<CatalogView | null> => new LiveQuery(readCatalog, null);

/** Ids of the packages that this device has; the catalogue itself is large. */
export const livePackageIds = (): LiveQuery<readonly string[]> => new LiveQuery(readPackageIds, []);

/** Latest first. */
export const liveEarnings = (): LiveQuery<EarningDocument[]> => new LiveQuery(readEarnings, []);

/** What the helper has not read yet, latest first. */
export const liveNotices = (): LiveQuery<NoticeDocument[]> => new LiveQuery(readNotices, []);

/** Every action without a final verdict, oldest first: waiting, received, refused, held. */
export const liveOutbox = (): LiveQuery<OutboxRow[]> => new LiveQuery(readOutbox, []);
