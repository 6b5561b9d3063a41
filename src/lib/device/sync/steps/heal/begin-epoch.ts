// The first step into another copy of the server's data (PROTOCOL.md, "Another epoch"). One
// transaction, so that a device that ends in between begins again or goes on:
// 1. Feeds are read from the start. What is here stays on the screen until it was replaced, or until
//    all was read and it did not come.
// 2. What the earlier copy had received without a verdict waits again, as if it had not been sent;
//    so do photos whose bytes are still here.
// 3. What this device keeps of its judged actions is to be handed in, before anything unsent.
import type { JobDocument } from '#domain/order/views/inbox.ts';
import type { DeviceDatabase } from '../../../store/device-database.ts';
import type { InboxRow, JobBefore } from '../../../store/rows.ts';

export async function beginEpoch(relaxed: DeviceDatabase, epoch: string): Promise<void> {
  const { inbox, catalog, outbox, photos, checkpoints } = relaxed;
  const tables = [inbox, catalog, outbox, photos, checkpoints];
  await relaxed.transaction('rw', tables, async () => {
    const known = await checkpoints.get('epoch');
    const row = known?.id === 'epoch' ? known : undefined;
    // Another tab was faster.
    if (row?.epoch === epoch) return;
    const [ids, packages, jobs] = await Promise.all([
      inbox.toCollection().primaryKeys(),
      catalog.toCollection().primaryKeys(),
      inbox.where('type').equals('job').toArray()
    ]);
    await checkpoints.bulkDelete(['inbox', 'catalog']);
    await checkpoints.put({
      id: 'epoch',
      epoch,
      left: { inbox: ids, catalog: packages },
      lacking: 0,
      // Of a copy that came in between it says nothing.
      before: row?.before ?? jobs.flatMap(jobBefore)
    });
    const isUnjudged = outbox.where('state').equals('received');
    await isUnjudged.modify({ state: 'local', receivedAt: null, notBefore: 0 });
    const isHere = photos
      .where('state')
      .equals('sent')
      .filter(({ blob }) => blob !== null);
    await isHere.modify({ state: 'local', sentAt: null });
  });
}

/** Nothing of a job that is not theirs any more. */
function jobBefore(row: InboxRow): JobBefore[] {
  const { order, job, removed } = row as JobDocument;
  if (removed) return [];
  const { customer, place, service, billing, appointment } = job;
  const total = billing.totalMinor === null ? '' : (billing.totalMinor / 100).toFixed(2);
  const where = `${place.street} ${place.houseNumber}, ${place.postcode} ${place.city}`;
  const facts = [customer.name, customer.phone, where, service.title, total];
  const about = facts.filter(Boolean).join(', ');
  const { state } = job;
  const invoice = billing.invoiceNumber;
  return [{ order, state, startsAt: appointment.startsAt, invoice, about }];
}
