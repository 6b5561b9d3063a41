import { hashOf } from '../../../src/domain/protocol/hash.ts';
import { buildStatement } from '../../../src/domain/order/signing/statement.ts';
import type { JobDocument } from '../../../src/domain/order/views/inbox.ts';
import type { ActionBody } from '../../../src/domain/protocol/action-body.ts';
import type { BookingRequest } from '../../../src/domain/booking/booking-request.ts';
import { aBookingRequest } from '../../support/booking-request.ts';
import type { SeededRandom } from '../../support/seeded-random.ts';
import { aWishToConfirm } from '../../e2e/visit-wish.ts';
import {
  addressOf,
  askUntilAnswered,
  GIVE_UP_MS,
  type Acknowledged,
  type StubbornDevice
} from './stubborn-device.ts';

/** What a visit needs of a device. */
export type VisitingDevice = Pick<StubbornDevice, 'provider' | 'act' | 'offer' | 'waitFor'>;

const SERVICE = { packageId: 'wlan-setup', expectedTotalMinor: 9_390 };

/** @param asked who is asked for, and when; soon where it does not say */
export async function bookVisit(
  url: string,
  asked: Pick<BookingRequest, 'personalProvider'> & Partial<BookingRequest>,
  said: Acknowledged
): Promise<string> {
  const requestId = crypto.randomUUID();
  const problem = `Anfrage ${requestId}`;
  const visit = aWishToConfirm(Date.now());
  const wish = { ...SERVICE, requestId, problem, visit, ...asked };
  const { status, text } = await askUntilAnswered(
    `${url}/api/bookings`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': addressOf(requestId) },
      body: JSON.stringify(aBookingRequest(wish))
    },
    said
  );
  if (status !== 201) throw new Error(`booking: ${status} ${text}`);
  const { token } = JSON.parse(text) as { token: string };
  said.bookings.push({ token, problem });
  return token;
}

/** Booked, accepted, talked through and begun. @returns the order */
export async function goToWork(
  url: string,
  device: VisitingDevice,
  said: Acknowledged
): Promise<string> {
  await bookVisit(url, { personalProvider: device.provider as never }, said);
  const { order } = await device.offer();
  await device.act('offer.accept', order, {});
  const agreed = { way: 'phone', reached: true, agreed: 'wie gebucht' } as const;
  await device.act('customer.contacted', order, agreed);
  await device.act('appointment.confirm', order, {});
  await device.act('travel.start', order, { etaMinutes: 20 });
  await device.act('visit.arrive', order, {});
  await device.act('work.start', order, {});
  return order;
}

/** Everything required is ticked, and the customer signs. */
export async function complete(device: VisitingDevice, order: string): Promise<void> {
  const isCurrent = ({ job }: JobDocument) => job.state === 'working';
  const { job: begun } = await device.waitFor<JobDocument>(`job:${order}`, isCurrent);
  for (const { id, required } of begun.checklist) {
    if (required) await device.act('checklist.set', order, { item: id, done: true });
  }
  const isTicked = ({ job }: JobDocument) =>
    job.checklist.every(({ id, required }) => !required || job.checked[id]?.done);
  const { job } = await device.waitFor<JobDocument>(`job:${order}`, isTicked);
  const facts = {
    signer: { name: job.customer.name, role: 'customer' },
    signedAt: Date.now(),
    language: 'de'
  } as const;
  const statement = buildStatement(job, facts);
  const signature = { method: 'typed', typedName: job.customer.name } as const;
  const body = { facts, statement, statementHash: await hashOf(statement), signature };
  await device.act('job.complete', order, body as unknown as ActionBody<'job.complete'>);
}

interface Load {
  said: Acknowledged;
  random: SeededRandom;
  isOver(): boolean;
}

/**
 * One visit after the other until it is told to end; the last one may be left without notes.
 * @param completed is added to, so that it stands also where a device gives up
 */
export async function playVisits(
  url: string,
  device: StubbornDevice,
  load: Load,
  completed: string[]
): Promise<void> {
  while (!load.isOver()) completed.push(await playVisit(url, device, load));
}

/** Booked, done, signed and billed, with photos and notes. @returns the order */
export async function playVisit(
  url: string,
  device: StubbornDevice,
  { said, random, isOver }: Load
): Promise<string> {
  const order = await goToWork(url, device, said);
  let notes = 0;
  for (let left = 2 + random.below(4); left > 0 && !isOver(); left -= 1) {
    if (random.chance(0.4)) {
      const photo = await device.photo(2_000 + random.below(60_000));
      await device.act('photo.add', order, { ...photo, caption: 'Router' });
    } else {
      // Some are said one behind the other, without waiting.
      for (let row = random.below(4); row > 0; row -= 1) {
        await device.say('note.add', order, { text: `Notiz ${(notes += 1)}` });
      }
      await device.act('work.progress', order, { text: `Schritt ${(notes += 1)}` });
    }
  }
  await complete(device, order);
  const invoice = `/api/orders/${encodeURIComponent(order)}/invoice.pdf`;
  const until = Date.now() + GIVE_UP_MS;
  while ((await device.ask(invoice)).status !== 200) {
    if (Date.now() > until) throw new Error(`no invoice of ${order}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return order;
}
