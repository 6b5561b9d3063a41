// What people were told is safe, against what is in the store: beside `npm run verify`, which knows
// only what the store itself says.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Order } from '../../../src/domain/order/order.ts';
import { readPages, type Found } from '../../../sync-server/reach/read-pages.ts';
import { reachStore } from '../../../sync-server/reach/reach-store.ts';
import { verifyStore, type Verified } from '../../../sync-server/verify/verify-store.ts';
import type { RealServer } from '../../support/real-server.ts';
import { placeUnderTest } from '../../support/store-under-test.ts';
import type { Acknowledged } from './stubborn-device.ts';

export interface Checked {
  verified: Verified;
  /** What was said to be safe and is not, or is twice. */
  lost: string[];
}

/** @param isAtRest everything was judged: each action must have had its effect, once. */
export async function checkAcknowledged(
  { dataDir }: Pick<RealServer, 'dataDir'>,
  said: Acknowledged,
  { isAtRest = false } = {}
): Promise<Checked> {
  // Written down before reading: what is said meanwhile is for the next time.
  const known = { ...said, actions: [...said.actions], bookings: [...said.bookings] };
  const place = placeUnderTest(dataDir);
  const reached = await reachStore(place);
  try {
    const verified = await verifyStore(reached);
    const pages = readPages(reached.connection, place.prefix);
    const orders: Order[] = [];
    for await (const page of pages.documents('orders'))
      orders.push(...(page as unknown as Order[]));
    const lost = [
      ...(await lostActions(known, pages)),
      ...lostPhotos(known, place.filesDir),
      ...lostBookings(known, orders),
      ...(isAtRest ? await lostEffects(known, orders, pages) : [])
    ];
    return { verified, lost };
  } finally {
    await reached.close();
  }
}

type Pages = ReturnType<typeof readPages>;

async function lostActions({ actions }: Acknowledged, pages: Pages): Promise<string[]> {
  const lost: string[] = [];
  for (const [provider, theirs] of Map.groupBy(actions, (each) => each.provider)) {
    const ids = theirs.map(({ action }) => action._id);
    const there = await pages.many(`outbox-${provider}`, ids);
    lost.push(...ids.filter((id) => !there.has(id)).map((id) => `${id} is not in the outbox.`));
  }
  return lost;
}

const checkedPhotos = new Set<string>();

function lostPhotos({ photos }: Acknowledged, filesDir: string): string[] {
  return photos.flatMap(({ sha256 }) => {
    if (checkedPhotos.has(sha256)) return [];
    const path = join(filesDir, 'content', sha256.slice(0, 2), sha256);
    const isWhole =
      existsSync(path) &&
      createHash('sha256').update(readFileSync(path)).digest('base64url') === sha256;
    if (isWhole) checkedPhotos.add(sha256);
    return isWhole ? [] : [`The photo ${sha256} is not there whole.`];
  });
}

function lostBookings({ bookings }: Acknowledged, orders: readonly Order[]): string[] {
  const byProblem = Map.groupBy(orders, ({ job }) => job.problem);
  return bookings.flatMap(({ problem }) => {
    const count = byProblem.get(problem)?.length ?? 0;
    return count === 1 ? [] : [`The booking "${problem}" is there ${count} times.`];
  });
}

async function lostEffects(
  { actions }: Acknowledged,
  orders: readonly Order[],
  pages: Pages
): Promise<string[]> {
  const jobs = new Map(orders.map((order) => [order._id, order.job]));
  const lost: string[] = [];
  for (const [provider, theirs] of Map.groupBy(actions, (each) => each.provider)) {
    const ids = theirs.map(({ action }) => `verdict:${action._id}`);
    const verdicts = await pages.many(`inbox-${provider}`, ids);
    for (const { action } of theirs) {
      const outcome = (verdicts.get(`verdict:${action._id}`) as Found | undefined)?.outcome;
      const text = `${action._id} (${action.kind})`;
      if (outcome !== 'applied') lost.push(`${text} was judged ${String(outcome)}.`);
      const count = effectsOf(action, jobs.get(action.order ?? ''));
      if (count !== 1) lost.push(`${text} had its effect ${count} times.`);
    }
  }
  return lost;
}

type SaidAction = Acknowledged['actions'][number]['action'];

function effectsOf({ kind, _id, body }: SaidAction, job: Order['job'] | undefined): number {
  if (!job) return 0;
  const times = (list: readonly { action: string }[]) =>
    list.filter(({ action }) => action === _id).length;
  switch (kind) {
    case 'note.add':
      return times(job.notes);
    case 'work.progress':
      return times(job.progress);
    case 'photo.add':
      return times(job.photos);
    case 'checklist.set':
      return job.checked[(body as { item: string }).item]?.done ? 1 : 0;
    case 'job.complete':
      return job.completion?.action === _id && job.billing.state === 'billed' ? 1 : 0;
    case 'customer.contacted':
      return job.contacts.length;
    default:
      return 1;
  }
}
