import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MailPage, MailText } from '#domain/order/views/mail-view.ts';
import type { MailDocument } from '../../../sync-server/mail/mail-document.ts';
import { NOW } from '../../support/builders.ts';
import { startOrderServer } from '../../support/order-server.ts';
import { PASSWORD, type TestServer } from '../../support/test-server.ts';

let server: TestServer;
let headers: { authorization: string };
const written = (
  order: string,
  kind: MailDocument['kind'],
  fields: Partial<MailDocument> = {}
) => ({
  ...{ _id: `mail:${order}:${kind}`, type: 'mail' as const, kind, order, to: 'rosa@example.org' },
  ...{ subject: `${kind} of ${order}`, text: 'Guten Tag', html: '', attachesInvoice: false },
  ...{ state: 'kept' as const, createdAt: NOW, notAfter: null, attempts: 0, openAttempts: 0 },
  ...{ nextAttemptAt: 9e15, lastError: null, sentAt: null },
  ...fields
});
beforeAll(async () => {
  server = await startOrderServer();
  const { email } = await server.addStaff();
  const payload = { email, password: PASSWORD };
  const answer = await server.app.inject({ method: 'POST', url: '/api/session', payload });
  headers = { authorization: `Bearer ${answer.json<{ token: string }>().token}` };
  const { mails } = server.store;
  await mails.put(written('one', 'booked', { createdAt: NOW + 1 }));
  await mails.put(written('one', 'helperFound', { createdAt: NOW + 3 }));
  await mails.put(
    written('two', 'booked', { createdAt: NOW + 2, state: 'failed', lastError: '550 no such user' })
  );
});
afterAll(() => server.close());

const list = async (query: string) => {
  const url = `/api/support/mails?${query}`;
  return (await server.app.inject({ url, headers })).json<MailPage>();
};
const ids = async (query: string) => (await list(query)).mails.map(({ id }) => id);

it('[C3.5] are listed for support: all, of one order, in one state, page by page', async () => {
  const [found, first, second] = ['mail:one:helperFound', 'mail:two:booked', 'mail:one:booked'];
  expect(await ids('')).toEqual([found, first, second]);
  expect(await ids('order=one')).toEqual([found, second]);
  expect(await ids('state=failed')).toEqual([first]);
  expect(await ids('state=kept&order=one')).toEqual([found, second]);
  expect(await ids('state=failed&order=one')).toEqual([]);
  expect(await list('limit=2')).toMatchObject({ page: 0, isMore: true });
  expect(await list('limit=2&page=1')).toMatchObject({ mails: [{ id: second }], isMore: false });
});

it('[C3.5] are read whole, with what became of them, by support alone', async () => {
  const url = '/api/support/mails/mail:two:booked';
  const answer = await server.app.inject({ url, headers });
  expect(answer.json<MailText>()).toMatchObject({
    ...{ state: 'failed', lastError: '550 no such user', text: 'Guten Tag', orderNumber: 'TWO' }
  });
  expect((await server.app.inject({ url })).statusCode).toBe(401);
  const none = await server.app.inject({ url: '/api/support/mails/mail:none', headers });
  expect(none.statusCode).toBe(404);
});
