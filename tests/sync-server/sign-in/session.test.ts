import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aDevice } from '../../support/a-device.ts';
import {
  askForSession,
  PASSWORD,
  startTestServer,
  type TestServer
} from '../../support/test-server.ts';

const DAY_MS = 24 * 3_600_000;

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const get = (url: string, headers: Record<string, string> = {}) =>
  server.app.inject({ url, headers });

describe('signing in', () => {
  it('answers 201 with token, provider and device, as the protocol says', async () => {
    const anna = await server.addProvider({ id: 'anna-in', role: 'pro' });
    const device = await aDevice();
    const answer = await askForSession(server, ` ${anna.email.toUpperCase()} `, PASSWORD, device);
    expect(answer.statusCode).toBe(201);
    expect(answer.json()).toMatchObject({
      provider: { id: 'anna-in', name: anna.name, role: 'pro', locale: anna.locale },
      device: { id: device.id }
    });
    expect(answer.json<{ token: string }>().token).toMatch(/^[\w-]{43}$/);
    const cookie = answer.cookies.find(({ name }) => name === 'mila_session');
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
    expect(cookie?.secure).toBeFalsy();
  });

  it('lets cookie and Bearer say who one is, and nobody else', async () => {
    const { email } = await server.addProvider({ id: 'anna-who' });
    const answer = await askForSession(server, email, PASSWORD, await aDevice());
    const { token } = answer.json<{ token: string }>();
    const ways: Record<string, string>[] = [
      { authorization: `Bearer ${token}` },
      { cookie: `mila_session=${token}` }
    ];
    for (const headers of ways) {
      const who = await get('/api/session', headers);
      expect(who.statusCode).toBe(200);
      expect(who.json()).toMatchObject({ provider: { id: 'anna-who' } });
      expect(who.body).not.toContain(token);
    }
    const broken: Record<string, string>[] = [
      {},
      { authorization: 'Bearer x' },
      { authorization: `Basic ${token}`, cookie: `mila_session=${token}` },
      { cookie: `mila_session=${token.slice(1)}A` }
    ];
    for (const headers of broken) {
      const nobody = await get('/api/session', headers);
      expect(nobody.statusCode).toBe(401);
      expect(nobody.json()).toMatchObject({ error: 'session.required' });
    }
  });

  it('ends a session and no other', async () => {
    const { email } = await server.addProvider({ id: 'anna-out' });
    const one = await server.signIn(email);
    const other = await server.signIn(email);
    const out = await server.app.inject({
      method: 'DELETE',
      url: '/api/session',
      headers: one.headers
    });
    expect(out.statusCode).toBe(204);
    expect((await get('/api/session', one.headers)).statusCode).toBe(401);
    expect((await get('/api/session', other.headers)).statusCode).toBe(200);
  });

  it('keeps a used session alive and lets an unused one expire', async () => {
    const { email } = await server.addProvider({ id: 'anna-days' });
    const used = await server.signIn(email);
    const unused = await server.signIn(email);
    server.clock.advance(20 * DAY_MS);
    expect((await get('/api/session', used.headers)).statusCode).toBe(200);
    server.clock.advance(15 * DAY_MS);
    expect((await get('/api/session', used.headers)).statusCode).toBe(200);
    expect((await get('/api/session', unused.headers)).statusCode).toBe(401);
  });

  it('needs a device for providers and none for staff', async () => {
    const { email } = await server.addProvider({ id: 'anna-nodevice' });
    const without = await askForSession(server, email, PASSWORD);
    expect(without.statusCode).toBe(400);
    expect(without.json()).toMatchObject({ error: 'device.required' });
    const staff = await server.addStaff();
    const support = await askForSession(server, staff.email, PASSWORD);
    expect(support.statusCode).toBe(201);
    expect(support.json()).toMatchObject({ provider: { role: 'support' }, device: null });
  });

  it('never lets staff through the sync door', async () => {
    const staff = await server.addStaff('staff-door');
    const { token } = (await askForSession(server, staff.email, PASSWORD)).json<{
      token: string;
    }>();
    const answer = await get('/sync/inbox', { authorization: `Bearer ${token}` });
    expect(answer.statusCode).toBe(403);
    expect(answer.json()).toMatchObject({ error: 'forbidden' });
  });

  it('refuses a body that is not well-formed and says where', async () => {
    const answer = await server.app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { email: 'a@b.ch', password: 'x', device: { id: 'NO', name: '', publicKey: {} } }
    });
    expect(answer.statusCode).toBe(400);
    const { error, fields } = answer.json<{ error: string; fields: { path: string }[] }>();
    expect(error).toBe('request.invalid');
    expect(fields.map(({ path }) => path)).toContain('/device/id');
  });
});

