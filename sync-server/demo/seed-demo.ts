// Fills an empty installation with demo data. Safe at every start, twice, and from several
// processes at once:
// 1. a marker in the people database says that this installation is a demo; it is only ever made
//    where there is neither a provider nor a catalogue;
// 2. every document has an id that follows from the marker, and is only written where there is
//    none: what people have changed since stays as it is, and whatever a crash left out is written
//    at the next start;
// 3. orders made around a time go stale: when the marker's time is more than a day ago, new ones
//    are made, and of the old ones those that nobody touched and whose visit is over are cancelled,
//    so that they do not pile up.
import type { Ms } from '#domain/brand.ts';
import { judgeCommand } from '#domain/order/judge-command.ts';
import { NO_RULES } from '#domain/order/life-cycle/command.ts';
import type { Order } from '#domain/order/order.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { publishCatalog } from '../catalog/publish-catalog.ts';
import { forEach } from '../concurrency/for-each.ts';
import { accountId, createAccount, type Account } from '../people/account.ts';
import type { Database } from '../store/database.ts';
import { DEMO_TERMS_VERSION, demoStage, ID_PREFIX, type SeedDeps } from './demo-stage.ts';
import { demoOrders } from './orders.ts';
import { DEMO_PACKAGES, DEMO_PRODUCTS } from './catalog.ts';
import { DEMO_PARTNERS } from './partners.ts';
import { DEMO_PROVIDERS } from './providers.ts';
import { DEMO_SIGN_INS } from './sign-ins.ts';
import type { StoredDocument } from '../store/stored-document.ts';

/** People database: says that this is a demo, and around when its orders were made. */
export interface DemoMarker extends StoredDocument {
  type: 'demo';
  firstAt: number;
  /** ms; the newest orders' `now`. */
  ordersAt: number;
  isDone: boolean;
  /**
   * By scene: which copy of its order is the present one, and when it was made; see renew-demo.ts.
   */
  renewed?: Record<string, { id: string; copy: number; at: number }>;
}

/** `notEmpty`: the installation holds something of its own and is left alone. */
export type Seeded = 'seeded' | 'refreshed' | 'fresh' | 'notEmpty';

export const MARKER = 'demo';
const STALE_AFTER_MS = 24 * HOUR_MS;
const BOOKED_AT_ONCE = 8;

export async function seedDemo(deps: SeedDeps): Promise<Seeded> {
  const { store, clock } = deps;
  const before = await store.people.get<DemoMarker>(MARKER);
  if (!before && !(await isEmpty(store))) return 'notEmpty';
  const now = clock.now();
  const { doc } = await store.people.update<DemoMarker>(MARKER, (current) => {
    if (!current) return { _id: MARKER, type: 'demo', firstAt: now, ordersAt: now, isDone: false };
    const isStale = current.isDone && now - current.ordersAt > STALE_AFTER_MS;
    return isStale ? { ...current, ordersAt: now, isDone: false } : undefined;
  });
  const marker = doc!;
  if (marker.isDone) return 'fresh';

  const isFirst = marker.ordersAt === marker.firstAt;
  if (isFirst) await writePeopleAndCatalog(deps, now);
  else await tidyUp(deps, marker, now);
  const stage = await demoStage(deps, marker.ordersAt, marker.ordersAt);
  await bookMissing(deps, await demoOrders(stage, { withPast: isFirst }));
  await store.people.update<DemoMarker>(MARKER, (current) =>
    current && !current.isDone && current.ordersAt === marker.ordersAt
      ? { ...current, isDone: true }
      : undefined
  );
  return isFirst ? 'seeded' : 'refreshed';
}

async function isEmpty(store: SeedDeps['store']): Promise<boolean> {
  const [head, providers] = await Promise.all([
    store.catalog.get('catalog'),
    store.people.withPrefix('provider:', { limit: 1 })
  ]);
  return !head && providers.length === 0;
}

async function writePeopleAndCatalog({ store, keys }: SeedDeps, now: number): Promise<void> {
  const content = {
    ...{ packages: DEMO_PACKAGES, products: DEMO_PRODUCTS, termsVersion: DEMO_TERMS_VERSION }
  };
  await publishCatalog(store, keys, content, { at: now as Ms, by: null });
  await writeMissing(store.people, [...DEMO_PARTNERS, ...DEMO_PROVIDERS]);
  for (const account of DEMO_SIGN_INS) {
    // A password takes a while to hash: not for an account that is there.
    if (await store.people.get<Account>(accountId(account.email))) continue;
    await createAccount(store, account, now);
  }
}

/** Writes what is not there. Whoever is faster with the same id wins: it is the same content. */
async function writeMissing<D extends StoredDocument>(
  database: Pick<Database, 'getMany' | 'bulk'>,
  documents: readonly D[]
): Promise<void> {
  const there = await database.getMany(documents.map((each) => each._id));
  const missing = documents.filter((_, index) => !there[index]);
  for (const result of await database.bulk<D>(missing)) {
    if (!result.ok && result.error !== 'conflict') {
      throw new Error(`demo document ${result.id}: ${result.error}: ${result.reason}`);
    }
  }
}

async function bookMissing({ store, writer }: SeedDeps, orders: readonly Order[]): Promise<void> {
  const there = await store.orders.getMany(orders.map(({ _id }) => _id));
  const missing = orders.filter((_, index) => !there[index]);
  await forEach(missing, BOOKED_AT_ONCE, async (order) => void (await writer.book(order)));
}

/** Takes back what earlier demo orders left behind where no device ever did anything. */
async function tidyUp(
  { store, writer }: SeedDeps,
  { renewed }: DemoMarker,
  now: number
): Promise<void> {
  // Those that were kept fresh are not over; a new day brings its own.
  const keptFresh = new Set(Object.values(renewed ?? {}).map(({ id }) => id));
  const isStale = ({ _id, job, verdicts }: Order) => {
    const isOver = job.appointment.startsAt < now || keptFresh.has(_id);
    return isOver && Object.keys(verdicts).length === 0;
  };
  const all = await store.orders.withPrefix(ID_PREFIX, { descending: true });
  for (const { _id } of all.filter(isStale)) {
    await writer.change(_id, (order) => (isStale(order) ? takenBack(order, now) : order));
  }
}

function takenBack(order: Order, now: number): Order {
  const command = {
    id: `demo:${order._id}:tidy`,
    kind: 'order.cancel',
    body: { reason: 'Demo: der Termin ist vorbei.', cause: 'provider' },
    actor: { type: 'support', id: 'demo' },
    at: now
  } as const;
  const decision = judgeCommand(order, command, NO_RULES, now);
  return decision.outcome === 'applied' ? decision.next : order;
}
