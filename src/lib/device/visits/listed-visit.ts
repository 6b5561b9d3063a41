// What lists need of a visit, and what a list is sorted by. A whole job is twenty times as much,
// and a device has hundreds. A JobView is one too: what a list can say of it, it can say of both.
import type { Job } from '#domain/order/job.ts';
import type { JobDocument } from '#domain/order/views/inbox.ts';
import type { OutboxRow } from '../store/rows.ts';

type Moment = { at: number } | null;

export interface ListedJob extends Pick<Job, 'state' | 'acceptedAt' | 'appointment' | 'checked'> {
  provider: object | null;
  service: Pick<Job['service'], 'title' | 'packageId'>;
  place: Pick<Job['place'], 'street' | 'houseNumber' | 'postcode' | 'city'>;
  customer: Pick<Job['customer'], 'name'>;
  /** While somebody is working: it tells the present step. */
  checklist: readonly Pick<Job['checklist'][number], 'id' | 'phase'>[];
  completion: Moment;
  failure: Moment;
  refusal: Moment;
  cancellation: Moment;
}

export interface ListedVisit {
  order: string;
  job: ListedJob;
  /** As the server sees it. */
  document: Pick<JobDocument, 'removed'> & { job: Pick<ListedJob, 'provider'> };
  /** This device's actions that the server has not judged yet. */
  waiting: readonly Pick<OutboxRow, 'kind' | 'state'>[];
}

const AHEAD: ReadonlySet<Job['state']> = new Set([
  'accepted',
  'contacted',
  'confirmed',
  'travelling',
  'arrived',
  'working'
]);

/** This helper's, and not over. */
export function isAhead({ job }: Pick<ListedVisit, 'job'>): boolean {
  return job.provider !== null && AHEAD.has(job.state);
}

/** When it was over, ms of server time; of use where it is. */
export function endedAt({ job, document }: Pick<ListedVisit, 'job' | 'document'>): number {
  const end = job.completion ?? job.failure ?? job.refusal ?? job.cancellation ?? document.removed;
  return end?.at ?? job.appointment.startsAt;
}

/** Of a whole view only what lists need. */
export function listedVisit({ order, job, document, waiting }: ListedVisit): ListedVisit {
  const { state, acceptedAt, appointment, provider, service, place, customer } = job;
  const { removed = null } = document;
  const isWorking = state === 'working';
  return {
    order,
    job: {
      ...{ state, acceptedAt, appointment },
      provider: provider && {},
      service: { title: service.title, packageId: service.packageId },
      place: {
        street: place.street,
        houseNumber: place.houseNumber,
        postcode: place.postcode,
        city: place.city
      },
      customer: { name: customer.name },
      checklist: isWorking ? job.checklist.map(({ id, phase }) => ({ id, phase })) : [],
      checked: isWorking ? job.checked : {},
      completion: momentOf(job.completion),
      failure: momentOf(job.failure),
      refusal: momentOf(job.refusal),
      cancellation: momentOf(job.cancellation)
    },
    document: { removed, job: { provider: document.job.provider && {} } },
    waiting: waiting.map(({ kind, state: sent }) => ({ kind, state: sent }))
  };
}

const momentOf = (end: Moment): Moment => end && { at: end.at };
