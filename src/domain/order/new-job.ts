import { bookingFields, type Booking, type Job, type Visit } from './job.ts';

const NO_VISIT: Visit = {
  provider: null,
  checked: {},
  acceptedAt: null,
  contacts: [],
  contactedAt: null,
  confirmedAt: null,
  appointmentChanges: [],
  travel: null,
  pickedUpAt: null,
  handedOverAt: null,
  arrivedAt: null,
  workStartedAt: null,
  progress: [],
  notes: [],
  photos: [],
  agreedPrice: null,
  addedPackages: [],
  soldProducts: [],
  completion: null,
  failure: null,
  refusal: null,
  cancellation: null,
  billing: { state: 'none', invoiceNumber: null, totalMinor: null, payoutMinor: null },
  rating: null
};

/** The job of a booking that nobody has. */
export function newJob(booking: Booking): Job {
  return { ...booking, ...NO_VISIT, state: 'requested' };
}

const BOOKING_KEYS = Object.keys(bookingFields) as (keyof Booking)[];

/** What stays of a job for whoever has it next. */
export function bookingOf(job: Job): Booking {
  return Object.fromEntries(BOOKING_KEYS.map((key) => [key, job[key]])) as unknown as Booking;
}
