import { afterEach, beforeEach, expect, it } from 'vitest';
import { TIME_POLICY } from '#domain/policy/policy.ts';
import { NOW } from '../../support/builders.ts';
import { openDispatchWorld, type DispatchWorld } from '../../support/dispatch-world.ts';
import { anOfferedOrderIn } from '../../support/order-work.ts';

const STEP = TIME_POLICY.offerReachMs + TIME_POLICY.offerStepMs;

let world: DispatchWorld;
beforeEach(async () => {
  world = await openDispatchWorld();
  await anOfferedOrderIn(world.work);
});
afterEach(() => world.close());

it('[R5.15] who declined or gave the job back is not asked again in a later round', async () => {
  await world.act('anna', 'offer.decline');
  await world.at(NOW + 1_000);
  await world.act('berta', 'offer.accept');
  await world.act('berta', 'job.giveBack');
  for (let step = 1; step <= 3; step += 1) await world.at(NOW + step * STEP);
  const { round, offers } = await world.orderNow();
  expect(round).toBe(2);
  expect(offers.map(({ provider }) => provider)).toEqual(['carla']);
});

it('[P5.5] the first to accept is whom the server heard first, whatever the devices say', async () => {
  await world.at(NOW + STEP);
  const berta = await world.act('berta', 'offer.accept');
  const anna = await world.act('anna', 'offer.accept', NOW + 1_000);
  expect(berta).toMatchObject({ outcome: 'applied' });
  expect(anna).toMatchObject({ outcome: 'refused', code: 'offer.taken' });
  expect((await world.orderNow()).job.acceptedAt).toBe(NOW + STEP);
});

it('[P5.5] an acceptance counts from when it was received, and its limits with it', async () => {
  await world.at(NOW + 60_000);
  await world.act('anna', 'offer.accept', NOW + 1_000);
  expect((await world.orderNow()).job.acceptedAt).toBe(NOW + 60_000);
});
