import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Invoice } from '#domain/billing/invoice.ts';
import type { PayoutLine } from '#domain/billing/payout-line.ts';
import { withDueAt } from '#domain/order/advance-order.ts';
import { holdSigned } from '#domain/order/hold-signed.ts';
import { refusalId } from '#domain/order/views/notices.ts';
import type { CaseDetail } from '#domain/order/views/support-view.ts';
import { newOrderCases } from '../../../sync-server/cases/order-cases.ts';
import { billingOf } from '../../../sync-server/billing/keep-billing.ts';
import { aCommand, anOrderAfter, RULES } from '../../support/builders.ts';
import { judge } from '../../support/judge.ts';
import { startOrderServer } from '../../support/order-server.ts';
import { PASSWORD, type TestServer } from '../../support/test-server.ts';
import { until } from '../../support/until.ts';

let server: TestServer;
let headers: { authorization: string };
beforeAll(async () => {
  server = await startOrderServer();
  const billing = billingOf(server.deps);
  server.deps.orderWork.hooks.billCompleted = billing.billCompleted;
  const { email } = await server.addStaff('staff-lea');
  const payload = { email, password: PASSWORD };
  const answer = await server.app.inject({ method: 'POST', url: '/api/session', payload });
  headers = { authorization: `Bearer ${answer.json<{ token: string }>().token}` };
});
afterAll(() => server.close());

/** A visit at its end, in the store, with the case that it gives rise to. */
async function held(id: string, how: 'refused' | 'signature'): Promise<string> {
  const { store, clock } = server.deps;
  const before = anOrderAfter('checklist.set');
  const order = { ...before, _id: id, token: `token-${id}`, job: { ...before.job, id } };
  const command = aCommand(how === 'refused' ? 'job.refuseToSign' : 'job.complete', order.job);
  const decision = judge(order, command, RULES);
  const ended =
    how === 'refused' && decision.outcome === 'applied'
      ? decision.next
      : holdSigned(order, command, 'statement.mismatch', RULES);
  const verdict = { outcome: 'held', code: 'statement.mismatch', at: clock.now() } as const;
  const verdicts = { [command.id]: { ...verdict, provider: 'anna', hash: 'h' } };
  const kept = how === 'refused' ? ended : { ...ended, verdicts };
  await store.orders.put(withDueAt(kept));
  await newOrderCases(store, clock)(kept);
  return how === 'refused' ? `case:${refusalId(kept, command.id)}` : `case:${command.id}`;
}

const settle = (id: string, payload: object) =>
  server.app.inject({
    ...{ method: 'POST', url: `/api/support/cases/${encodeURIComponent(id)}/settle`, headers },
    payload
  });
const REASON = 'Am Telefon geklärt: sie zahlt.';
const billedOf = async (id: string) => {
  const { orders, ledger, inbox } = server.store;
  await until(async () => (await orders.get(id))?.job.billing.state === 'billed', 'the bill');
  return {
    order: (await orders.get(id))!,
    invoice: await ledger.get<Invoice>(`invoice:${id}`),
    line: await ledger.get<PayoutLine>(`payoutLine:${id}`),
    earning: await inbox('anna').get(`earning:${id}`)
  };
};

describe('support settles a visit from its case', () => {
  it.each(['refused', 'signature'] as const)(
    '[R15.31, R15.32] as agreed: invoice, earning and a closed case, once (%s)',
    async (how) => {
      const order = `agreed-${how}`;
      const id = await held(order, how);
      const url = `/api/support/cases/${encodeURIComponent(id)}`;
      const shown = (await server.app.inject({ url, headers })).json<CaseDetail>();
      expect(shown.settle).toEqual({ currency: 'CHF', agreedMinor: 8390, feeMinor: 3500 });
      const body = { way: 'agreed', payer: 'customer', reason: REASON };
      const both = await Promise.all([settle(id, body), settle(id, body)]);
      expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409]);
      const done = both.find(({ statusCode }) => statusCode === 200)!.json<CaseDetail>();
      expect(done).toMatchObject({
        ...{ settle: null, settled: { way: 'agreed', reason: REASON } },
        ...{ state: 'closed', closed: { by: 'Eva Support', note: REASON } }
      });
      const { invoice, line, earning } = await billedOf(order);
      expect(invoice).toMatchObject({ totalMinor: 8390, signed: null });
      expect(line).toMatchObject({ provider: 'anna', amountMinor: 6320, state: 'open' });
      expect(earning).toMatchObject({ payoutMinor: 6320 });
    }
  );

  it('[R15.31] with the visit fee: the platform pays, the customer gets no invoice', async () => {
    const id = await held('fee', 'refused');
    const answer = await settle(id, { way: 'visitFee', payer: 'platform', reason: REASON });
    expect(answer.statusCode).toBe(200);
    const { order, invoice, line } = await billedOf('fee');
    expect(order.job).toMatchObject({ state: 'failed', billing: { totalMinor: 0 } });
    expect(invoice).toBeUndefined();
    expect(line).toMatchObject({ amountMinor: 3500 });
  });

  it('[R15.31, R15.33] asks for a reason, and for support', async () => {
    const id = await held('asked', 'refused');
    const body = { way: 'agreed', payer: 'customer', reason: '  ' };
    expect((await settle(id, body)).statusCode).toBe(400);
    const url = `/api/support/cases/${encodeURIComponent(id)}/settle`;
    const nobody = await server.app.inject({
      method: 'POST',
      url,
      payload: { ...body, reason: REASON }
    });
    expect(nobody.statusCode).toBe(401);
    expect((await settle('case:none', { ...body, reason: 'x' })).statusCode).toBe(404);
    expect((await server.store.orders.get('asked'))?.job.billing.state).toBe('held');
  });
});
