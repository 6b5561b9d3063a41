// Keeps a running demo worth a visit: offers run out within minutes, visits are over within hours.
// 1. An order that nobody worked on is renewed in place: the same document, so nothing piles up.
// 2. One that somebody worked on is never touched; once it is over (an offer: once it has had its
//    time) the scene gets another copy, of which there are at most MOST_COPIES a day.
// 3. `renewed` in the demo's marker says which copy is the present one; losing it does no harm.
import { wasReached } from '#domain/offer/waterfall.ts';
import { endsAt } from '#domain/booking/visit-time.ts';
import { ENDED_STATES } from '#domain/order/job-states.ts';
import type { Order } from '#domain/order/order.ts';
import { demoStage, type SeedDeps } from './demo-stage.ts';
import { demoOrders } from './orders.ts';
import { MARKER, type DemoMarker } from './seed-demo.ts';

const MINUTE_MS = 60_000;
/** Before the waterfall has asked everybody, so that support does not hear of it. */
const OFFER_AGE_MS = 6 * MINUTE_MS;
const VISIT_AGE_MS = 10 * MINUTE_MS;
const MOST_COPIES = 40;

type Renewed = NonNullable<DemoMarker['renewed']>;

/** @returns how many orders were made or renewed */
export async function renewDemo(deps: SeedDeps): Promise<number> {
  const { store, clock } = deps;
  const marker = await store.people.get<DemoMarker>(MARKER);
  if (!marker?.isDone) return 0;
  const now = clock.now();
  const { ordersAt } = marker;
  const stage = await demoStage(deps, ordersAt, now);
  const copyOf = new Map<string, Renewed[string] & { name: string }>();
  const present = (name: string) => {
    const first = { id: stage.idOf(name), copy: 0, at: ordersAt };
    const known = marker.renewed?.[name];
    const isOfToday = known?.id === stage.idOf(copyName(name, known?.copy ?? 0));
    return known && isOfToday ? known : first;
  };
  const idOf = (name: string) => {
    const { id, copy, at } = present(name);
    copyOf.set(id, { name, id, copy, at });
    return id;
  };

  const renewed: Renewed = {};
  for (const fresh of await demoOrders({ ...stage, idOf }, { withPast: false })) {
    const { name, copy, at } = copyOf.get(fresh._id)!;
    const stored = await store.orders.get(fresh._id);
    if (stored && !isWorn(stored, fresh, now - at, now)) continue;
    if (!stored || isUntouched(stored, at)) {
      if (await putInPlace(deps, fresh, at)) renewed[name] = { id: fresh._id, copy, at: now };
    } else if (copy < MOST_COPIES) {
      // Written by the next round, which finds that it is missing.
      const id = stage.idOf(copyName(name, copy + 1));
      renewed[name] = { id, copy: copy + 1, at: now };
    }
  }
  const count = Object.keys(renewed).length;
  if (count > 0) {
    await store.people.update<DemoMarker>(MARKER, (current) =>
      current?.ordersAt === ordersAt
        ? { ...current, renewed: { ...current.renewed, ...renewed } }
        : undefined
    );
  }
  return count;
}

const copyName = (name: string, copy: number) => (copy === 0 ? name : `${name} ${copy}`);

/** No device, customer or member of staff did anything since it was made. */
function isUntouched({ verdicts, history }: Order, madeAt: number): boolean {
  const since = history.filter((entry) => entry.at > madeAt);
  return Object.keys(verdicts).length === 0 && since.every((entry) => entry.by.type === 'clock');
}

/**
 * No longer what the scene shows: an offer that has been out for a while, a visit that is over or
 * went another way.
 */
function isWorn(stored: Order, fresh: Order, age: number, now: number): boolean {
  if (fresh.job.state === 'offered') return age >= OFFER_AGE_MS;
  if (age < VISIT_AGE_MS || ENDED_STATES.includes(fresh.job.state)) return false;
  const isOver = endsAt(stored.job.appointment) < now;
  const wasLost = stored.job.provider === null;
  return isOver || wasLost || ENDED_STATES.includes(stored.job.state);
}

/** False where somebody has worked on it meanwhile. */
async function putInPlace(
  { store, writer }: SeedDeps,
  fresh: Order,
  madeAt: number
): Promise<boolean> {
  if (!(await store.orders.get(fresh._id))) {
    await writer.book(fresh);
    return true;
  }
  let isPut = false;
  await writer.change(fresh._id, (current) => {
    isPut = isUntouched(current, madeAt);
    return isPut ? inPlaceOf(current, fresh) : current;
  });
  return isPut;
}

/** Whoever had been asked before is told that it went. */
function inPlaceOf(stored: Order, fresh: Order): Order {
  return {
    ...fresh,
    earlierOffers: [...stored.earlierOffers, ...stored.offers.filter(wasReached)]
  };
}
