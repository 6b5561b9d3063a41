import { describe, expect, it } from 'vitest';
import { newTurns } from '../../../sync-server/concurrency/turns.ts';

function theTurns({ mostWaiting = 2, free = 0 } = {}) {
  let time = 0;
  const pauses: { ms: number; end(): void }[] = [];
  const turns = newTurns({
    mostWaiting,
    free,
    rest: 2,
    longestRestMs: 100,
    now: () => time,
    pause: (ms) => new Promise((end) => pauses.push({ ms, end }))
  });
  return { turns, pauses, pass: (ms: number) => (time += ms) };
}

describe('[S2.19] turns', () => {
  it('are one at a time for each asker, and others do not wait for them', async () => {
    const { turns, pauses, pass } = theTurns();
    const begun: string[] = [];
    const take = (asker: string, name: string) =>
      turns.take(asker).then((end) => (begun.push(name), end!));
    const first = await take('ann', 'ann 1');
    const second = take('ann', 'ann 2');
    await take('ben', 'ben 1');
    pass(10);
    first();
    first();
    expect([begun, pauses.map(({ ms }) => ms)]).toEqual([['ann 1', 'ben 1'], [20]]);
    pauses[0]!.end();
    (await second)();
    expect(begun).toEqual(['ann 1', 'ben 1', 'ann 2']);
  });

  it('pause no longer than so much, and not after what was little', async () => {
    const { turns, pauses, pass } = theTurns();
    const first = (await turns.take('ann'))!;
    const second = turns.take('ann');
    pass(1_000);
    first();
    expect(pauses.map(({ ms }) => ms)).toEqual([100]);
    pauses[0]!.end();
    const third = turns.take('ann');
    (await second)!(true);
    expect(await third).toBeTypeOf('function');
    expect(pauses).toHaveLength(1);
  });

  it('are waited for by no more than so many, and given up by who has gone', async () => {
    const { turns } = theTurns({ mostWaiting: 1 });
    const end = (await turns.take('ann'))!;
    const gone = new AbortController();
    const waiting = turns.take('ann', gone.signal);
    expect(await turns.take('ann')).toBeUndefined();
    gone.abort();
    expect(await waiting).toBeUndefined();
    const next = turns.take('ann');
    end(true);
    expect(await next).toBeTypeOf('function');
    expect(await turns.take('ann', gone.signal)).toBeUndefined();
  });

  it('pause only when more than so much was used, which comes back with time', async () => {
    const { turns, pauses, pass } = theTurns({ free: 30 });
    const work = async (ms: number) => {
      const end = (await turns.take('ann'))!;
      pass(ms);
      end();
    };
    await work(20);
    await work(10);
    expect(pauses).toEqual([]);
    pass(40);
    await work(20);
    expect(pauses).toEqual([]);
    await work(15);
    expect(pauses.map(({ ms }) => ms)).toEqual([30]);
  });
});
