import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browser, linkIn, mailTo } from '../../support/applying.ts';
import { aMailCatcher } from '../../support/mail-catcher.ts';
import {
  askForSession,
  PASSWORD,
  startTestServer,
  type TestServer
} from '../../support/test-server.ts';
import { until } from '../../support/until.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ background: false });
});
afterAll(() => server.close());

const NEXT = 'noch drei andere Worte';
const MINUTE_MS = 60_000;
const forgot = (email: string) =>
  browser(server)('POST', '/api/password/forgot', { email, locale: 'de' });
const bearer = (headers: { authorization: string }, url: string, payload?: object) =>
  server.app.inject({
    method: payload ? 'POST' : 'GET',
    url,
    headers,
    ...(payload && { payload })
  });

describe('a forgotten password', () => {
  it('[H3.1] the answer is the same for every address', async () => {
    await server.addProvider({ id: 'anna', email: 'anna@example.org' });
    expect(await forgot('anna@example.org')).toEqual(await forgot('nobody@example.org'));
    await mailTo(server, 'anna@example.org', 'password.reset');
    const mails = await server.store.mails.withPrefix<{ _id: string; to: string }>('mail:person:');
    expect(mails.filter(({ to }) => to === 'nobody@example.org')).toEqual([]);
  });

  it('[H3.2] a link sets a new one, once, within half an hour, and ends every session', async () => {
    await server.addProvider({ id: 'ben', email: 'ben@example.org' });
    const tablet = await server.signIn('ben@example.org');
    await forgot('ben@example.org');
    const url = `/api/password/${linkIn(await mailTo(server, 'ben@example.org', 'password.reset'))}`;
    expect(await browser(server)('GET', url)).toMatchObject({ body: { over: null } });
    expect((await browser(server)('POST', url, { password: 'short' })).status).toBe(400);
    expect((await browser(server)('POST', url, { password: NEXT })).status).toBe(200);
    expect((await bearer(tablet.headers, '/api/session')).statusCode).toBe(401);
    expect((await browser(server)('POST', url, { password: NEXT })).body).toMatchObject({
      error: 'link.over'
    });
    expect(
      (await askForSession(server, 'ben@example.org', PASSWORD, tablet.device)).statusCode
    ).toBe(401);
    // The same device as before: what it has not sent goes on where it was.
    expect((await askForSession(server, 'ben@example.org', NEXT, tablet.device)).statusCode).toBe(
      201
    );
    await mailTo(server, 'ben@example.org', 'password.changed');
  });

  it('[H3.2] after half an hour the link is over', async () => {
    await server.addProvider({ id: 'carl', email: 'carl@example.org' });
    await forgot('carl@example.org');
    const url = `/api/password/${linkIn(await mailTo(server, 'carl@example.org', 'password.reset'))}`;
    server.clock.advance(30 * MINUTE_MS);
    expect(await browser(server)('GET', url)).toMatchObject({ body: { over: 'expired' } });
    expect((await browser(server)('POST', url, { password: NEXT })).body).toMatchObject({
      error: 'link.over'
    });
  });

  it('[H3.3] what opens an account is seen by its reader alone, and is gone once it is sent', async () => {
    const catcher = await aMailCatcher();
    const own = await startTestServer({ mail: catcher.mail, config: { smtpUrl: 'smtp://x' } });
    try {
      await own.addProvider({ id: 'dora', email: 'dora@example.org' });
      const eva = await own.addStaff();
      const cookie = (
        await browser(own)('POST', '/api/session', { email: eva.email, password: PASSWORD })
      ).cookie;
      await browser(own)('POST', '/api/password/forgot', {
        email: 'dora@example.org',
        locale: 'de'
      });
      await until(() => catcher.received.length === 1);
      expect(catcher.received[0]!.text).toMatch(/\/password\/[\w-]{32}/);
      const { _id } = await mailTo(own, 'dora@example.org', 'password.reset');
      await until(
        async () =>
          (await own.store.mails.get<{ _id: string; state: string }>(_id))?.state === 'sent'
      );
      expect(await own.store.mails.get(_id)).toMatchObject({ text: '', html: '' });
      const list = await browser(own, cookie)('GET', '/api/support/mails');
      expect(JSON.stringify(list.body)).not.toContain('/password/');
    } finally {
      await own.close();
      await catcher.close();
    }
  });
});

