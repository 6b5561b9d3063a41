import type { BookingAnswer } from '../../src/domain/booking/booking-answer.ts';
import type { BookingRequest } from '../../src/domain/booking/booking-request.ts';
import type { VisitWish } from '../../src/domain/booking/visit-time.ts';
import { aBookingRequest } from '../support/booking-request.ts';
import type { RealServer } from '../support/real-server.ts';
import type { DemoPerson } from './demo-people.ts';
import { HttpDevice } from './http-device.ts';
import type { OwnServer } from './own-server.ts';
import { aWishOnAFreeDay, aWishToConfirm } from './visit-wish.ts';

export interface PreparedJob {
  order: string;
  /** Of the customer's page. */
  token: string;
  /** Another device of the same helper. */
  device: HttpDevice;
}

const SERVICE = { packageId: 'wlan-setup', expectedTotalMinor: 9_390 };

/** Booked by HTTP with this helper as the wish. */
export async function book(
  server: RealServer,
  helper: DemoPerson,
  visit: VisitWish,
  who: Partial<BookingRequest> = {}
): Promise<BookingAnswer> {
  const requestId = crypto.randomUUID();
  const answer = await fetch(`${server.url}/api/bookings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(
      aBookingRequest({
        ...{ ...SERVICE, requestId, visit, personalProvider: helper.id },
        ...who
      })
    )
  });
  if (answer.status !== 201) throw new Error(`booking: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as BookingAnswer;
}

/** A job on a day of its own: accepted and talked through. */
export async function aJobTalkedThrough(
  server: RealServer,
  helper: DemoPerson,
  visit: VisitWish = aWishOnAFreeDay(),
  who: Partial<BookingRequest> = {}
): Promise<PreparedJob> {
  const { token } = await book(server, helper, visit, who);
  const device = await HttpDevice.signIn(server, helper);
  const { order } = await device.offerOf(token);
  await mustApply(device.act('offer.accept', order, {}));
  const agreed = { way: 'phone', reached: true, agreed: 'wie gebucht' } as const;
  await mustApply(device.act('customer.contacted', order, agreed));
  return { order, token, device };
}

/** A job within a day, at work; everything required is ticked where `isTicked`. */
export async function aJobAtWork(
  server: OwnServer,
  helper: DemoPerson,
  { isTicked = false } = {}
): Promise<PreparedJob> {
  const job = await aJobTalkedThrough(server, helper, aWishToConfirm(Date.now()));
  await mustApply(job.device.act('appointment.confirm', job.order, {}));
  await goToWork(job.device, job.order);
  if (isTicked) await tickRequired(job.device, job.order);
  return job;
}

export async function goToWork(device: HttpDevice, order: string): Promise<void> {
  await mustApply(device.act('travel.start', order, { etaMinutes: 20 }));
  await mustApply(device.act('visit.arrive', order, {}));
  await mustApply(device.act('work.start', order, {}));
}

export async function tickRequired(device: HttpDevice, order: string): Promise<void> {
  const { job } = await device.job(order);
  for (const { id, required } of job.checklist) {
    if (required) await mustApply(device.act('checklist.set', order, { item: id, done: true }));
  }
}

async function mustApply(judged: ReturnType<HttpDevice['act']>): Promise<void> {
  const { outcome, code, action } = await judged;
  if (outcome !== 'applied') throw new Error(`${action}: ${outcome} ${code}`);
}
