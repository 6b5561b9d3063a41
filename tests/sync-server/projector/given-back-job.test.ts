import { afterEach, beforeEach, expect, it } from 'vitest';
import type { JobDocument } from '#domain/order/views/inbox.ts';
import { openDispatchWorld, type DispatchWorld } from '../../support/dispatch-world.ts';
import { anOfferedOrderIn, fromInbox } from '../../support/order-work.ts';

let world: DispatchWorld;
beforeEach(async () => {
  world = await openDispatchWorld();
  await anOfferedOrderIn(world.work);
});
afterEach(() => world.close());

it('[C1.1, R6.3] a job that was given back says nothing about the customer any more', async () => {
  await world.act('anna', 'offer.accept');
  const jobOf = () => fromInbox<JobDocument>(world.store, 'anna', 'job:order1');
  expect((await jobOf())?.job).toMatchObject({
    customer: { name: 'Rosa Keller', phone: '+41 61 555 02 02', email: 'rosa@example.org' },
    place: { street: 'Steinenvorstadt', houseNumber: '12', hint: '3. Stock', lat: 47.553 }
  });
  await world.act('anna', 'job.giveBack');
  const lost = await jobOf();
  expect(lost).toMatchObject({ removed: { why: 'givenBack' } });
  const text = JSON.stringify(lost);
  for (const word of ['Rosa', '555 02', 'rosa@', 'Steinenvorstadt', '3. Stock', 'Kein Empfang']) {
    expect(text).not.toContain(word);
  }
});
