import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPassword, hashPassword } from '../../sync-server/people/password.ts';
import { aDevice, type TestDevice } from '../support/a-device.ts';
import { PASSWORD, startTestServer, type TestServer } from '../support/test-server.ts';

const DAY_MS = 24 * 3_600_000;

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

function post(email: string, password: string, device?: TestDevice, headers = {}) {
  const { id, name, publicKey } = device ?? {};
  return server.app.inject({
    method: 'POST',
    url: '/api/session',
    headers,
    payload: { email, password, ...(device ? { device: { id, name, publicKey } } : {}) }
  });
}
const get = (url: string, headers: Record<string, string> = {}) =>
  server.app.inject({ url, headers });

describe('signing in', () => {
  it('answers 201 with token, provider and device, as the protocol says', async () => {
    const anna = await server.addProvider({ id: 'anna-in', role: 'pro' });
    const device = await aDevice();
    const answer = await post(` ${anna.email.toUpperCase()} `, PASSWORD, device);
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
    const answer = await post(email, PASSWORD, await aDevice());
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
    const without = await post(email, PASSWORD);
    expect(without.statusCode).toBe(400);
    expect(without.json()).toMatchObject({ error: 'device.required' });
    const staff = await server.addStaff();
    const support = await post(staff.email, PASSWORD);
    expect(support.statusCode).toBe(201);
    expect(support.json()).toMatchObject({ provider: { role: 'support' }, device: null });
  });

  it('never lets staff through the sync door', async () => {
    const staff = await server.addStaff('staff-door');
    const { token } = (await post(staff.email, PASSWORD)).json<{ token: string }>();
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
    const otherKey = await post(email, PASSWORD, impostor);
    expect([otherKey.statusCode, otherKey.json().error]).toEqual([409, 'device.otherKey']);
    const taken = await post(ben.email, PASSWORD, device);
    expect([taken.statusCode, taken.json().error]).toEqual([409, 'device.taken']);
  });

  it('need a key that is a point of the curve', async () => {
    const { email } = await server.addProvider({ id: 'anna-curve' });
    const device = await aDevice();
    const broken = { ...device, publicKey: { ...device.publicKey, x: 'A'.repeat(43) } };
    const answer = await post(email, PASSWORD, broken);
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

describe('guessing passwords', () => {
  it('locks an account after five wrong ones, says for how long, and survives a restart', async () => {
    const { email } = await server.addProvider({ id: 'anna-lock' });
    const device = await aDevice();
    const wrong = await Promise.all(Array.from({ length: 5 }, () => post(email, 'wrong', device)));
    expect(wrong.map(({ statusCode }) => statusCode)).toEqual([401, 401, 401, 401, 401]);
    const other = await startTestServer({ store: server.store, clock: server.clock });
    const { id, name, publicKey } = device;
    const payload = { email, password: PASSWORD, device: { id, name, publicKey } };
    const locked = await other.app.inject({ method: 'POST', url: '/api/session', payload });
    expect([locked.statusCode, locked.json().error]).toEqual([429, 'session.throttled']);
    expect(Number(locked.headers['retry-after'])).toBe(15);
    server.clock.advance(15_000);
    const right = await other.app.inject({ method: 'POST', url: '/api/session', payload });
    expect(right.statusCode).toBe(201);
    await other.close();
  });

  it('locks strangers out, not the tablet that has signed in before', async () => {
    const fresh = await startTestServer();
    const { email } = await fresh.addProvider({ id: 'anna-known' });
    const known = (await fresh.signIn(email)).device;
    const stranger = await aDevice();
    const attempt = async (password: string, { id, name, publicKey }: typeof known) => {
      const payload = { email, password, device: { id, name, publicKey } };
      return (await fresh.app.inject({ method: 'POST', url: '/api/session', payload })).statusCode;
    };
    for (let guess = 0; guess < 5; guess += 1) expect(await attempt('wrong', stranger)).toBe(401);
    expect(await attempt(PASSWORD, stranger)).toBe(429);
    const otherKey = { ...known, publicKey: stranger.publicKey };
    expect(await attempt(PASSWORD, otherKey)).toBe(429);
    expect(await attempt(PASSWORD, known)).toBe(201);
    await fresh.close();
  });

  it('treats an unknown account exactly like a known one', async () => {
    const device = await aDevice();
    const seen: [number, string][] = [];
    for (let attempt = 0; attempt < 6; attempt += 1) {
      const answer = await post('nobody@example.org', 'wrong', device);
      seen.push([answer.statusCode, answer.json<{ error: string }>().error]);
    }
    expect(seen.slice(0, 5)).toEqual(Array(5).fill([401, 'session.wrongPassword']));
    expect(seen[5]).toEqual([429, 'session.throttled']);
  });

  it('slows an address that tries many accounts', async () => {
    const fresh = await startTestServer();
    const guess = (number: number) =>
      fresh.app.inject({
        method: 'POST',
        url: '/api/session',
        payload: { email: `nobody-${number}@example.org`, password: 'wrong' }
      });
    for (let number = 0; number < 30; number += 1) {
      expect((await guess(number)).statusCode).toBe(401);
    }
    expect((await guess(31)).statusCode).toBe(429);
    fresh.clock.advance(10 * 60_000);
    expect((await guess(32)).statusCode).toBe(401);
    await fresh.close();
  });

  it('stores argon2id with its parameters and compares what people type, not bytes', async () => {
    const stored = await hashPassword('Zürich');
    expect(stored).toMatchObject({ algorithm: 'argon2id', memory: 19_456, passes: 2 });
    expect(await isPassword('Zu\u0308rich', stored)).toBe(true);
    expect(await isPassword('zürich', stored)).toBe(false);
    expect(await isPassword('Zürich', undefined)).toBe(false);
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
