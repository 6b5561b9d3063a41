import { TIME_POLICY, USUAL_RULES } from '../policy/policy.ts';
import { transitionFor } from './life-cycle/table.ts';
import type { Job } from './job.ts';

/** The time limits of a job (R8, R9, R27), ms of server time; null where one does not apply yet. */
export function contactDueAt(job: Pick<Job, 'acceptedAt'>): number | null {
  return job.acceptedAt === null ? null : job.acceptedAt + TIME_POLICY.contactLimitMs;
}

/**
 * Taking a job back helps nobody once its visit has begun: then the missed visit itself is told
 * (missed-visit.ts).
 */
export function canStillBeOffered({ appointment }: Pick<Job, 'appointment'>, limitAt: number) {
  return limitAt < appointment.startsAt;
}

/**
 * The moment after which the clock takes the job for this limit (R8, R9), ms of server time; null
 * where it does not apply.
 */
export function missedLimitAt(
  job: Pick<Job, 'state' | 'acceptedAt' | 'confirmedAt' | 'appointment'>,
  limit: 'contact' | 'confirm'
): number | null {
  if (!transitionFor(`${limit}.lapse`, 'clock', job.state)) return null;
  if (limit === 'confirm') return job.confirmedAt === null ? confirmDueAt(job) : null;
  const limitAt = contactDueAt(job);
  return limitAt !== null && canStillBeOffered(job, limitAt) ? limitAt : null;
}

export function confirmOpensAt(job: Pick<Job, 'appointment'>): number {
  return job.appointment.startsAt - TIME_POLICY.confirmOpensMs;
}

export function confirmDueAt(job: { appointment: Pick<Job['appointment'], 'startsAt'> }): number {
  return job.appointment.startsAt - TIME_POLICY.confirmClosesMs;
}

/** R21: until when an invoice that nobody collects is to be paid; of the rules as below. */
export function paymentTermDays({ terms }: { terms: Pick<Job['terms'], 'paymentTermDays'> }) {
  return terms.paymentTermDays ?? USUAL_RULES.paymentTermDays;
}

/** R27: of the rules that it was booked under. */
export function cancelSharesOf({ terms }: { terms: Pick<Job['terms'], 'cancelTiers'> }) {
  return terms.cancelTiers ?? USUAL_RULES.cancelTiers;
}

/**
 * Until when the customer cancels free of charge (R27). What is told before somebody accepts is
 * never more than what holds afterwards: a limit that accepting, or agreeing to another time, would
 * put in the past becomes the grace period from that moment on.
 */
export function freeCancelUntil(
  job: Pick<Job, 'appointment' | 'acceptedAt' | 'appointmentChanges'> & {
    terms: Pick<Job['terms'], 'cancelTiers'>;
  }
): number {
  const { startsAt } = job.appointment;
  const agreedAt = Math.max(
    job.acceptedAt ?? 0,
    ...job.appointmentChanges.map(({ state, at, answeredAt = at }) =>
      state === 'agreed' ? answeredAt : 0
    )
  );
  const graceEndsAt = Math.min(agreedAt + TIME_POLICY.cancelGraceMs, startsAt);
  return Math.max(startsAt - (cancelSharesOf(job)[0]?.fromMs ?? 0), graceEndsAt);
}

/**
 * From when on a customer counts as absent (R27): nobody has to be there before the appointment,
 * however early the provider comes. Null before the arrival.
 */
export function absentFrom({
  arrivedAt,
  appointment
}: Pick<Job, 'arrivedAt' | 'appointment'>): number | null {
  if (arrivedAt === null) return null;
  return Math.max(arrivedAt, appointment.startsAt) + TIME_POLICY.absentAfterMs;
}

/**
 * So long before its appointment that it is likelier a touch too many than meant: the screen asks
 * once. What the provider then says counts.
 */
export function isFarAhead(
  { appointment }: Pick<Job, 'appointment'>,
  kind: keyof typeof TIME_POLICY.askedBeforeMs,
  now: number
): boolean {
  return now < appointment.startsAt - TIME_POLICY.askedBeforeMs[kind];
}

/** Accepted this late, a visit counts as confirmed at once (R9). */
export function isConfirmedByAccepting(job: Pick<Job, 'appointment'>, at: number): boolean {
  return at >= confirmDueAt(job);
}
