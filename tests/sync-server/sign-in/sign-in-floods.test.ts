import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newHashingTurns } from '../../../sync-server/people/hashing-turns.ts';
import { hashingTurns } from '../../../sync-server/people/password.ts';
import {
  ADDRESS_LIMITS,
  newAddressFailures
} from '../../../sync-server/sign-in/address-failures.ts';
import { signInFrom } from '../../support/sign-in-from.ts';
import { startTestServer, type TestServer } from '../../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ background: false });
});
afterAll(() => server.close());

describe('many sign-ins at once', () => {
  it('[S1.5] are counted before any of them is looked at', async () => {
    const guesses = Array.from({ length: 100 }, (_, at) =>
      signInFrom(server, `nobody-${at}@example.org`, { from: '203.0.113.20', password: 'wrong' })
    );
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(ADDRESS_LIMITS.failures);
    expect(statuses.filter((status) => status === 429)).toHaveLength(70);
  });

  it('[S1.5] from one address, all right, are only asked to come again in a moment', () => {
    const addresses = newAddressFailures();
    const begun = Array.from({ length: 31 }, () => addresses.begin('203.0.113.21', 0));
    expect(begun.at(-1)).toEqual({ waitMs: 1_000 });
    for (const attempt of begun) if ('end' in attempt) attempt.end(false);
    expect(addresses.begin('203.0.113.21', 0)).toHaveProperty('end');
  });

  it('[S1.6] that find no place are told when to come again, and count as no guess', async () => {
    const { email } = await server.addStaff('staff-busy');
    const { cookie } = await signInFrom(server, email, { from: '198.51.100.20' });
    const taken = [];
    for (let place = hashingTurns.enter(false); place; place = hashingTurns.enter(false)) {
      taken.push(place);
    }
    for (let at = 0; at < 8; at += 1) {
      const refused = await signInFrom(server, email, { from: '198.51.100.21' });
      expect(refused).toMatchObject({ status: 503, code: 'server.busy', retryAfterS: 2 });
    }
    const browser = cookie!.value;
    expect((await signInFrom(server, email, { from: '198.51.100.21', browser })).status).toBe(201);
    for (const place of taken) place.leave();
    expect((await signInFrom(server, email, { from: '198.51.100.21' })).status).toBe(201);
  });

  it('[S1.6] wait in a queue of a known length, who is known first', async () => {
    const turns = newHashingTurns({ atOnce: 1, places: 2 });
    const ends: string[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    const first = turns.enter(false)!.run(() => promise);
    const second = turns.enter(false)!.run(async () => void ends.push('stranger'));
    expect(turns.enter(false)).toBeUndefined();
    const own = turns.own().run(async () => void ends.push('own'));
    const known = turns.enter(true)!.run(async () => void ends.push('known'));
    resolve();
    await Promise.all([first, second, own, known]);
    expect(ends).toEqual(['known', 'stranger', 'own']);
    expect(turns.enter(false)).toBeDefined();
  });

  it('[S1.6] leave a place to who is known, and pause in proportion to what each has taken', async () => {
    const pauses: number[] = [];
    const rested = Promise.withResolvers<void>();
    let time = 0;
    const turns = newHashingTurns({
      now: () => time,
      pause: (ms) => (pauses.push(ms), rested.promise)
    });
    const begun: string[] = [];
    const hash = (name: string, isKnown: boolean) =>
      turns.enter(isKnown)!.run(async () => {
        begun.push(name);
        await Promise.resolve();
        time += 25;
      });
    const strangers = [hash('first', false), hash('second', false)];
    await Promise.all([hash('known', true), strangers[0]]);
    expect([begun, pauses]).toEqual([['first', 'known'], [100]]);
    rested.resolve();
    await Promise.all(strangers);
    expect(begun).toEqual(['first', 'known', 'second']);
  });
});
