import { setImmediate as immediate } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { TIME_POLICY } from '#domain/policy/policy.ts';
import { newGracePeriod, type GracePeriod } from '../../../sync-server/dispatch/grace-period.ts';
import { aClock, SILENT_LOG, type TestClock } from '../../support/order-work.ts';

const PATIENCE_MS = 40;

let clock: TestClock;
let closing: AbortController;
/** For whom judging was asked for, and how to end it. */
let asked: { provider: string; end(): void }[];
let gracePeriod: GracePeriod;
beforeEach(() => {
  clock = aClock();
  closing = new AbortController();
  asked = [];
  gracePeriod = newGracePeriod({
    clock,
    closing: closing.signal,
    log: SILENT_LOG,
    patienceMs: PATIENCE_MS,
    judged: (provider) =>
      new Promise((resolve) => {
        asked.push({ provider, end: resolve });
      })
  });
});

const mayLose = async (provider = 'anna') => (await gracePeriod.keptUntil(provider)) === null;

describe('an outbox on which judging does not end', () => {
  it('[R9.19] keeps its provider’s jobs for an hour, and no longer', async () => {
    expect(await mayLose()).toBe(false);
    clock.advance(TIME_POLICY.longestGraceMs - 1);
    expect(await mayLose()).toBe(false);
    clock.advance(1);
    expect(await mayLose()).toBe(true);
  });

  it('is waited for once, whatever the number of orders, and costs later looks no time', async () => {
    const looks = Array.from({ length: 20 }, () => mayLose());
    expect(await Promise.all(looks)).toEqual(looks.map(() => false));
    const later = mayLose().then(() => 'answered');
    expect(await Promise.race([later, immediate('still waiting')])).toBe('answered');
    expect(asked).toHaveLength(1);
  });

  it('[R9.19] does not count the time of an outage', async () => {
    expect(await mayLose()).toBe(false);
    clock.advance(3 * TIME_POLICY.longestGraceMs);
    gracePeriod.storeWasAway();
    clock.advance(TIME_POLICY.reconnectMs);
    expect(await mayLose()).toBe(false);
    clock.advance(TIME_POLICY.longestGraceMs - 1);
    expect(await mayLose()).toBe(false);
    clock.advance(1);
    expect(await mayLose()).toBe(true);
  });

  it('[R9.19] counts anew once it was judged to the end', async () => {
    expect(await mayLose()).toBe(false);
    clock.advance(TIME_POLICY.longestGraceMs - 1);
    asked[0]!.end();
    await Promise.resolve();
    const next = mayLose();
    clock.advance(1);
    expect(await next).toBe(false);
    expect(asked).toHaveLength(2);
  });

  it('takes nothing from anybody while the server closes', async () => {
    expect(await mayLose()).toBe(false);
    clock.advance(2 * TIME_POLICY.longestGraceMs);
    closing.abort();
    expect(await mayLose()).toBe(false);
  });
});

describe('two looks at one provider', () => {
  it('[R9.17] judge anew what may have been sent after the first one began', async () => {
    const first = mayLose();
    const second = mayLose();
    asked[0]!.end();
    expect(await first).toBe(true);
    expect(asked.map(({ provider }) => provider)).toEqual(['anna', 'anna']);
    asked[1]!.end();
    expect(await second).toBe(true);
  });

  it('do not wait for another provider’s', async () => {
    const anna = mayLose('anna');
    const berta = mayLose('berta');
    asked[1]!.end();
    expect(await berta).toBe(true);
    expect(await anna).toBe(false);
  });
});
