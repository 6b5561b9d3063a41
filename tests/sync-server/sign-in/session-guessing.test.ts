import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPassword, hashPassword } from '../../../sync-server/people/password.ts';
import { aDevice } from '../../support/a-device.ts';
import {
  askForSession,
  PASSWORD,
  startTestServer,
  type TestServer
} from '../../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

describe('guessing passwords', () => {
  it('locks an account after five wrong ones, says for how long, and survives a restart', async () => {
    const { email } = await server.addProvider({ id: 'anna-lock' });
    const device = await aDevice();
    const wrong = await Promise.all(
      Array.from({ length: 5 }, () => askForSession(server, email, 'wrong', device))
    );
    expect(wrong.map(({ statusCode }) => statusCode)).toEqual([401, 401, 401, 401, 401]);
    const other = await startTestServer({ store: server.store, clock: server.clock });
    const locked = await askForSession(other, email, PASSWORD, device);
    expect([locked.statusCode, locked.json().error]).toEqual([429, 'session.throttled']);
    expect(Number(locked.headers['retry-after'])).toBe(15);
    server.clock.advance(15_000);
    const right = await askForSession(other, email, PASSWORD, device);
    expect(right.statusCode).toBe(201);
    await other.close();
  });

  it('locks strangers out, not the tablet that has signed in before', async () => {
    const fresh = await startTestServer();
    const { email } = await fresh.addProvider({ id: 'anna-known' });
    const known = (await fresh.signIn(email)).device;
    const stranger = await aDevice();
    const attempt = async (password: string, device: typeof known) =>
      (await askForSession(fresh, email, password, device)).statusCode;
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
      const answer = await askForSession(server, 'nobody@example.org', 'wrong', device);
      seen.push([answer.statusCode, answer.json<{ error: string }>().error]);
    }
    expect(seen.slice(0, 5)).toEqual(Array(5).fill([401, 'session.wrongPassword']));
    expect(seen[5]).toEqual([429, 'session.throttled']);
  });

  it('slows an address that tries many accounts', async () => {
    const fresh = await startTestServer();
    const guess = (number: number) => askForSession(fresh, `nobody-${number}@example.org`, 'wrong');
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
