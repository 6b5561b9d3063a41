import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../../sync-server/audit/audit-log.ts';
import type { Account } from '../../../sync-server/people/account.ts';
import { runStaffCommand } from '../../../sync-server/staff/staff-command.ts';
import { anAuthenticator, type Authenticator } from '../../support/an-authenticator.ts';
import { browser, linkIn, mailTo } from '../../support/applying.ts';
import { PASSWORD, startTestServer, type TestServer } from '../../support/test-server.ts';

let server: TestServer;
let origin: string;
let key: Authenticator;
beforeAll(async () => {
  server = await startTestServer({ background: false });
  origin = new URL(server.deps.config.publicUrl).origin;
});
beforeEach(() => {
  key = anAuthenticator();
  // All of a test come from one address, which may ask so often a minute.
  server.clock.advance(60_000);
});
afterAll(() => server.close());

const MINUTE_MS = 60_000;
const URL_OWN = '/api/account/passkeys';
interface Begun {
  ceremony: string;
  options: { challenge: string };
}
type Asks = ReturnType<typeof browser>;

/** Answers as a page sees them. */
async function ask<T>(asks: Asks, url: string, payload: object = {}) {
  const answer = await asks('POST', url, payload);
  return { status: answer.status, body: answer.body as unknown as T & { error?: string } };
}

async function aHelper(id: string) {
  const { email } = await server.addProvider({ id, email: `${id}@example.org` });
  const { headers, device } = await server.signIn(email);
  const asks: Asks = async (method, url, payload) => {
    const answer = await server.app.inject({ method, url, headers, ...(payload && { payload }) });
    const body = (answer.body ? answer.json() : {}) as Record<string, never>;
    return { status: answer.statusCode, body, cookie: '' };
  };
  return { email, asks, device };
}

async function add(asks: Asks, name = 'Telefon', at = origin) {
  const { body } = await ask<Begun>(asks, `${URL_OWN}/begin`, { password: PASSWORD });
  const response = key.make(body.options, at);
  const payload = { ceremony: body.ceremony, response, name };
  return { payload, ...(await ask<{ passkeys: { id: string }[] }>(asks, URL_OWN, payload)) };
}

async function show(at = origin) {
  const { body } = await ask<Begun>(browser(server), '/api/passkeys/begin');
  const payload = { ceremony: body.ceremony, response: key.show(body.options, at) };
  return { payload, ...(await prove(payload)) };
}
const prove = (payload: object) =>
  ask<{ proof: string; email: string }>(browser(server), '/api/passkeys/prove', payload);
const enter = (payload: object) => browser(server)('POST', '/api/session', payload);

describe('a passkey', () => {
  it('[H3.8] is added with the password, named, listed, and signs in without it', async () => {
    const { email, asks, device } = await aHelper('anna');
    const wrong = await ask(asks, `${URL_OWN}/begin`, { password: 'guessed' });
    expect(wrong.body.error).toBe('session.wrongPassword');
    expect(await add(asks)).toMatchObject({ status: 201 });
    const listed = (await asks('GET', URL_OWN)).body as unknown as { passkeys: object[] };
    expect(listed.passkeys).toMatchObject([{ id: key.id, name: 'Telefon', usedAt: null }]);
    expect((await mailTo(server, email, 'passkey.added'))._id).not.toContain('@');

    const { body } = await show();
    expect(body.email).toBe(email);
    const { id, name, publicKey } = device;
    const opened = await enter({ email, passkey: body.proof, device: { id, name, publicKey } });
    expect(opened).toMatchObject({ status: 201, body: { provider: { id: 'anna' } } });
  });

  it('[H3.8] signs nobody in to another account, nor a helper without a device', async () => {
    const { email, asks } = await aHelper('berta');
    const other = await aHelper('carla');
    await add(asks);
    const { proof } = (await show()).body;
    expect((await enter({ email, passkey: proof })).body).toMatchObject({
      error: 'device.required'
    });
    expect((await enter({ email: other.email, passkey: proof })).body).toMatchObject({
      error: 'passkey.expired'
    });
    expect((await enter({ email, passkey: `${proof}x` })).status).toBe(410);
  });

  it('[H3.9] answers each challenge once, and not after five minutes', async () => {
    const { asks } = await aHelper('dora');
    key.isCounting = false;
    await add(asks);
    const { payload, status } = await show();
    expect(status).toBe(200);
    expect((await prove(payload)).body.error).toBe('passkey.expired');

    const { body } = await ask<Begun>(browser(server), '/api/passkeys/begin');
    const late = { ceremony: body.ceremony, response: key.show(body.options, origin) };
    server.clock.advance(5 * MINUTE_MS);
    expect((await prove(late)).body.error).toBe('passkey.expired');
  });

  it('[H3.9] of two who answer one challenge at the same moment lets one in', async () => {
    const { asks } = await aHelper('ella');
    await add(asks);
    const { body } = await ask<Begun>(browser(server), '/api/passkeys/begin');
    const payload = { ceremony: body.ceremony, response: key.show(body.options, origin) };
    const both = await Promise.all([prove(payload), prove(payload)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 410]);
  });

  it('[H3.9] is refused from another address, without user verification, and as a copy', async () => {
    const { asks } = await aHelper('frida');
    expect((await add(asks, 'Falle', 'https://mi1a.example')).body.error).toBe(
      'passkey.notVerified'
    );
    key.isVerifying = false;
    expect((await add(asks)).body.error).toBe('passkey.notVerified');
    key.isVerifying = true;
    await add(asks);
    expect((await show('https://mi1a.example')).body.error).toBe('passkey.notVerified');
    key.isVerifying = false;
    expect((await show()).body.error).toBe('passkey.notVerified');
    key.isVerifying = true;
    expect((await show()).status).toBe(200);
    // A copy counts on from where it was taken.
    key.counter = 0;
    expect((await show()).body.error).toBe('passkey.notVerified');
  });

  it('[H3.9] is added in the session that asked for it, once', async () => {
    const one = await aHelper('gerda');
    const other = await aHelper('hanna');
    const { body } = await ask<Begun>(one.asks, `${URL_OWN}/begin`, { password: PASSWORD });
    const payload = {
      ...{ ceremony: body.ceremony, name: 'Telefon' },
      response: key.make(body.options, origin)
    };
    expect((await ask(other.asks, URL_OWN, payload)).body.error).toBe('passkey.expired');
    expect((await ask(one.asks, URL_OWN, payload)).status).toBe(201);
    expect((await ask(one.asks, URL_OWN, payload)).status).toBe(401);
  });

  it('[H3.10] that was removed, or of somebody who is locked out, is unknown', async () => {
    const { asks } = await aHelper('ida');
    await add(asks);
    const foreign = await aHelper('jana');
    expect((await foreign.asks('DELETE', `${URL_OWN}/${key.id}`)).status).toBe(404);
    expect((await asks('DELETE', `${URL_OWN}/${key.id}`)).status).toBe(200);
    expect((await show()).body.error).toBe('passkey.unknown');
  });

  it('[H3.10] goes with a password that was forgotten, and a proof with whatever ends sessions', async () => {
    const { email, asks } = await aHelper('klara');
    await add(asks);
    const { proof } = (await show()).body;
    await browser(server)('POST', '/api/password/forgot', { email, locale: 'de' });
    const link = linkIn(await mailTo(server, email, 'password.reset'));
    const url = `/api/password/${link}`;
    expect((await browser(server)('POST', url, { password: 'drei andere Worte' })).status).toBe(
      200
    );
    expect((await enter({ email, passkey: proof })).body).toMatchObject({
      error: 'passkey.expired'
    });
    expect((await show()).body.error).toBe('passkey.unknown');
  });
});

