// Which version of this program wrote the data, so that an older one does not misread them and a newer one completes them.
// 1. Every step brings documents to the next version and may run again: what it has done it finds done.
// 2. The version is raised after its step; a crash in between repeats the step.
// 3. Data of a version that this program does not know are left alone: starting is refused, with what to do.
import { asRemoved } from '#domain/order/contact-data.ts';
import type { Order } from '#domain/order/order.ts';
import { DEMO_PARTNERS } from '../demo/partners.ts';
import { newCompleteHeld } from './complete-held.ts';
import type { StoredDocument } from './database.ts';
import type { Store } from './store.ts';

export const DATA_VERSION = 4;

interface DataVersion extends StoredDocument {
  type: 'dataVersion';
  version: number;
}

type Data = Pick<Store, 'orders' | 'people' | 'cases'>;

const ID = 'data-version';
/** The step at index n makes version n + 1 of version n. Version 2 left out the inboxes of orders that had nothing more to lose. */
const STEPS: readonly ((data: Data) => Promise<void>)[] = [
  completeOrders,
  clearOrders,
  clearOrders,
  ({ orders, cases }) => eachOrder(orders, newCompleteHeld({ cases }))
];

/** @throws where the data were written by a newer version */
export async function bringUpToDate(data: Data): Promise<void> {
  const found = await data.people.get<DataVersion>(ID);
  if (found && found.version > DATA_VERSION) {
    throw new Error(
      `its data were written by a newer version (data version ${found.version}, this program knows ${DATA_VERSION}). ` +
        'Start the newer version again, or use another DATA_DIR (or COUCHDB_PREFIX). Nothing was changed.'
    );
  }
  for (let version = found?.version ?? 0; version < DATA_VERSION; version += 1) {
    await STEPS[version]!(data);
    await data.people.update<DataVersion>(ID, (current) =>
      current && current.version > version
        ? undefined
        : { ...current, _id: ID, type: 'dataVersion', version: version + 1 }
    );
  }
}

/** R18 and R27: partners of a job name their brands, and cancelling says what it cost and whom. */
async function completeOrders({ orders, people }: Data): Promise<void> {
  const brands = await brandsOf(people);
  await eachOrder(orders, (order) => completed(order, brands));
}

/**
 * Contact data that were removed when less counted as such: the rest of them, here and in every inbox. An inbox may hold words of
 * which the order knows nothing: each of these orders is followed up once more, and the mark says that it was.
 */
async function clearOrders({ orders }: Data): Promise<void> {
  await eachOrder(orders, (order) => {
    if (order.job.contactRemovedAt === undefined || order.restRemoved) return undefined;
    return { ...asRemoved(order), restRemoved: true, generation: order.generation + 1 };
  });
}

/** @param change undefined where there is nothing to do; asked again whenever somebody else was faster */
async function eachOrder(
  orders: Data['orders'],
  change: (order: Order) => Order | undefined | Promise<Order | undefined>
): Promise<void> {
  for (let since = '0'; ;) {
    const { results, lastSeq } = await orders.changes<Order>({ since, limit: PAGE });
    if (results.length === 0) return;
    for (const { id } of results) {
      await orders.update<Order>(id, (order) =>
        order?.type === 'order' ? change(order) : undefined
      );
    }
    since = lastSeq;
  }
}

const PAGE = 500;

/** Undefined where nothing is missing. */
function completed(order: Order, brands: Map<string, string[]>): Order | undefined {
  const { partner, cancellation } = order.job;
  const lacksBrands = partner && !(partner.brands as string[] | undefined);
  const lacksFee = cancellation && (cancellation.feeMinor as number | undefined) === undefined;
  if (!lacksBrands && !lacksFee) return undefined;
  const job = {
    ...order.job,
    partner: lacksBrands ? { ...partner, brands: brands.get(partner.id) ?? [] } : partner,
    cancellation: lacksFee
      ? { ...cancellation, payer: 'nobody' as const, feeMinor: 0 }
      : cancellation
  };
  return { ...order, job, generation: order.generation + 1 };
}

/** Brands of each partner; a partner that names none sells at least under its own name. */
async function brandsOf(people: Data['people']): Promise<Map<string, string[]>> {
  const brands = new Map<string, string[]>();
  for (const { _id, id } of await people.withPrefix<KnownPartner>('partner:')) {
    const { doc } = await people.update<KnownPartner>(_id, (partner) =>
      !partner || partner.brands ? undefined : { ...partner, brands: usualBrands(partner) }
    );
    brands.set(id, doc?.brands ?? []);
  }
  return brands;
}

type KnownPartner = StoredDocument & { id: string; name: string; brands?: string[] };

function usualBrands({ id, name }: KnownPartner): string[] {
  return DEMO_PARTNERS.find((each) => each.id === id)?.brands ?? [name];
}
