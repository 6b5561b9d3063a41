// What lists show of the visits on this device, with its own waiting actions applied: from the
// small rows where they are true, else from the documents (visits/visit-rows.ts).
import { UP_TO, type VisitRow } from '../store/rows.ts';
import { areTrue, visitRow } from '../visits/visit-rows.ts';
import type { JobView } from './job-view.ts';
import { isAhead, type ListedVisit } from '../visits/listed-visit.ts';
import { readJobs, viewsOf, type Readable } from './read-view.ts';

export interface VisitList {
  /** All that are not over, and what was asked for of the others. In no order. */
  visits: ListedVisit[];
  /** Of all that are over. */
  endedCount: number;
}

/** @param latest how many of those that are over: the last ones; at least these */
export function readVisits(store: Readable, latest: number): Promise<VisitList> {
  const { visits, outbox, checkpoints, inbox, catalog } = store.relaxed;
  const tables = [visits, outbox, checkpoints, inbox, catalog];
  return store.relaxed.transaction('r', tables, () => visitList(store, latest));
}

async function visitList(store: Readable, latest: number): Promise<VisitList> {
  const [kept, actions] = await Promise.all([
    keptRows(store, latest),
    store.relaxed.outbox.toArray()
  ]);
  if (!kept) {
    const visits = await readJobs(store);
    return { visits, endedCount: visits.filter((each) => !isAhead(each)).length };
  }
  const shown = new Map<string, ListedVisit>(
    kept.rows.map((row) => [row.order, row.visit as ListedVisit])
  );
  let { endedCount } = kept;
  for (const view of await viewsOf(store, actions)) {
    // What this device did itself may have ended a visit that the server still sees ahead.
    if (isAhead(view)) endedCount -= visitRow(view.document).endedAt > 0 ? 1 : 0;
    else endedCount += visitRow(view.document).endedAt > 0 ? 0 : 1;
    shown.set(view.order, view);
  }
  return { visits: [...shown.values()], endedCount };
}

/** Those of some orders. */
export async function readVisitsOf(
  store: Readable,
  orders: readonly string[]
): Promise<ListedVisit[]> {
  const actions = await store.relaxed.outbox.where('order').anyOf(orders).sortBy('seq');
  return viewsOf(store, actions, orders);
}

/** Completed, and of those not yet among the earnings that the server has written. */
export async function readSignedVisits(store: Readable): Promise<JobView[]> {
  const { relaxed } = store;
  const [{ visits }, earnings] = await Promise.all([
    readVisits(store, Infinity),
    relaxed.inbox.where('type').equals('earning').primaryKeys()
  ]);
  const earned = new Set(earnings);
  const orders = visits
    .filter(({ order, job }) => job.state === 'completed' && !earned.has(`earning:${order}`))
    .map(({ order }) => order);
  if (orders.length === 0) return [];
  const actions = await relaxed.outbox.where('order').anyOf(orders).sortBy('seq');
  return viewsOf(store, actions, orders);
}

/** Undefined: they are not true. */
async function keptRows({ relaxed }: Readable, latest: number) {
  const { visits, checkpoints } = relaxed;
  const over = () => visits.where('endedAt').above(0);
  const lastOnes = () => (latest === Infinity ? over() : over().reverse().limit(latest));
  const [feed, upTo, ahead, ended, endedCount] = await Promise.all([
    checkpoints.get('inbox'),
    visits.get(UP_TO),
    visits.where('endedAt').equals(0).toArray(),
    lastOnes().toArray(),
    over().count()
  ]);
  return areTrue(feed, upTo) ? { rows: [...ahead, ...ended] as VisitRow[], endedCount } : undefined;
}