describe('a passkey of staff', () => {
  const invited = async (name: 'invite' | 'reset', email: string) => {
    const tool = { ...server, audit: server.deps.audit };
    const command = { name, email, role: 'owner', publicUrl: origin } as const;
    const { lines } = await runStaffCommand(tool, command);
    return `/api/invites/${lines[0]!.split('/').at(-1)}`;
  };
  const STRONG = 'Regen im Oktober';
  async function join(url: string) {
    const { body } = await ask<Begun>(browser(server), `${url}/passkey`);
    const passkey = {
      ...{ ceremony: body.ceremony, name: 'Schlüssel' },
      response: key.make(body.options, origin)
    };
    const said = { name: 'Lea Muster', password: STRONG, locale: 'de', passkey };
    return ask<{ recoveryCodes: string[] }>(browser(server), url, said);
  }

  it('[O1.9] is taken at the invitation in the place of an app, and opens the door', async () => {
    const email = 'lea@mila.example';
    const made = await join(await invited('invite', email));
    expect(made.body.recoveryCodes).toHaveLength(10);
    expect((await enter({ email, password: STRONG })).body).toMatchObject({
      error: 'session.codeRequired'
    });
    const { proof } = (await show()).body;
    expect((await enter({ email, password: STRONG, passkey: proof })).status).toBe(201);
    const alone = await enter({ email, passkey: (await show()).body.proof });
    expect(alone).toMatchObject({ status: 201, body: { provider: { role: 'owner' } } });
    // A code that no app can have made opens nothing; a recovery code does.
    expect((await enter({ email, password: STRONG, code: '123456' })).status).toBe(401);
    const code = made.body.recoveryCodes[0];
    expect((await enter({ email, password: STRONG, code })).status).toBe(201);
  });

  it('[O1.9] cannot be removed where it is the last second factor', async () => {
    const email = 'mia@mila.example';
    await join(await invited('invite', email));
    const signedIn = await enter({ email, passkey: (await show()).body.proof });
    const asks = browser(server, signedIn.cookie);
    const first = key.id;
    expect((await asks('DELETE', `${URL_OWN}/${first}`)).body).toMatchObject({
      error: 'passkey.last'
    });
    key = anAuthenticator();
    const { body } = await ask<Begun>(asks, `${URL_OWN}/begin`, { password: STRONG });
    const response = key.make(body.options, origin);
    const payload = { ceremony: body.ceremony, response, name: 'Zweiter' };
    expect((await ask(asks, URL_OWN, payload)).status).toBe(201);
    expect((await asks('DELETE', `${URL_OWN}/${first}`)).status).toBe(200);
    const written = (await server.deps.audit.read()).map(({ what, about }: AuditEntry) => [
      what,
      about
    ]);
    expect(written.slice(0, 2)).toEqual([
      ['passkey.remove', email],
      ['passkey.add', email]
    ]);
  });

  it('[O1.9] goes with a reset, which ends the sessions', async () => {
    const email = 'nina@mila.example';
    await join(await invited('invite', email));
    const signedIn = await enter({ email, passkey: (await show()).body.proof });
    const lost = key;
    const link = await invited('reset', email);
    key = anAuthenticator();
    expect((await join(link)).status).toBe(201);
    expect((await browser(server, signedIn.cookie)('GET', '/api/session')).status).toBe(401);
    const account = await server.store.people.get<Account>(`account:${email}`);
    expect(account?.passkeys?.map(({ id }) => id)).toEqual([key.id]);
    key = lost;
    expect((await show()).body.error).toBe('passkey.unknown');
  });
});
