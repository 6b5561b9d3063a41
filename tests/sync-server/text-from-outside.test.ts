import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BookingAnswer, BookingRefusal } from '#domain/booking/booking-answer.ts';
import type { ApiRefusal } from '#domain/protocol/api-code.ts';
import { aBookingRequest } from '../support/booking-request.ts';
import { anOrderAfter, aProvider } from '../support/builders.ts';
import { startOrderServer } from '../support/order-server.ts';
import { askForSession, PASSWORD, type TestServer } from '../support/test-server.ts';
import { aDevice } from '../support/a-device.ts';
import { storedAfter } from '../support/tracked-order.ts';
import { newCase } from '../../sync-server/cases/case-document.ts';

const DIRTY = '\u202eWe\u00adgen\u0000 Urlaub\u200b';
const EMPTY = '\u200b\u2060\u202e';

let server: TestServer;
let headers: { authorization: string };
beforeAll(async () => {
  server = await startOrderServer();
  await server.store.people.put(aProvider());
  const { email } = await server.addStaff();
  const answer = await askForSession(server, email, PASSWORD);
  headers = { authorization: `Bearer ${answer.json<{ token: string }>().token}` };
});
afterAll(() => server.close());

const post = (url: string, payload: object, extra: Record<string, string> = {}) =>
  server.app.inject({ method: 'POST', url, payload, headers: extra });

describe('what the routes take', () => {
  it('[T1.1, T1.4] why a customer cancels', async () => {
    const { token, _id } = await storedAfter(server, 'customer.contacted');
    const long = await post(`/api/o/${token}/cancel`, { reason: 'x'.repeat(2_017) });
    expect(long.statusCode).toBe(400);
    expect(long.json<ApiRefusal>()).toMatchObject({
      error: 'request.invalid',
      fields: [{ path: '/reason', message: 'tooLong', over: 17 }]
    });
    expect((await post(`/api/o/${token}/cancel`, { reason: DIRTY })).statusCode).toBe(200);
    const order = await server.store.orders.get(_id);
    expect(order?.job.cancellation?.reason).toBe('Wegen Urlaub');
  });

  it('[T1.1, T1.4] how a customer rates', async () => {
    const { token, _id } = await storedAfter(server, 'job.complete');
    const long = await post(`/api/o/${token}/rating`, { stars: 5, words: 'x'.repeat(2_001) });
    expect(long.json<ApiRefusal>().fields).toMatchObject([{ message: 'tooLong', over: 1 }]);
    await post(`/api/o/${token}/rating`, { stars: 5, words: `\u200b${DIRTY}\n\n` });
    const order = await server.store.orders.get(_id);
    expect(order?.job.rating?.words).toBe('Wegen Urlaub');
  });

  it('[T1.1, T1.2, T1.4] why support closes a case', async () => {
    await server.store.cases.put(
      newCase({ _id: 'case:text', kind: 'support.ask', openedAt: 0, action: null } as never)
    );
    const close = (note: string) => post('/api/support/cases/case:text/close', { note }, headers);
    expect((await close(EMPTY)).statusCode).toBe(400);
    const long = await close('x'.repeat(2_005));
    expect(long.json<ApiRefusal>().fields).toMatchObject([{ message: 'tooLong', over: 5 }]);
    const answer = await close(DIRTY);
    expect([answer.statusCode, answer.body]).toEqual([
      200,
      expect.stringContaining('Wegen Urlaub')
    ]);
  });

  it('[T1.1, T1.2] why support cancels an order', async () => {
    const { _id } = await storedAfter(server, 'customer.contacted');
    const cancel = (reason: string) =>
      post(`/api/support/orders/${_id}/cancel`, { reason, cause: 'platform' }, headers);
    expect((await cancel(EMPTY)).statusCode).toBe(400);
    expect((await cancel(DIRTY)).statusCode).toBe(202);
    const order = await server.store.orders.get(_id);
    expect(order?.job.cancellation?.reason).toBe('Wegen Urlaub');
  });

  it('[T1.1, T1.2] a device and who signs in on it', async () => {
    const { email } = await server.addProvider({ id: 'mia', email: 'mia@example.org' });
    const device = await aDevice();
    const named = (name: string, as = email) =>
      askForSession(server, as, PASSWORD, { ...device, name });
    expect((await named(EMPTY)).statusCode).toBe(400);
    const signedIn = await named('\u202eTa\u200bblet', ` \u200e${email.toUpperCase()}\u200b`);
    expect(signedIn.statusCode).toBe(201);
    const { token } = signedIn.json<{ token: string }>();
    const mine = { authorization: `Bearer ${token}` };
    const devices = await server.app.inject({ url: '/api/devices', headers: mine });
    expect(devices.body).toContain('"Tablet"');
  });

  it('[T1.4, T2.1, T2.3] a booking', async () => {
    const base = aBookingRequest({ requestId: 'request-of-text-00000000' });
    const refused = await post('/api/bookings', {
      ...base,
      problem: 'x'.repeat(12_017),
      contact: { ...base.contact, email: 'a(b)@example.org' }
    });
    expect(refused.statusCode).toBe(422);
    expect(refused.json<BookingRefusal>()).toMatchObject({
      faults: [
        { path: 'problem', code: 'tooLong', over: 10_017 },
        { path: 'contact.email', code: 'email.invalid' }
      ]
    });
    const booked = await post('/api/bookings', {
      ...base,
      contact: {
        ...base.contact,
        name: 'X',
        phone: '+41 (0)61 555 02 02',
        email: 'rosa\u0000@example.org'
      }
    });
    expect(booked.statusCode).toBe(201);
    const { token } = booked.json<BookingAnswer>();
    const [order] = await server.store.orders.find({
      ...{ selector: { token }, limit: 2, index: { name: 'by-token', fields: ['token'] } }
    });
    expect(order?.job.customer).toMatchObject({
      ...{ name: 'X', phone: '+41615550202', email: 'rosa@example.org' }
    });
  });

  it('is a town for a letter that can be seen', async () => {
    const places = (q: string) =>
      server.app.inject(`/api/places?${new URLSearchParams({ country: 'CH', q })}`);
    expect((await places('\u200b')).statusCode).toBe(400);
    expect((await places('\u200bBasel')).statusCode).toBe(200);
  });
});

describe('the builders', () => {
  it('have nothing in them that would be cleaned', () => {
    expect(anOrderAfter('job.complete').job.customer.name).toBe('Rosa Keller');
  });
});
