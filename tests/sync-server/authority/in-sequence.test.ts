import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { receivedAction } from '../../../sync-server/outbox/received-action.ts';
import { storedAction } from '../../../sync-server/outbox/stored-action.ts';
import { anAcceptedJob, AT, type AcceptedJob } from '../../support/accepted-job.ts';
import { aRegisteredDevice, verdictOn } from '../../support/order-work.ts';

let world: AcceptedJob;
beforeEach(async () => {
  world = await anAcceptedJob();
});
afterEach(() => world.close());

/** As a batch of the outbox hands it on, in whatever order. */
const received = (sent: object, receivedAt = AT) =>
  receivedAction('anna', storedAction(sent, { device: world.device.id, receivedAt }));
const take = (...actions: ReturnType<typeof received>[]) => world.work.authority.take(actions);

describe('[P3.1] a batch', () => {
  it('is judged in the sequence of its ids', async () => {
    const [one, two, three] = [await world.note('1'), await world.note('2'), await world.note('3')];
    await take(received(three), received(one), received(two));
    expect(await world.notesNow()).toEqual(['1', '2', '3']);
    for (const each of [one, two, three]) {
      expect(await verdictOn(world.store, 'anna', each)).toMatchObject({ outcome: 'applied' });
    }
  });

  it('of several devices is judged in the order in which these came', async () => {
    const other = await aRegisteredDevice(world.store, 'anna');
    const theirs = await other.sign('note.add', 'order1', { text: 'other' }, AT);
    const own = [await world.note('1'), await world.note('2')] as const;
    await take(received(own[1]), received(theirs), received(own[0]));
    expect(await world.notesNow()).toEqual(['1', '2', 'other']);
  });

  it('of a fork takes what came first', async () => {
    const first = await world.note('first');
    const second = { ...first, body: { text: 'second' } };
    await take(received(second, AT + 5), received(first, AT));
    expect(await world.notesNow()).toEqual(['first']);
    expect(await verdictOn(world.store, 'anna', first)).toMatchObject({ outcome: 'applied' });
  });
});
