// R24.11: the day of the service decides which VAT is inside a price, and no day before it: not
// that of the booking, nor an appointment that was moved since.
// 1. The rate stands in the job's terms, so that statement, bill and invoice read the same one.
// 2. It is set whenever that day becomes another one, for the last time on arrival: what is signed
//    afterwards is built on it and never computed again.
import { wallAt } from '../booking/visit-time.ts';
import type { Ms } from '../brand.ts';
import type { Job } from '../order/job.ts';
import { vatBps } from '../policy/policy.ts';

/** @param at a moment of the day that counts, at the place of the visit */
export function withVatOfDay(job: Job, at: Ms): Job {
  const bps = vatBps(job.market, wallAt(at, job.appointment.timeZone).date);
  return bps === job.terms.vatBps ? job : { ...job, terms: { ...job.terms, vatBps: bps } };
}
