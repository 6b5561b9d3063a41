// How far something that the helper did has come, as words under it (P2: nothing is called saved
// before it is).
import type { Job } from '#domain/order/job.ts';
import type { ActionBody } from '#domain/protocol/action-body.ts';
import type { JobView } from '$lib/device/views/job-view.ts';
import type { OutboxRow, PhotoRow } from '$lib/device/store/rows.ts';

export interface SavedState {
  state: 'device' | 'server' | 'confirmed' | 'refused';
  row: OutboxRow | null;
}

/** Each action stands for itself: another one of its kind does not say the same again. */
const ALONE = () => null;
/** When what an action of this kind says came to stand in the job, ms; null: it does not. */
const SINCE: Record<OutboxRow['kind'], (job: Job, row: OutboxRow) => number | null> = {
  'customer.contacted': (job) => job.contacts.at(-1)?.at ?? null,
  'appointment.confirm': (job) => job.confirmedAt,
  'travel.start': (job) => job.travel?.startedAt ?? null,
  'visit.arrive': (job) => job.arrivedAt,
  'checklist.set': (job, { action }) =>
    job.checked[(action.body as ActionBody<'checklist.set'>).item]?.at ?? null,
  'delivery.pickedUp': (job) => job.pickedUpAt,
  'delivery.handedOver': (job) => job.handedOverAt,
  'price.agree': (job) => job.agreedPrice?.at ?? null,
  'job.complete': (job) => job.completion?.at ?? null,
  'job.fail': (job) => job.failure?.at ?? null,
  'offer.seen': ALONE,
  'offer.accept': ALONE,
  'offer.decline': ALONE,
  'appointment.change': ALONE,
  'job.giveBack': ALONE,
  'work.start': ALONE,
  'work.progress': ALONE,
  'note.add': ALONE,
  'photo.add': ALONE,
  'photo.remove': ALONE,
  'package.add': ALONE,
  'product.sell': ALONE,
  'addition.takeBack': ALONE,
  'job.refuseToSign': ALONE,
  'booking.request': ALONE,
  'rating.seal': ALONE,
  'availability.set': ALONE,
  'profile.set': ALONE,
  'course.answer': ALONE,
  'support.ask': ALONE
};

/**
 * The state of the last action of this kind (and detail); confirmed where the server's document has
 * it and nothing waits. A refusal counts until the same thing was done again and taken.
 */
export function savedState(
  view: Pick<JobView, 'job' | 'waiting' | 'notAccepted'>,
  kind: OutboxRow['kind'],
  matches: (row: OutboxRow) => boolean = () => true
): SavedState {
  const isIt = (row: OutboxRow) => row.kind === kind && matches(row);
  const waiting = view.waiting.findLast(isIt);
  if (waiting) return { state: waiting.state === 'local' ? 'device' : 'server', row: waiting };
  const notAccepted = view.notAccepted.findLast(isIt);
  return notAccepted && !isOvertaken(view.job, notAccepted)
    ? { state: 'refused', row: notAccepted }
    : { state: 'confirmed', row: null };
}

function isOvertaken(job: Job, refused: OutboxRow): boolean {
  const { anchor, sinceAnchor } = refused.action.at;
  const since = SINCE[refused.kind]?.(job, refused) ?? null;
  return since !== null && since >= anchor + sinceAnchor;
}

/**
 * A photo is no further than its bytes: whatever became of the action that names it, while they are
 * here they are here.
 */
export function photoSavedState(
  view: Pick<JobView, 'job' | 'waiting' | 'notAccepted'>,
  action: string,
  unsent: Pick<PhotoRow, 'lastError'> | undefined
): SavedState & { photoError: string | null } {
  const saved = savedState(view, 'photo.add', (row) => row.id === action);
  if (!unsent || saved.state === 'refused') return { ...saved, photoError: null };
  return { state: 'device', row: saved.row, photoError: unsent.lastError?.code ?? null };
}
