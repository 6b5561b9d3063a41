// An address that was somebody's and is another's now.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { StoredDocument } from '../../../sync-server/store/stored-document.ts';
import { browser, linkIn, mailTo } from '../../support/applying.ts';
import { PASSWORD, startTestServer, type TestServer } from '../../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ background: false });
});
afterAll(() => server.close());

type StoredLink = StoredDocument & { email: string };
const asks = (headers: { authorization: string }, url: string, payload?: object) =>
  server.app.inject({
    method: payload ? 'POST' : 'GET',
    url,
    headers,
    ...(payload && { payload })
  });

it('[H3.5] what was somebody’s at an address opens nothing of who has it next', async () => {
  const old = 'olga@example.org';
  await server.addProvider({ id: 'olga', email: old });
  const { headers } = await server.signIn(old);
  await browser(server)('POST', '/api/password/forgot', { email: old, locale: 'de' });
  const reset = linkIn(await mailTo(server, old, 'password.reset'));
  const body = { email: 'olga@new.example', password: PASSWORD };
  await asks(headers, '/api/account/email', body);
  const moving = linkIn(await mailTo(server, 'olga@new.example', 'email.confirm'));
  expect((await browser(server)('POST', `/api/email/${moving}`, {})).status).toBe(200);
  const counted = await server.store.people.get(`guesses:account:${old}`);
  const left = (await server.store.people.withPrefix('session:')).filter((each) =>
    JSON.stringify(each).includes(old)
  );
  expect(left).toEqual([]);
  await server.addProvider({ id: 'next', email: old });
  const next = await server.signIn(old);
  expect((await asks(headers, '/api/session')).statusCode).toBe(401);
  expect((await asks(next.headers, '/api/sessions')).json()).toMatchObject({
    sessions: [{ isThis: true }]
  });
  const taken = { password: 'drei fremde Worte' };
  expect((await browser(server)('POST', `/api/password/${reset}`, taken)).body).toMatchObject({
    error: 'link.over'
  });
  expect((await asks(next.headers, '/api/session')).statusCode).toBe(200);
  expect(counted).toBeUndefined();
});

it('[H3.5] a move that was cut off before its link was used up touches nobody else', async () => {
  await server.addProvider({ id: 'paul', email: 'paul@example.org' });
  const { headers } = await server.signIn('paul@example.org');
  const body = { email: 'paul@new.example', password: PASSWORD };
  await asks(headers, '/api/account/email', body);
  const token = linkIn(await mailTo(server, 'paul@new.example', 'email.confirm'));
  const again = async () => {
    const { people } = server.store;
    const [link] = (await people.withPrefix<StoredLink>('link:')).filter(
      ({ email }) => email === 'paul@new.example'
    );
    await people.put({ ...link!, usedAt: null });
    return browser(server)('POST', `/api/email/${token}`, {});
  };
  await browser(server)('POST', `/api/email/${token}`, {});
  await server.addProvider({ id: 'rita', email: 'paul@example.org' });
  expect((await again()).status).toBe(200);
  expect(await server.store.people.get('account:paul@example.org')).toMatchObject({
    person: { id: 'rita' }
  });
  // Both addresses are others' now.
  const moved = await server.store.people.get<StoredLink>('account:paul@new.example');
  await server.store.people.remove(moved!._id, moved!._rev!);
  await server.addProvider({ id: 'sven', email: 'paul@new.example' });
  expect((await again()).body).toMatchObject({ error: 'link.over' });
});
