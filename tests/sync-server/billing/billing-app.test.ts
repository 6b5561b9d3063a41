import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aDueOrder } from '../../support/billing-world.ts';
import { pdfText } from '../../support/pdf-text.ts';
import { PASSWORD, startTestServer, type TestServer } from '../../support/test-server.ts';
import { until } from '../../support/until.ts';
import type { MailDocument } from '../../../sync-server/mail/mail-document.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server?.close());

const stateOf = async (id: string) => (await server.store.orders.get(id))?.job.billing.state;

async function asSupport(): Promise<{ authorization: string }> {
  const { email } = await server.addStaff();
  const answer = await server.app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { email, password: PASSWORD }
  });
  return { authorization: `Bearer ${answer.json<{ token: string }>().token}` };
}

async function billedOrder(id: string): Promise<void> {
  await server.store.orders.put(await aDueOrder(id));
  await until(async () => (await stateOf(id)) === 'billed', 'the invoice');
}

describe('the whole server', () => {
  it('[R15.3, R21.1] bills by itself what a visit has left due, and writes to the customer', async () => {
    await billedOrder('done');
    const { store } = server;
    await until(
      async () =>
        (await store.ledger.get<{ _id: string; state: string }>('charge:done'))?.state ===
        'collected',
      'the debit'
    );
    expect(await store.ledger.get('debit:charge:done')).toMatchObject({
      request: { amountMinor: 8390, currency: 'CHF', reference: 'CH-2026-000001' }
    });
    const mail = await until(
      () => store.mails.get<MailDocument>('mail:done:invoice'),
      'the mail with the invoice'
    );
    expect(mail).toMatchObject({ state: 'kept', to: 'rosa@example.org', attachesInvoice: true });
    const asked = { method: 'GET', url: '/api/support/mails?limit=5' } as const;
    expect((await server.app.inject(asked)).statusCode).toBe(401);
    const listed = await server.app.inject({ ...asked, headers: await asSupport() });
    expect(listed.json<{ mails: object[] }>().mails).toMatchObject([
      { id: 'mail:done:invoice', state: 'kept', kind: 'invoice' }
    ]);
    const earning = await until(() => store.inbox('anna').get('earning:done'), 'the earning');
    expect(earning).toMatchObject({ payoutMinor: 6320 });
  });

  it('[R22.1] shows the invoice to whoever has the link, the provider and support, to nobody else', async () => {
    await billedOrder('done');
    const get = (url: string, headers = {}) => server.app.inject({ method: 'GET', url, headers });
    const answer = await get('/api/o/token-done/invoice.pdf');
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('application/pdf');
    expect(answer.headers['content-disposition']).toBe(
      'inline; filename="Rechnung-CH-2026-000001.pdf"'
    );
    expect(pdfText(answer.rawPayload)[0]).toContain('CHF 83.90');
    const again = await get('/api/o/token-done/invoice.pdf', {
      'if-none-match': answer.headers.etag
    });
    expect(again.statusCode).toBe(304);

    expect((await get('/api/o/another/invoice.pdf')).statusCode).toBe(404);
    expect((await get('/api/orders/done/invoice.pdf')).statusCode).toBe(401);
    await server.addProvider({ id: 'anna', email: 'anna@example.org' });
    await server.addProvider({ id: 'bert', email: 'bert@example.org' });
    const support = await asSupport();
    const statusFor = async (headers: object) =>
      (await get('/api/orders/done/invoice.pdf', headers)).statusCode;
    expect(await statusFor((await server.signIn('anna@example.org')).headers)).toBe(200);
    expect(await statusFor((await server.signIn('bert@example.org')).headers)).toBe(404);
    expect(await statusFor(support)).toBe(200);
    expect((await get('/api/orders/nothing/invoice.pdf', support)).statusCode).toBe(404);
    expect((await get('/api/orders/a%20b/invoice.pdf', support)).statusCode).toBe(400);
    expect((await get(`/api/o/${'x'.repeat(101)}/invoice.pdf`)).statusCode).toBe(400);
  });
});
