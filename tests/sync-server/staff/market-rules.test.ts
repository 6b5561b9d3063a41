import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BookingCatalog } from '#domain/booking/booking-catalog.ts';
import { bookingPrice } from '#domain/booking/booking-price.ts';
import type { OperatorView } from '#domain/operator/operator-view.ts';
import { rulesValues, type RulesValues } from '#domain/operator/rules-values.ts';
import type { MarketRulesView } from '#domain/operator/rules-view.ts';
import type { Order } from '#domain/order/order.ts';
import { HOUR_MS, MARKET_POLICY } from '#domain/policy/policy.ts';
import { openMarketRules } from '../../../sync-server/business/market-rules.ts';
import { aBookingRequest } from '../../support/booking-request.ts';
import { aPackage } from '../../support/builders.ts';
import { startOrderServer } from '../../support/order-server.ts';
import { askForSession, PASSWORD, type TestServer } from '../../support/test-server.ts';

let server: TestServer;
let owner: { authorization: string };
beforeAll(async () => {
  server = await startOrderServer();
  const { email } = await server.addStaff('staff-boss', 'owner');
  const answer = await askForSession(server, email, PASSWORD);
  owner = { authorization: `Bearer ${answer.json<{ token: string }>().token}` };
});
afterAll(() => server.close());

async function ask<T>(method: 'GET' | 'PUT' | 'POST', url: string, payload?: object) {
  const asked = { method, url, headers: owner, ...(payload && { payload }) };
  const answer = await server.app.inject(asked);
  return { status: answer.statusCode, body: answer.json<T>() };
}
const swiss = async () => {
  const { body } = await ask<MarketRulesView[]>('GET', '/api/business/rules');
  return body.find(({ market }) => market === 'CH')!;
};
const USUAL = rulesValues(MARKET_POLICY.CH.rules);
const set = (version: number, typed: Partial<RulesValues>, from: number | null = null) =>
  ask<MarketRulesView>('PUT', '/api/business/rules', {
    ...{ market: 'CH', version, values: { ...USUAL, ...typed }, from, why: 'Winter' }
  });

let requests = 0;
const book = (fields: object) => {
  requests += 1;
  const requestId = `request-of-the-rules-${requests}`;
  return ask<{ error?: string; totalMinor?: number; token: string; faults?: object[] }>(
    'POST',
    '/api/bookings',
    { ...aBookingRequest(), requestId, ...fields }
  );
};
async function orderOf(token: string): Promise<Order> {
  const index = { name: 'by-token', fields: ['token'] };
  const [order] = await server.store.orders.find({ selector: { token }, index, limit: 1 });
  return order!;
}
/** As another process reads it, which remembers nothing. */
const inForce = () => openMarketRules(server.store).inForce('CH', server.clock.now());

