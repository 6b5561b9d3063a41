// One small row for each visit, for lists: a start that reads five hundred whole jobs is a second
// late on a slow phone. What must hold:
// 1. They are written with the documents that they come from, in the same transaction, and a row
//    among them says up to which checkpoint of the inbox they are true.
// 2. Where that is not the inbox's own checkpoint (an app before this one has written, the disk was
//    full), they are not believed: lists are read from the documents until the rows are made anew.
// 3. They hold what the server said. This device's own waiting actions are applied in reading.
import type { JobDocument } from '#domain/order/views/inbox.ts';
import { endedAt, isAhead, listedVisit } from './listed-visit.ts';
import type { DeviceDatabase } from '../store/device-database.ts';
import {
  UP_TO,
  type CheckpointRow,
  type InboxRow,
  type UpToRow,
  type VisitRow
} from '../store/rows.ts';

export function visitRow(document: JobDocument): VisitRow {
  const { order, job, generation } = document;
  const visit = listedVisit({ order, job, document, waiting: [] });
  return { order, endedAt: isAhead(visit) ? 0 : endedAt(visit), generation, visit };
}

/** Whether the rows say what the inbox says. */
export function areTrue(
  inbox: CheckpointRow | undefined,
  upTo: VisitRow | UpToRow | undefined
): boolean {
  return inbox?.id === 'inbox' && inbox.since === sinceOf(upTo);
}

const sinceOf = (row: VisitRow | UpToRow | undefined) =>
  row && 'since' in row ? row.since : undefined;

/** Of the jobs among these documents; undefined where the rows are not true. */
export async function knownGenerations(
  { visits }: DeviceDatabase,
  asked: string,
  ids: readonly string[]
): Promise<Map<string, number> | undefined> {
  if (sinceOf(await visits.get(UP_TO)) !== asked) return undefined;
  const orders = ids.filter((id) => id.startsWith(JOB)).map((id) => id.slice(JOB.length));
  const rows = await visits.bulkGet(orders);
  return new Map(
    rows.flatMap((row) => (row && 'visit' in row ? [[JOB + row.order, row.generation]] : []))
  );
}

const JOB = 'job:';

/**
 * Inside the transaction that stores a batch, after its documents. @param asked the checkpoint that
 * it was asked from @param changed documents put @param gone ids of documents deleted
 */
export async function followInbox(
  relaxed: DeviceDatabase,
  { asked, since }: { asked: string; since: string },
  changed: readonly InboxRow[],
  gone: readonly string[]
): Promise<void> {
  const { visits } = relaxed;
  if (sinceOf(await visits.get(UP_TO)) === asked) {
    const jobs = changed.filter((row) => row.type === 'job');
    if (jobs.length > 0) await visits.bulkPut(jobs.map(visitRow));
    const lost = gone.filter((id) => id.startsWith(JOB)).map((id) => id.slice(JOB.length));
    if (lost.length > 0) await visits.bulkDelete(lost);
    await visits.put({ order: UP_TO, since });
  } else await writeAll(relaxed, since);
}

/** After an app that did not know them: once, when nobody waits for it. */
export function makeVisitRows(relaxed: DeviceDatabase): Promise<void> {
  const { inbox, visits, checkpoints } = relaxed;
  return relaxed.transaction('rw', [inbox, visits, checkpoints], async () => {
    const feed = await checkpoints.get('inbox');
    if (feed?.id !== 'inbox' || areTrue(feed, await visits.get(UP_TO))) return;
    await writeAll(relaxed, feed.since);
  });
}

async function writeAll(relaxed: DeviceDatabase, since: string): Promise<void> {
  const { inbox, visits } = relaxed;
  const jobs = (await inbox.where('type').equals('job').toArray()) as JobDocument[];
  await visits.clear();
  await visits.bulkPut([...jobs.map(visitRow), { order: UP_TO, since }]);
}
