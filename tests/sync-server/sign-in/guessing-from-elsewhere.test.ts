import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keyOf, newGuessCounts } from '../../../sync-server/sign-in/guess-counts.ts';
import { GUESS_LIMITS, NO_GUESSES, oneMore, waitOf } from '../../../sync-server/sign-in/guesses.ts';
import { aDevice } from '../../support/a-device.ts';
import { signInFrom } from '../../support/sign-in-from.ts';
import { startTestServer, type TestServer } from '../../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ background: false });
});
afterAll(() => server.close());

const guess = (email: string, from: string, more = {}) =>
  signInFrom(server, email, { from, password: 'guessed', ...more });

async function lockFor(email: string, from: string): Promise<void> {
  for (let at = 0; at < GUESS_LIMITS.free; at += 1) {
    expect((await guess(email, from)).status).toBe(401);
  }
  expect(await guess(email, from)).toMatchObject({ status: 429, code: 'session.throttled' });
}

describe('guessing from elsewhere', () => {
  it('[S1.2] locks out the address that guessed, and nobody else', async () => {
    const { email } = await server.addStaff('staff-elsewhere');
    await lockFor(email, '203.0.113.1');
    expect((await signInFrom(server, email, { from: '203.0.113.1' })).status).toBe(429);
    expect((await signInFrom(server, email, { from: '198.51.100.7' })).status).toBe(201);
    expect((await signInFrom(server, email, { from: '203.0.113.1' })).status).toBe(429);
  });

  it('[S1.2] lets a helper in on a new device while a stranger goes on guessing', async () => {
    const { email } = await server.addProvider({ id: 'anna-new-device' });
    for (let minute = 0; minute < 8; minute += 1) {
      await Promise.all(Array.from({ length: 5 }, () => guess(email, '203.0.113.2')));
      server.clock.advance(60_000);
    }
    const { id, name, publicKey } = await aDevice();
    const device = { id, name, publicKey };
    const hers = await signInFrom(server, email, { from: '198.51.100.8', device });
    expect(hers.status).toBe(201);
  });

  it('[S1.3] gives a browser that was here before a count of its own', async () => {
    const { email } = await server.addStaff('staff-known');
    const first = await signInFrom(server, email, { from: '198.51.100.9' });
    expect(first.cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
    expect(first.cookie?.maxAge).toBeGreaterThan(300 * 24 * 3_600);
    const browser = first.cookie!.value;
    // Somebody at the very same address: the café, the office.
    await lockFor(email, '198.51.100.9');
    expect((await signInFrom(server, email, { from: '198.51.100.9' })).status).toBe(429);
    expect((await signInFrom(server, email, { from: '198.51.100.9', browser })).status).toBe(201);

    for (let at = 0; at < GUESS_LIMITS.free; at += 1) {
      expect((await guess(email, '198.51.100.10', { browser })).status).toBe(401);
    }
    expect((await signInFrom(server, email, { from: '198.51.100.10', browser })).status).toBe(429);
    expect((await signInFrom(server, email, { from: '198.51.100.11' })).status).toBe(201);
  });

  it('[S1.3] knows a browser of one account in no other', async () => {
    const one = await server.addStaff('staff-one');
    const two = await server.addStaff('staff-two');
    const { cookie } = await signInFrom(server, one.email, { from: '198.51.100.12' });
    await lockFor(two.email, '198.51.100.12');
    const browser = cookie!.value;
    const tried = await signInFrom(server, two.email, { from: '198.51.100.12', browser });
    expect(tried.status).toBe(429);
  });

  it('[S1.4] is slowed by many addresses, which reach no browser or device that is known', async () => {
    const { email } = await server.addProvider({ id: 'anna-botnet' });
    const { device } = await server.signIn(email);
    const { id, name, publicKey } = device;
    const known = { id, name, publicKey };
    const counts = newGuessCounts(server.store);
    const waits: number[] = [];
    for (let at = 0; at < GUESS_LIMITS.mostPressure * 2; at += 1) {
      const who = { isKnown: false, key: keyOf('address', `10.1.${at >> 8}.${at & 255}`) };
      waits.push(await counts.count(email, true, who, server.clock.now()));
    }
    expect(waits.filter((wait) => wait === 0)).toHaveLength(GUESS_LIMITS.mostPressure);
    expect(waits.at(-1)).toBeLessThanOrEqual(GUESS_LIMITS.drainMs);
    const hers = await signInFrom(server, email, { from: '198.51.100.13', device: known });
    expect(hers.status).toBe(201);
    const stranger = await guess(email, '198.51.100.14');
    expect(stranger).toMatchObject({ status: 429 });
    expect(stranger.retryAfterS).toBeLessThanOrEqual(GUESS_LIMITS.drainMs / 1_000);
  });
});

describe('guesses at one account', () => {
  const who = (key: string) => ({ isKnown: false, key });
  const guessedBy = (addresses: number, times: number) => {
    let guesses = NO_GUESSES;
    for (let at = 0; at < addresses * times; at += 1) {
      guesses = oneMore(guesses, who(`a${at % addresses}`), 0);
    }
    return guesses;
  };

  it('[S1.4] leave an address that is new one try, and then it waits', () => {
    const attacked = guessedBy(GUESS_LIMITS.attackFrom / 5, 5);
    expect(waitOf(attacked, who('new'), 0)).toBe(0);
    expect(waitOf(oneMore(attacked, who('new'), 0), who('new'), 0)).toBe(GUESS_LIMITS.firstLockMs);
    const quiet = guessedBy(GUESS_LIMITS.attackFrom / 5 - 1, 5);
    expect(waitOf(oneMore(quiet, who('new'), 0), who('new'), 0)).toBe(0);
  });

  it('[S1.4] are so many in an hour, from however many addresses', () => {
    let guesses = NO_GUESSES;
    let tried = 0;
    for (let second = 0; second < 3_600; second += 1) {
      for (let at = 0; at < 3; at += 1) {
        const guesser = who(`${second}-${at}`);
        if (waitOf(guesses, guesser, second * 1_000) > 0) continue;
        guesses = oneMore(guesses, guesser, second * 1_000);
        tried += 1;
      }
    }
    expect(tried).toBeLessThanOrEqual(GUESS_LIMITS.mostPressure + 3_600_000 / GUESS_LIMITS.drainMs);
    expect(Object.keys(guesses.strangers).length).toBeLessThanOrEqual(GUESS_LIMITS.strangersKept);
  });

  it('[S1.2] double the wait up to a quarter of an hour, and are forgotten after a day', () => {
    let guesses = NO_GUESSES;
    const waits: number[] = [];
    for (let at = 0; at < 14; at += 1) {
      guesses = oneMore(guesses, who('a'), 0);
      waits.push(waitOf(guesses, who('a'), 0) / 1_000);
    }
    expect(waits).toEqual([0, 0, 0, 0, 15, 30, 60, 120, 240, 480, 900, 900, 900, 900]);
    expect(waitOf(guesses, who('a'), GUESS_LIMITS.forgottenAfterMs + 1)).toBe(0);
  });
});

describe('an e-mail without an account', () => {
  it('[S1.13] makes the store work as much as one with an account', async () => {
    const { email } = await server.addProvider({ id: 'anna-work' });
    const { id, name, publicKey } = await aDevice();
    const seen: Record<string, string[]> = {};
    const { people } = server.store;
    const own = { get: people.get.bind(people), update: people.update.bind(people) };
    for (const who of [email, 'nobody-works@example.org']) {
      const work: string[] = (seen[who] = []);
      const kindOf = (of: string) => of.split(':', 1)[0]!;
      people.get = ((of: string) => (work.push(`get ${kindOf(of)}`), own.get(of))) as never;
      people.update = ((of: string, decide: never) => {
        work.push(`update ${kindOf(of)}`);
        return own.update(of, decide).then((updated) => {
          work.push(`written ${updated.written}`);
          return updated;
        });
      }) as never;
      const browser = 'x'.repeat(43);
      for (let at = 0; at <= GUESS_LIMITS.free; at += 1) {
        await guess(who, '203.0.113.9', { browser, device: { id, name, publicKey } });
      }
    }
    Object.assign(people, own);
    const [known, unknown] = Object.values(seen);
    expect(known!.length).toBeGreaterThan(GUESS_LIMITS.free * 4);
    expect(unknown).toEqual(known);
  });
});
