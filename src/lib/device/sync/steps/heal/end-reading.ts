// Once a feed of another copy of the data was read from start to end:
// 1. what has not come is not there any more, and leaves this device; nothing unsent is touched;
// 2. what jobs have become is compared with what they were, and support is told what differs: what
//    the customer or the office did since the backup, no device can bring back.
import type { JobDocument } from '#domain/order/views/inbox.ts';
import type { ActionBody } from '#domain/protocol/action-body.ts';
import type { DeviceDatabase } from '../../../store/device-database.ts';
import type { EpochRow, FeedRow, JobBefore } from '../../../store/rows.ts';

interface EndReading {
  relaxed: DeviceDatabase;
  tellSupport(body: ActionBody<'support.ask'>): Promise<void>;
  /** Subject under which support is told what differs. */
  differs: () => string;
}

const LINES = 12;
const LINE_LENGTH = 280;

export async function endReading(deps: EndReading, feed: FeedRow['id']): Promise<void> {
  const { relaxed } = deps;
  await forgetLeft(relaxed, feed);
  const row = await relaxed.checkpoints.get('epoch');
  if (row?.id === 'epoch' && feed === 'inbox') await compare(deps, row);
}

async function forgetLeft(relaxed: DeviceDatabase, feed: FeedRow['id']): Promise<void> {
  const { inbox, catalog, visits, checkpoints } = relaxed;
  await relaxed.transaction('rw', [inbox, catalog, visits, checkpoints], async () => {
    const row = await checkpoints.get('epoch');
    if (row?.id !== 'epoch' || !row.left?.[feed]) return;
    const { [feed]: gone = [], ...left } = row.left;
    await (feed === 'inbox' ? inbox : catalog).bulkDelete(gone);
    if (feed === 'inbox') {
      const jobs = gone.filter((id) => id.startsWith('job:'));
      await visits.bulkDelete(jobs.map((id) => id.slice('job:'.length)));
    }
    const { left: _, ...rest } = row;
    await checkpoints.put(Object.keys(left).length > 0 ? { ...rest, left } : rest);
  });
}

/** When all is handed in and judged: before that, everything differs. */
async function compare(
  { relaxed, tellSupport, differs }: EndReading,
  { before, lacking, left, epoch }: EpochRow
): Promise<void> {
  if (!before || lacking !== undefined || left?.inbox) return;
  const { inbox, outbox, checkpoints } = relaxed;
  if ((await outbox.where('state').anyOf('local', 'received').count()) > 0) return;
  const now = await inbox.bulkGet(before.map(({ order }) => `job:${order}`));
  const isEarly = before.some((job, index) =>
    isBilling(job, now[index] as JobDocument | undefined)
  );
  if (isEarly) return;
  const lines = before.flatMap((job, index) =>
    difference(job, now[index] as JobDocument | undefined)
  );
  for (let from = 0; from < lines.length; from += LINES) {
    const text = lines.slice(from, from + LINES).join('\n');
    await tellSupport({ subject: differs(), text });
  }
  await checkpoints
    .where('id')
    .equals('epoch')
    .modify((row) => {
      if (row.id === 'epoch' && row.epoch === epoch) delete row.before;
    });
}

/** A bill follows a little later than what is billed: until then there is nothing to compare. */
function isBilling(before: JobBefore, now: JobDocument | undefined): boolean {
  return before.invoice !== null && now?.job.billing.state === 'due';
}

function difference(before: JobBefore, now: JobDocument | undefined): string[] {
  const { order, about } = before;
  const was = said(before);
  const is = now ? said(lookOf(now)) : '–';
  return was === is ? [] : [`${order}: ${was} → ${is} (${about})`.slice(0, LINE_LENGTH)];
}

function lookOf({ job }: JobDocument) {
  const { state, appointment, billing } = job;
  return { state, startsAt: appointment.startsAt, invoice: billing.invoiceNumber };
}

const said = ({ state, startsAt, invoice }: Pick<JobBefore, 'state' | 'startsAt' | 'invoice'>) =>
  [state, new Date(startsAt).toISOString(), invoice].filter(Boolean).join(' ');