describe('one’s own account', () => {
  it('[H3.4] another password needs the present one, and ends every session', async () => {
    await server.addProvider({ id: 'emil', email: 'emil@example.org' });
    const { headers, device } = await server.signIn('emil@example.org');
    const wrong = await bearer(headers, '/api/account/password', { current: 'x', password: NEXT });
    expect(wrong.json()).toMatchObject({ error: 'session.wrongPassword' });
    const right = await bearer(headers, '/api/account/password', {
      current: PASSWORD,
      password: NEXT
    });
    expect(right.statusCode).toBe(204);
    expect((await bearer(headers, '/api/session')).statusCode).toBe(401);
    expect((await askForSession(server, 'emil@example.org', NEXT, device)).statusCode).toBe(201);
  });

  it('[H3.5] another address is theirs when its mailbox has answered; the old one is told', async () => {
    await server.addProvider({ id: 'fred', email: 'fred@example.org' });
    const { headers, device } = await server.signIn('fred@example.org');
    const body = { email: 'fred@new.example', password: PASSWORD };
    expect((await bearer(headers, '/api/account/email', body)).statusCode).toBe(202);
    const url = `/api/email/${linkIn(await mailTo(server, 'fred@new.example', 'email.confirm'))}`;
    expect((await askForSession(server, 'fred@new.example', PASSWORD, device)).statusCode).toBe(
      401
    );
    expect((await browser(server)('POST', url, {})).body).toMatchObject({
      email: 'fred@new.example'
    });
    expect((await browser(server)('POST', url, {})).body).toMatchObject({ error: 'link.over' });
    expect((await askForSession(server, 'fred@example.org', PASSWORD, device)).statusCode).toBe(
      401
    );
    const session = await askForSession(server, 'fred@new.example', PASSWORD, device);
    expect(session.json()).toMatchObject({ provider: { id: 'fred' } });
    expect(await server.store.people.get('provider:fred')).toMatchObject({
      email: 'fred@new.example'
    });
    await mailTo(server, 'fred@example.org', 'email.changed');
  });

  it('[H3.5] an address of somebody else gets no mail, and the answer is the same', async () => {
    await server.addProvider({ id: 'gina', email: 'gina@example.org' });
    await server.addProvider({ id: 'hans', email: 'hans@example.org' });
    const { headers } = await server.signIn('gina@example.org');
    const body = { email: 'hans@example.org', password: PASSWORD };
    expect((await bearer(headers, '/api/account/email', body)).statusCode).toBe(202);
    const mails = await server.store.mails.withPrefix<{ _id: string; to: string }>('mail:person:');
    expect(mails.filter(({ to }) => to === 'hans@example.org')).toEqual([]);
  });

  it('[H3.4] guesses of the present password are counted like those of a sign-in', async () => {
    await server.addProvider({ id: 'lotte', email: 'lotte@example.org' });
    const { headers } = await server.signIn('lotte@example.org');
    const guess = async (current: string) =>
      (await bearer(headers, '/api/account/password', { current, password: NEXT })).json() as {
        error: string;
      };
    const said: string[] = [];
    for (let n = 0; n < 6; n += 1) said.push((await guess(`wrong ${n}`)).error);
    expect(said.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => 'session.wrongPassword'));
    expect(said[5]).toBe('session.throttled');
    expect((await guess(PASSWORD)).error).toBe('session.throttled');
  });

  it('[H3.7] a link that was mailed before the password was changed opens nothing', async () => {
    await server.addProvider({ id: 'kurt', email: 'kurt@example.org' });
    const { headers } = await server.signIn('kurt@example.org');
    // Somebody with the old password has asked for their own address.
    const body = { email: 'thief@example.org', password: PASSWORD };
    await bearer(headers, '/api/account/email', body);
    const moving = linkIn(await mailTo(server, 'thief@example.org', 'email.confirm'));
    await forgot('kurt@example.org');
    const reset = linkIn(await mailTo(server, 'kurt@example.org', 'password.reset'));
    const url = `/api/password/${reset}`;
    expect((await browser(server)('POST', url, { password: NEXT })).status).toBe(200);
    expect((await browser(server)('POST', `/api/email/${moving}`, {})).body).toMatchObject({
      error: 'link.over'
    });
    expect(await server.store.people.get('account:thief@example.org')).toBeUndefined();
  });

  it('[H3.6] lists where one is signed in, and ends one of them', async () => {
    await server.addProvider({ id: 'ines', email: 'ines@example.org' });
    const one = await server.signIn('ines@example.org');
    const two = await server.signIn('ines@example.org');
    type Listed = { sessions: { id: string; device: string; isThis: boolean }[] };
    const listed = (await bearer(one.headers, '/api/sessions')).json<Listed>().sessions;
    expect((await bearer(one.headers, '/api/sessions')).json()).toMatchObject({ role: 'friend' });
    expect(listed.map(({ isThis }) => isThis)).toEqual([true, false]);
    const other = listed[1]!.id;
    const foreign = await server.signIn('gina@example.org');
    const end = (headers: { authorization: string }) =>
      server.app.inject({ method: 'DELETE', url: `/api/sessions/${other}`, headers });
    expect((await end(foreign.headers)).statusCode).toBe(404);
    expect((await end(one.headers)).statusCode).toBe(204);
    expect((await bearer(two.headers, '/api/session')).statusCode).toBe(401);
    expect((await bearer(one.headers, '/api/session')).statusCode).toBe(200);
  });
});
