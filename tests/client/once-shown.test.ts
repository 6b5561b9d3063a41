import { describe, expect, it } from 'vitest';
import { onceShown } from '../../src/lib/handover/signing/once-shown.ts';
import { DeviceWorld, aJobDocument } from '../support/device-world.ts';
import { readJob } from '../../src/lib/device/views/read-view.ts';
import { aBody, NOW } from '../support/builders.ts';

describe('the thank-you page in the customer’s hands', () => {
  it('[R15.25] keeps what was signed when the server holds the completion', async () => {
    const world = new DeviceWorld();
    const store = await world.signedIn();
    world.door.put('inbox', aJobDocument({ state: 'working', checklist: [] }));
    await store.steps.pullInbox();
    const completion = async () => (await readJob(store, 'order1'))!.job.completion;
    const shown = onceShown();
    expect(shown(await completion())).toBeNull();

    const { job } = (await readJob(store, 'order1'))!;
    const signed = await store.recordAction(
      'job.complete',
      'order1',
      aBody('job.complete', job) as never
    );
    const thanks = shown(await completion());
    expect(thanks).toMatchObject({ statementHash: expect.any(String) as string });

    const held = { outcome: 'held', code: 'statement.mismatch', at: NOW, receipt: 'r' };
    const id = { _id: `verdict:${signed._id}`, type: 'verdict', action: signed._id };
    world.door.put('inbox', { ...id, order: 'order1', ...held });
    await store.steps.pullInbox();
    expect(await completion()).toBeNull();
    expect(shown(await completion())).toBe(thanks);
  });
});