describe('the rules of a market', () => {
  it('[O5.1] are the usual ones until an owner sets others', async () => {
    expect(await swiss()).toMatchObject({
      ...{ inForce: 0, version: 0, values: USUAL, planned: [], versions: [] }
    });
  });

  it('[O5.2] are not saved with a fault, and each is named', async () => {
    const { status, body } = await set(0, { visitFee: 'viel', radiusKm: '1' });
    expect(status).toBe(400);
    expect((body as unknown as { fields: object[] }).fields).toEqual([
      { path: '/values/visitFee', message: 'amount' },
      { path: '/values/radiusKm', message: 'number' }
    ]);
    expect((await swiss()).version).toBe(0);
  });

  it('[O5.4] of two who set the same version one is told, and the log has before and after', async () => {
    const both = await Promise.all([
      set(0, { 'guaranteeFee.friend': '6' }),
      set(0, { 'guaranteeFee.friend': '7' })
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const { version, inForce: holds, values, versions } = await swiss();
    expect([version, holds]).toEqual([1, 1]);
    expect(versions).toMatchObject([{ version: 1, by: expect.any(String), why: 'Winter' }]);
    const { body: log } = await ask<{ entries: object[] }>('GET', '/api/audit?what=business.rules');
    const fee = Number(values['guaranteeFee.friend']) * 100;
    expect(JSON.stringify(log)).toContain(`"guaranteeFeeMinor":{"friend":${fee},"pro":490}`);
    expect(JSON.stringify(log)).toContain('"guaranteeFeeMinor":{"friend":490,"pro":490}');
  });

  it('[O5.7] what is shown is what is in force, and another price is answered with it', async () => {
    await set(1, { 'guaranteeFee.friend': '6.50', visitFee: '40', paymentDays: '30' });
    const rules = await inForce();
    const { body: catalog } = await ask<BookingCatalog>('GET', '/api/catalog');
    const { body: operator } = await ask<OperatorView>('GET', '/api/operator');
    expect(catalog.rules.CH).toEqual(rules);
    expect(operator.rules?.CH).toEqual(rules);
    expect(catalog.rules.DE).toMatchObject({ version: 0, visitFeeMinor: 2_500 });

    const { totalMinor } = bookingPrice(aPackage(), 'CH', rules)!;
    const old = await book({ expectedTotalMinor: 8_390 });
    expect(old).toMatchObject({
      status: 409,
      body: { error: 'booking.priceChanged', totalMinor, rules }
    });
    const { status, body } = await book({ expectedTotalMinor: totalMinor, rulesVersion: 2 });
    expect(status).toBe(201);
    const { job, rules: kept } = await orderOf(body.token);
    expect(kept).toMatchObject({ version: 2, guaranteeFeeMinor: { friend: 650, pro: 490 } });
    expect(job.terms).toMatchObject({ visitFeeMinor: 4_000, paymentTermDays: 30 });
  });

  it('[O5.7] at the same price, other conditions are asked about once more', async () => {
    const [tiers, typed] = [{ 'cancelHours.1': '48' }, { 'guaranteeFee.friend': '6.50' }];
    await set(2, { ...typed, ...tiers });
    const expectedTotalMinor = 8_550;
    const shown = await book({ expectedTotalMinor, rulesVersion: 2 });
    expect(shown).toMatchObject({
      ...{ status: 409, body: { error: 'booking.rulesChanged', rules: { version: 3 } } }
    });
    expect((await book({ expectedTotalMinor, rulesVersion: 3 })).status).toBe(201);
    // A page from before says nothing of rules; its price is what it has seen.
    expect((await book({ expectedTotalMinor })).status).toBe(201);
  });

  it('[R1.6] no visit is booked on a closed day', async () => {
    const { visit } = aBookingRequest();
    await set(3, { closedDays: `${visit.date} Inventur` });
    const refused = await book({ expectedTotalMinor: 8_390, rulesVersion: 4 });
    expect(refused).toMatchObject({
      ...{ status: 422, body: { faults: [{ path: 'visit.date', code: 'time.closedDay' }] } }
    });
  });

  it('[O5.3, O5.5] a planned version holds from its moment on, and for what is booked then', async () => {
    const from = server.clock.now() + 2 * HOUR_MS;
    const { body } = await set(4, { visitFee: '55' }, from);
    expect(body).toMatchObject({ inForce: 4, version: 5, planned: [{ version: 5, from }] });
    expect(body.values.visitFee).toBe('55.00');
    expect((await inForce()).version).toBe(4);
    server.clock.advance(2 * HOUR_MS);
    expect(await inForce()).toMatchObject({ version: 5, visitFeeMinor: 5_500 });
    const { body: now } = await book({ expectedTotalMinor: 8_390 });
    const order = await orderOf(now.token);
    expect(order.job.terms.visitFeeMinor).toBe(5_500);
    await set(5, { visitFee: '1' });
    expect((await orderOf(now.token)).job.terms.visitFeeMinor).toBe(5_500);
  });

  it('[O5.3] every version that will still begin is named', async () => {
    const now = server.clock.now();
    const [from, later] = [now + HOUR_MS, now + 2 * HOUR_MS];
    await set(6, {}, from);
    const planned = [
      { version: 7, from },
      { version: 8, from: later }
    ];
    expect((await set(7, {}, later)).body).toMatchObject({ inForce: 6, version: 8, planned });
    expect((await set(8, {})).body).toMatchObject({ inForce: 9, version: 9, planned: [] });
  });

  it('[O5.2] nothing is planned for a year that nobody plans for', async () => {
    const { status, body } = await set(9, {}, server.clock.now() + 800 * 24 * HOUR_MS);
    expect(status).toBe(400);
    expect((body as unknown as { fields: object[] }).fields).toMatchObject([{ path: '/from' }]);
  });
});
