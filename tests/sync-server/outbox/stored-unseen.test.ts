import { describe, expect, it } from 'vitest';
import { newStoredUnseen } from '../../../sync-server/outbox/stored-unseen.ts';
import type { Store } from '../../../sync-server/store/store.ts';
import { NOW } from '../../support/builders.ts';

const document = (_id: string, _rev = '1-a', receivedAt = NOW) => ({
  ...{ _id, _rev, type: 'action', device: 'd', receivedAt, text: `{"id":"${_id}"}` }
});
const seen = (id: string, rev = '1-a', provider = 'anna') => ({ provider, id, rev });

/** An outbox that shows what is in `shown`, by name and revision. */
function unseenOver(...shown: ReturnType<typeof document>[]) {
  const asked: string[] = [];
  const outbox = (provider: string) => ({
    async get(id: string, { rev }: { rev: string }) {
      asked.push(`${provider} ${id} ${rev}`);
      return shown.find((each) => each._id === id && each._rev === rev);
    }
  });
  const unseen = newStoredUnseen({ outbox } as unknown as Store);
  const read = async (provider = 'anna') => {
    const { actions, missing } = await unseen.read(provider);
    return [actions.map(({ id, rev }) => `${id} ${rev}`), missing];
  };
  return { unseen, read, asked, shown };
}

describe('[S3.4] what was stored and the feed has not shown yet', () => {
  it('is read by its name and revision, in the order in which it was stored', async () => {
    const { unseen, read, asked } = unseenOver(document('b'), document('a'), document('a', '1-c'));
    unseen.stored('anna', [document('a'), document('b')]);
    unseen.stored('anna', [document('a', '1-c')]);
    expect(await read()).toEqual([['a 1-a', 'b 1-a', 'a 1-c'], 0]);
    expect(asked).toEqual(['anna a 1-a', 'anna b 1-a', 'anna a 1-c']);
    const { actions } = await unseen.read('anna');
    expect(actions[0]).toEqual({
      ...{ provider: 'anna', id: 'a', rev: '1-a', device: 'd', receivedAt: NOW },
      envelope: { id: 'a' }
    });
    // It stays until the feed has shown it.
    expect(await read()).toEqual([['a 1-a', 'b 1-a', 'a 1-c'], 0]);
    expect(await read('berta')).toEqual([[], 0]);
  });

  it('is forgotten once the feed has shown it, of that provider and revision', async () => {
    const { unseen, read } = unseenOver(document('a'), document('b'), document('b', '1-c'));
    unseen.stored('anna', [document('a'), document('b'), document('b', '1-c')]);
    unseen.seen([seen('a', '1-a', 'berta'), seen('b')]);
    expect(await read()).toEqual([['a 1-a', 'b 1-c'], 0]);
    unseen.seen([seen('a'), seen('b', '1-c')]);
    expect(await read()).toEqual([[], 0]);
  });

  it('is not kept where the feed was faster than the answer to the write', async () => {
    const { unseen, read, asked } = unseenOver(document('a'), document('b'));
    unseen.seen([seen('a')]);
    unseen.stored('anna', [document('a')]);
    expect([await read(), asked]).toEqual([[[], 0], []]);
    unseen.stored('anna', [document('a'), document('b')]);
    expect(await read()).toEqual([['b 1-a'], 0]);
    unseen.stored('berta', [document('a')]);
    expect(await read('berta')).toEqual([['a 1-a'], 0]);
  });

  it('is none where it was stored before: sent again, the feed shows it at its time', async () => {
    const { unseen, read, asked } = unseenOver(document('a', '1-a', NOW - 5), document('b'));
    unseen.stored('anna', [document('a'), document('b')]);
    expect(await read()).toEqual([['b 1-a'], 0]);
    asked.length = 0;
    expect(await read()).toEqual([['b 1-a'], 0]);
    expect(asked).toEqual(['anna b 1-a']);
  });

  it(
    'is missing as long as no read shows it, and looked for twelve times',
    { timeout: 60_000 },
    async () => {
      const { unseen, read, shown } = unseenOver(document('b'));
      unseen.stored('anna', [document('a'), document('b'), document('c')]);
      const looks = await Promise.all(Array.from({ length: 11 }, () => read()));
      expect(looks).toEqual(looks.map(() => [['b 1-a'], 2]));
      shown.push(document('c'));
      expect(await read()).toEqual([['b 1-a', 'c 1-a'], 1]);
      // Looked for in vain for too long.
      expect(await read()).toEqual([['b 1-a', 'c 1-a'], 0]);
      shown.push(document('a'));
      expect(await read()).toEqual([['b 1-a', 'c 1-a'], 0]);
    }
  );
});
