import { expect, it } from 'vitest';
import { newTurns } from '../../../sync-server/concurrency/turns.ts';
import { newUploadTurns } from '../../../sync-server/files/upload-turns.ts';

const sessions = () =>
  newTurns({ mostWaiting: 2, free: Infinity, rest: 1, longestRestMs: 0, now: () => 0 });

it('[S2.19] uploads of one session are taken one after the other, and no more than so many wait', async () => {
  const turns = newUploadTurns(sessions());
  const begun: string[] = [];
  const take = async (session: string, file: string) => {
    const turn = await turns.take(session, `anna/${file}`);
    begun.push(file);
    return turn;
  };
  const first = await take('tablet', 'a');
  const [second, third] = [take('tablet', 'b'), take('tablet', 'c')];
  expect(await turns.take('tablet', 'anna/d')).toBeUndefined();
  await take('phone', 'e');
  expect(begun).toEqual(['a', 'e']);
  first!.end();
  (await second)!.end();
  await third;
  expect(begun).toEqual(['a', 'e', 'b', 'c']);
});

it('the newest upload of a file ends the one before it, also from another session', async () => {
  const turns = newUploadTurns(sessions());
  const before = (await turns.take('tablet', 'anna/a'))!;
  const after = turns.take('phone', 'anna/a');
  await new Promise<void>((resolve) => {
    before.signal.addEventListener('abort', () => resolve());
  });
  before.end();
  expect((await after)?.signal.aborted).toBe(false);
});
