import { describe, expect, it } from 'vitest';
import { takeoverLocks } from '../../src/lib/device/sync/takeover-locks.ts';

const QUICK = { patienceMs: 20, answerMs: 20 };
const locks = takeoverLocks(navigator.locks, QUICK);
const never = () => new Promise<never>(() => undefined);
let names = 0;
const aName = () => `lock-${names++}`;

describe('the lock of a hand-over', () => {
  it('is taken from a tab that is suspended with it', async () => {
    const name = aName();
    // Held, and nobody answers: its page does not run.
    void navigator.locks.request(name, never).catch(() => undefined);
    await expect(locks.request(name, {}, () => Promise.resolve('sent'))).resolves.toBe('sent');
  });

  it('stays with a tab that runs, however long it takes', async () => {
    const name = aName();
    const done: string[] = [];
    const slow = Promise.withResolvers<void>();
    const first = locks.request(name, {}, () => slow.promise.then(() => done.push('first')));
    const second = locks.request(name, {}, () => Promise.resolve(done.push('second')));
    await new Promise((resolve) => setTimeout(resolve, 5 * (QUICK.patienceMs + QUICK.answerMs)));
    expect(done).toEqual([]);
    slow.resolve();
    await Promise.all([first, second]);
    expect(done).toEqual(['first', 'second']);
  });

  it('that is taken over while its tab was suspended ends with what was begun', async () => {
    const name = aName();
    const slow = Promise.withResolvers<string>();
    const begun = locks.request(name, {}, () => slow.promise);
    await navigator.locks.request(name, { steal: true }, () => Promise.resolve());
    slow.resolve('sent after all');
    await expect(begun).resolves.toBe('sent after all');
  });

  it('is not waited for once the wait has ended', async () => {
    const name = aName();
    const slow = Promise.withResolvers<void>();
    const held = locks.request(name, {}, () => slow.promise);
    const ended = new AbortController();
    const waiting = locks.request(name, { signal: ended.signal }, () => Promise.resolve());
    ended.abort(new Error('stopped'));
    await expect(waiting).rejects.toThrow('stopped');
    slow.resolve();
    await held;
  });
});
