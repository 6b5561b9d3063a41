import { afterEach, beforeEach, expect, it } from 'vitest';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { NOW } from '../../support/builders.ts';
import { aJobToLose, CONFIRM_DUE, type LostJob } from '../../support/lost-job.ts';
import { verdictOn } from '../../support/order-work.ts';

let world: LostJob;
beforeEach(async () => {
  world = await aJobToLose();
});
afterEach(() => world.store.close());

it('[R9.7] a confirmation that was made after its limit does not bring the job back', async () => {
  const { tablet, phone, store } = world;
  const call = { way: 'phone', reached: true, agreed: 'wie gebucht' } as const;
  const called = await tablet.sign('customer.contacted', 'order1', call, NOW + HOUR_MS);
  await world.receive([called], NOW + HOUR_MS, tablet);
  await world.lapse(CONFIRM_DUE + 1);
  const late = await phone.sign('appointment.confirm', 'order1', {}, CONFIRM_DUE + 1);
  await world.receive([late], CONFIRM_DUE + 2, phone);
  const refused = { outcome: 'refused', code: 'confirm.tooLate' };
  expect(await verdictOn(store, 'anna', late)).toMatchObject(refused);
  expect((await world.orderNow()).job.provider).toBeNull();
});
