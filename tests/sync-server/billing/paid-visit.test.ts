import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Charge } from '#domain/billing/charge.ts';
import type { BookingAnswer } from '#domain/booking/booking-answer.ts';
import type { BookingRequest } from '#domain/booking/booking-request.ts';
import { TIME_POLICY } from '#domain/policy/policy.ts';
import type { JobDocument } from '#domain/order/views/inbox.ts';
import type { Action } from '#domain/protocol/action.ts';
import type { VerdictDocument } from '#domain/protocol/verdict.ts';
import { aBookingRequest } from '../../support/booking-request.ts';
import { VISIT } from '../../support/builders.ts';
import { aDevice } from '../../support/device-signer.ts';
import { startOrderServer } from '../../support/order-server.ts';
import { PASSWORD, type TestServer } from '../../support/test-server.ts';
import { until } from '../../support/until.ts';
import { visitActions } from '../../support/visit-actions.ts';

/** Every way to pay that the booking page offers, and what becomes of the charge. */
const METHODS: Record<
  BookingRequest['payment']['kind'],
  { payment: BookingRequest['payment']; state: Charge['state'] }
> = {
  directDebit: {
    payment: { kind: 'directDebit', accountHolder: 'Rosa', iban: 'CH9300762011623852957' },
    state: 'collected'
  },
  invoice: { payment: { kind: 'invoice' }, state: 'byInvoice' }
};

let server: TestServer;
beforeEach(async () => {
  server = await startOrderServer({ background: true });
});
afterEach(() => server.close());

describe('a visit, from the booking to the money', () => {
  it.each(Object.values(METHODS))(
    '[R15.3, R21.1] by $payment.kind leaves nothing for support to do',
    async ({ payment, state }) => {
      const { app, store, clock } = server;
      const { id, email } = await server.addProvider();
      const device = await aDevice(id);
      const signIn = { id: device.id, name: 'Tablet', publicKey: device.publicKey };
      const session = await app.inject({
        method: 'POST',
        url: '/api/session',
        payload: { email, password: PASSWORD, device: signIn }
      });
      const headers = { authorization: `Bearer ${session.json<{ token: string }>().token}` };
      const read = async <D>(document: string): Promise<D | undefined> => {
        const url = `/sync/inbox/${encodeURIComponent(document)}`;
        const answer = await app.inject({ url, headers });
        return answer.statusCode === 200 ? answer.json<D>() : undefined;
      };
      const perform = async (action: Action) => {
        clock.set(action.at.wall);
        const url = '/sync/outbox/_bulk_docs';
        await app.inject({ method: 'POST', url, headers, payload: { docs: [action] } });
        const verdict = await until(
          () => read<VerdictDocument>(`verdict:${action._id}`),
          'verdict'
        );
        expect(verdict, action.kind).toMatchObject({ outcome: 'applied' });
      };

      const request = aBookingRequest({ payment, visit: { date: '2026-06-10', time: '09:00' } });
      const booked = await app.inject({ method: 'POST', url: '/api/bookings', payload: request });
      expect(booked.statusCode).toBe(201);
      const { token } = booked.json<BookingAnswer>();
      const [order] = await until(async () => {
        const found = await store.orders.withPrefix<{ _id: string; token?: string }>('');
        const mine = found.filter((each) => each.token === token);
        return mine.length > 0 && mine;
      }, 'the order');
      const orderId = order!._id;
      await until(() => read(`offer:${orderId}`), 'the offer');

      const [[, acceptedAt]] = VISIT as [(typeof VISIT)[number]];
      await perform(await device.sign('offer.accept', orderId, {}, acceptedAt));
      const { job } = await until(() => read<JobDocument>(`job:${orderId}`), 'the job');
      for (const action of await visitActions(device, job)) await perform(action);

      const charge = await until(async () => {
        const found = await store.ledger.get<Charge>(`charge:${orderId}`);
        return found?.state === 'due' ? undefined : found;
      }, 'the charge');
      expect(charge).toMatchObject({ state, amountMinor: 8390, lastError: null });
      await until(() => read(`earning:${orderId}`), 'the earning');
      expect(await store.cases.withPrefix('case:')).toEqual([]);

      // Long after: nothing has come up, and the customer's data have left the helper's device.
      clock.advance(TIME_POLICY.contactKeptMs);
      await server.deps.orderWork.timers.runDue();
      const { job: old } = await until(async () => {
        const found = await store.inbox(id).get<JobDocument>(`job:${orderId}`);
        return found?.job.contactRemovedAt === undefined ? undefined : found;
      }, 'the job without contact data');
      expect(old.customer).toMatchObject({ name: '', phone: '', email: '' });
      expect(await store.cases.withPrefix('case:')).toEqual([]);
    },
    60_000
  );
});
