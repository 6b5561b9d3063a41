import { describe, expect, it } from 'vitest';
import { newBatchedReads } from '../../../sync-server/store/batched-reads.ts';
import type { StoredDocument } from '../../../sync-server/store/stored-document.ts';

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
  const get = newBatchedReads({ getMany }, async (id) => (await answer([id]))[0]);
  return { asked, get };
}

describe('documents that are asked for in the same moment', () => {
  it('are read in one request, each once', async () => {
    const { asked, get } = aDatabase();
    const found = await Promise.all(['a', 'b', 'none', 'a'].map((id) => get(id)));
    expect(found.map((each) => each?._id)).toEqual(['a', 'b', undefined, 'a']);
    expect(asked).toEqual([['a', 'b', 'none']]);
  });

  it('are read 200 at a time', async () => {
    const { asked, get } = aDatabase();
    await Promise.all(Array.from({ length: 450 }, (_, index) => get(`id-${index}`)));
    expect(asked.map((ids) => ids.length)).toEqual([200, 200, 50]);
  });

  it('are never older than the question', async () => {
    const { asked, get } = aDatabase();
    const first = await get('a');
    const second = await get('a');
    expect([first?._rev, second?._rev]).toEqual(['1-1', '1-2']);
    expect(asked).toEqual([['a'], ['a']]);
  });

  it('all hear that the store is away', async () => {
    const { get } = aDatabase(true);
    const answers = await Promise.allSettled([get('a'), get('b')]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});