describe('devices', () => {
  it('keep their key for ever and belong to one provider', async () => {
    const { email } = await server.addProvider({ id: 'anna-key' });
    const ben = await server.addProvider({ id: 'ben-key' });
    const device = await aDevice('tablet-key-1');
    await server.signIn(email, device);
    const impostor = await aDevice('tablet-key-1');
    const otherKey = await askForSession(server, email, PASSWORD, impostor);
    expect([otherKey.statusCode, otherKey.json().error]).toEqual([409, 'device.otherKey']);
    const taken = await askForSession(server, ben.email, PASSWORD, device);
    expect([taken.statusCode, taken.json().error]).toEqual([409, 'device.taken']);
  });

  it('need a key that is a point of the curve', async () => {
    const { email } = await server.addProvider({ id: 'anna-curve' });
    const device = await aDevice();
    const broken = { ...device, publicKey: { ...device.publicKey, x: 'A'.repeat(43) } };
    const answer = await askForSession(server, email, PASSWORD, broken);
    expect([answer.statusCode, answer.json().error]).toEqual([400, 'device.badKey']);
  });

  it('are listed, and a revoked one is out at once but may sign in again', async () => {
    const { email } = await server.addProvider({ id: 'anna-list' });
    const ben = await server.addProvider({ id: 'ben-list' });
    const stranger = await server.signIn(ben.email);
    const home = await server.signIn(email);
    const lost = await server.signIn(email);
    const list = await get('/api/devices', home.headers);
    const { devices } = list.json<{ devices: { id: string; isThis: boolean }[] }>();
    expect(devices.map(({ id }) => id).sort()).toEqual([home.device.id, lost.device.id].sort());
    expect(devices.find(({ isThis }) => isThis)?.id).toBe(home.device.id);

    const revoke = (headers: Record<string, string>) =>
      server.app.inject({ method: 'DELETE', url: `/api/devices/${lost.device.id}`, headers });
    expect((await revoke(stranger.headers)).statusCode).toBe(404);
    expect((await revoke(home.headers)).statusCode).toBe(204);
    expect((await get('/api/session', lost.headers)).statusCode).toBe(401);
    expect((await get('/api/session', home.headers)).statusCode).toBe(200);
    const again = await server.signIn(email, lost.device);
    expect((await get('/api/session', again.headers)).statusCode).toBe(200);
    expect((await get('/api/session', lost.headers)).statusCode).toBe(401);
  });
});

describe('another page in the same browser', () => {
  it('cannot act with the cookie, while Bearer and the own page can', async () => {
    const { email } = await server.addProvider({ id: 'anna-csrf' });
    const { token } = await server.signIn(email);
    const cookie = { cookie: `mila_session=${token}`, host: 'mila.example' };
    const put = (headers: Record<string, string>) =>
      server.app.inject({ method: 'PUT', url: '/sync/inbox/_local/x', headers, payload: '{}' });
    expect((await put({ ...cookie, 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
    expect((await put({ ...cookie, origin: 'https://evil.example' })).statusCode).toBe(403);
    expect((await put({ ...cookie, origin: 'null' })).statusCode).toBe(403);
    const allowed: Record<string, string>[] = [
      { ...cookie, 'sec-fetch-site': 'same-origin' },
      { ...cookie, origin: 'http://mila.example' },
      { authorization: `Bearer ${token}`, origin: 'https://evil.example' }
    ];
    for (const headers of allowed) expect([201, 409]).toContain((await put(headers)).statusCode);
  });
});
