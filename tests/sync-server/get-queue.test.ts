import { describe, expect, it } from 'vitest';
import type { StoredDocument } from '../../sync-server/store/database.ts';
import { GetQueue } from '../../sync-server/store/get-queue.ts';

/** A database that counts what it is asked and answers when it is told to. */
function aDatabase(fails = false) {
  const asked: string[][] = [];
  const answer = (ids: string[]) => {
    asked.push(ids);
    if (fails) return Promise.reject(new Error('away'));
    return Promise.resolve(
      ids.map((_id) => (_id === 'none' ? undefined : { _id, _rev: `1-${asked.length}` }))
    );
  };
  const getMany = answer as <T extends StoredDocument>(
    ids: string[]
  ) => Promise<((T & { _rev: string }) | undefined)[]>;
  const queue = new GetQueue({ getMany }, async (id) => (await answer([id]))[0]);
  return { asked, queue };
}

describe('documents that are asked for in the same moment', () => {
  it('are read in one request, each once', async () => {
    const { asked, queue } = aDatabase();
    const found = await Promise.all(['a', 'b', 'none', 'a'].map((id) => queue.get(id)));
    expect(found.map((each) => each?._id)).toEqual(['a', 'b', undefined, 'a']);
    expect(asked).toEqual([['a', 'b', 'none']]);
  });

  it('are read 200 at a time', async () => {
    const { asked, queue } = aDatabase();
    await Promise.all(Array.from({ length: 450 }, (_, index) => queue.get(`id-${index}`)));
    expect(asked.map((ids) => ids.length)).toEqual([200, 200, 50]);
  });

  it('are never older than the question', async () => {
    const { asked, queue } = aDatabase();
    const first = await queue.get('a');
    const second = await queue.get('a');
    expect([first?._rev, second?._rev]).toEqual(['1-1', '1-2']);
    expect(asked).toEqual([['a'], ['a']]);
  });

  it('all hear that the store is away', async () => {
    const { queue } = aDatabase(true);
    const answers = await Promise.allSettled([queue.get('a'), queue.get('b')]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});
