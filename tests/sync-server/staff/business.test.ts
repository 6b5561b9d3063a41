import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BusinessView, SetUpView } from '#domain/operator/set-up-view.ts';
import type { OperatorView } from '#domain/operator/operator-view.ts';
import { aMailCatcher, type MailCatcher } from '../../support/mail-catcher.ts';
import { OPERATOR_ENVIRONMENT } from '../../support/operator-settings.ts';
import {
  askForSession,
  PASSWORD,
  startTestServer,
  type TestServer
} from '../../support/test-server.ts';

let server: TestServer;
let catcher: MailCatcher;
let owner: { authorization: string };
beforeAll(async () => {
  catcher = await aMailCatcher();
  const config = {
    operatorSet: { SUPPORT_PHONE: '+41 44 1234567' },
    smtpUrl: 'smtp://caught.example'
  };
  server = await startTestServer({ background: false, config, mail: catcher.mail });
  const { email } = await server.addStaff('staff-boss', 'owner');
  const answer = await askForSession(server, email, PASSWORD);
  owner = { authorization: `Bearer ${answer.json<{ token: string }>().token}` };
});
afterAll(async () => {
  await server.close();
  await catcher.close();
});

async function ask<T>(method: 'GET' | 'PUT' | 'POST', url: string, payload?: object) {
  const asked = { method, url, headers: owner, ...(payload && { payload }) };
  const answer = await server.app.inject(asked);
  return { status: answer.statusCode, body: answer.json<T>() };
}
const set = (market: string) =>
  Object.fromEntries(
    Object.entries(OPERATOR_ENVIRONMENT).filter(([name]) => name.startsWith(`ISSUER_${market}`))
  );
const open = async () => (await ask<OperatorView>('GET', '/api/operator')).body.markets;
const itemOf = async (name: string) =>
  (await ask<SetUpView>('GET', '/api/set-up')).body.items.find(({ item }) => item === name);

describe('who runs this', () => {
  it('[O3.1] nobody yet: the server runs, and no country takes bookings', async () => {
    expect(await open()).toEqual([]);
    const missing = (await itemOf('company'))?.missing ?? [];
    expect(missing).toContain('ISSUER_CH_IBAN');
    expect(await itemOf('contact')).toMatchObject({ isDone: false, missing: ['SUPPORT_EMAIL'] });
  });

  it('[O3.2] opens a country whose company is whole, and asks nothing of one that is not served', async () => {
    const values = { ...set('CH'), SUPPORT_EMAIL: 'hilfe@mila.example' };
    const saved = await ask<BusinessView>('PUT', '/api/business', {
      version: 0,
      values,
      served: ['CH']
    });
    expect(saved).toMatchObject({ status: 200, body: { version: 1, markets: ['CH'] } });
    expect(await open()).toEqual(['CH']);
    expect(await itemOf('company')).toMatchObject({ isDone: true, missing: [] });
    const issuer = await server.deps.business.issuerOf('CH');
    expect(issuer).toMatchObject({ name: 'Beispiel Technikhilfe AG', phone: '+41 44 1234567' });
    await expect(server.deps.business.issuerOf('DE')).rejects.toThrow(/DE.*\/admin/);
  });

  it('[O3.3] names each field that is wrong, and saves nothing of it', async () => {
    const values = { ISSUER_CH_IBAN: 'CH00', SUPPORT_EMAIL: 'nobody', ODD: 'x' };
    const asked = { version: 1, values, served: ['CH'] };
    const refused = await ask<{ fields: { path: string }[] }>('PUT', '/api/business', asked);
    expect(refused.status).toBe(400);
    expect(refused.body.fields.map(({ path }) => path)).toEqual([
      '/values/ISSUER_CH_IBAN',
      '/values/SUPPORT_EMAIL',
      '/values/ODD'
    ]);
    expect(await open()).toEqual(['CH']);
  });

  it('[O3.4] does not overwrite what somebody else saved meanwhile, and keeps every version', async () => {
    const values = { ...set('CH'), SUPPORT_EMAIL: 'neu@mila.example' };
    const both = await Promise.all(
      [1, 2].map(() => ask('PUT', '/api/business', { version: 1, values, served: ['CH'] }))
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const first = await server.store.people.get('business:1');
    expect(first).toMatchObject({ values: { SUPPORT_EMAIL: 'hilfe@mila.example' } });
    const [entry] = await server.deps.audit.read({ limit: 1 });
    expect(entry).toMatchObject({
      what: 'business.change',
      before: { values: { SUPPORT_EMAIL: 'hilfe@mila.example' } },
      after: { values: { SUPPORT_EMAIL: 'neu@mila.example' } }
    });
  });

  it('[O3.5] shows what the environment says and lets nobody change it here', async () => {
    const { fields } = (await ask<BusinessView>('GET', '/api/business')).body;
    expect(fields.find(({ name }) => name === 'SUPPORT_PHONE')).toEqual({
      ...{ name: 'SUPPORT_PHONE', value: '+41 44 1234567', example: '+49 30 1234567' },
      ...{ isNeeded: true, isFixed: true }
    });
    const values = {
      ...set('CH'),
      SUPPORT_PHONE: '+41 11 1111111',
      SUPPORT_EMAIL: 'a@mila.example'
    };
    await ask('PUT', '/api/business', { version: 2, values, served: ['CH'] });
    expect((await server.deps.business.current()).support.phone).toBe('+41 44 1234567');
  });
});

describe('the set-up list', () => {
  it('[O3.6] ticks off what is really so: a mail that the mail server took', async () => {
    expect(await itemOf('mail')).toMatchObject({ isDone: false });
    const sent = await ask('POST', '/api/set-up/mail', { to: 'boss@mila.example' });
    expect(sent.body).toEqual({ isSent: true, answer: '' });
    expect(catcher.received).toHaveLength(1);
    expect(await itemOf('mail')).toMatchObject({ isDone: true });
    catcher.refusals.push(550);
    const refused = await ask<{ answer: string }>('POST', '/api/set-up/mail', {
      to: 'no@mila.example'
    });
    expect(refused.body).toMatchObject({ isSent: false, answer: expect.stringMatching(/550/) });
  });

  it('[O3.6] counts packages and vetted helpers', async () => {
    expect(await itemOf('helpers')).toMatchObject({ isDone: false, count: 0 });
    await server.addProvider({ id: 'anna' });
    expect(await itemOf('helpers')).toMatchObject({ isDone: true, count: 1 });
    expect(await itemOf('catalog')).toMatchObject({ isDone: false, count: 0 });
    await ask('POST', '/api/set-up/tick', { item: 'backup' });
    expect(await itemOf('backup')).toMatchObject({ isDone: true });
  });
});
