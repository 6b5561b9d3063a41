import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aWorkedStore, type WorkedStore } from '../../support/a-worked-store.ts';
import { allTold, changedOrder, PLANTED, plantIn } from '../../support/planted-breaches.ts';

let worked: WorkedStore;
beforeAll(async () => {
  worked = await aWorkedStore();
  // From here on only the tests write.
  await worked.server.app.close();
  plantIn(worked);
});
afterAll(() => worked.close());

describe('a store that is sound', () => {
  it('[S5.3] breaks no rule, and what is looked at is counted', async () => {
    const { figures, breaches, waiting } = await worked.verify();
    expect(breaches).toEqual([]);
    expect(waiting).toEqual([]);
    expect(figures).toMatchObject({ orders: 1, photos: 1, 'ledger: invoice': 1 });
    expect(figures.actions).toBe(10);
  });
});

describe('what is not done yet', () => {
  it('[S5.3] is no breach: a photo whose bytes are on their way', async () => {
    const photo = { action: 'a', at: 1, sha256: 'later', size: 1, type: 'image/webp', caption: '' };
    const putBack = await changedOrder(({ job }) => (job.photos = [photo]));
    const { waiting } = await worked.verify().finally(putBack).finally(allTold);
    expect(waiting.map(({ says }) => says)).toContain(
      'The photo later has not been handed in yet.'
    );
  });
});

describe('what breaks a rule', () => {
  it.each(PLANTED)(
    '[S5.4, O2.4] is found with its document: %s',
    async (_what, plant, database, says) => {
      const putBack = await plant();
      const { breaches } = await worked.verify().finally(putBack).finally(allTold);
      const said = breaches.filter((each) => each.database === database).map(({ says }) => says);
      expect(said).toEqual(expect.arrayContaining([expect.stringMatching(says)]));
      expect((await worked.verify()).breaches).toEqual([]);
    }
  );
});
