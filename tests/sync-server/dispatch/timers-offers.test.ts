import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TIME_POLICY, USUAL_RULES } from '#domain/policy/policy.ts';
import { anOrder, NOW } from '../../support/builders.ts';
import { openDispatchWorld, type DispatchWorld } from '../../support/dispatch-world.ts';
import { anOfferedOrderIn, aProcess, casesOf, fromInbox } from '../../support/order-work.ts';

const STEP = TIME_POLICY.offerStepMs;
const REACH = TIME_POLICY.offerReachMs;

let world: DispatchWorld;
beforeEach(async () => {
  world = await openDispatchWorld();
});
afterEach(() => world.close());

describe('the waterfall in time', () => {
  it('[R5.1, R5.3] shows the exclusive offer at once to the best alone, and to the others step by step', async () => {
    await anOfferedOrderIn(world.work);
    expect(await world.offerStates()).toEqual(['open', undefined, undefined]);
    expect(await fromInbox(world.store, 'anna', 'offer:order1')).toMatchObject({
      exclusiveUntil: NOW + REACH + STEP
    });
    await world.at(NOW + REACH + STEP - 1);
    expect(await world.offerStates()).toEqual(['open', undefined, undefined]);
    await world.at(NOW + REACH + STEP);
    expect(await world.offerStates()).toEqual(['open', 'open', undefined]);
    expect(await fromInbox(world.store, 'anna', 'offer:order1')).toMatchObject({
      exclusiveUntil: null
    });
    await world.at(NOW + 2 * (REACH + STEP));
    expect(await world.offerStates()).toEqual(['open', 'open', 'open']);
    await world.act('berta', 'offer.accept');
    expect(await world.offerStates()).toEqual(['taken', 'yours', 'taken']);
  });

  it('[R5.4] goes on to the next at once when the one who has it alone declines', async () => {
    await anOfferedOrderIn(world.work);
    await world.act('anna', 'offer.decline');
    await world.at(NOW + 1_000);
    expect(await world.offerStates()).toEqual(['declined', 'open', undefined]);
  });

  it('[R5.9] tells support once when nobody takes it, whichever process sees it', async () => {
    await anOfferedOrderIn(world.work);
    const other = await aProcess(world.store, world.clock);
    for (let step = 1; step <= 5; step += 1) {
      world.clock.set(NOW + step * (REACH + STEP));
      await Promise.all([world.work.timers.runDue(), other.timers.runDue()]);
    }
    expect((await world.orderNow()).job.state).toBe('unplaced');
    expect((await casesOf(world.store)).map(({ kind }) => kind)).toEqual(['unplaced']);
    expect((await world.act('carla', 'offer.accept'))?.outcome).toBe('applied');
  });

  it('[R5.10] closes that case with the reason when somebody accepts after all, and opens another when it is lost again', async () => {
    await anOfferedOrderIn(world.work);
    for (let step = 1; step <= 5; step += 1) await world.at(NOW + step * (REACH + STEP));
    const [told] = await casesOf(world.store);
    expect(told).toMatchObject({ kind: 'unplaced', state: 'open' });
    await world.act('carla', 'offer.accept');
    expect(await casesOf(world.store)).toMatchObject([
      { _id: told!._id, state: 'closed', closed: { reason: 'order.taken', by: '' } }
    ]);
    await world.act('carla', 'job.giveBack');
    for (let step = 6; step <= 12; step += 1) await world.at(NOW + step * (REACH + STEP));
    expect((await world.orderNow()).job.state).toBe('unplaced');
    expect((await casesOf(world.store)).map(({ state }) => state).sort()).toEqual([
      'closed',
      'open'
    ]);
  });

  it('[R5.16] leaves an order for which nobody qualifies with support', async () => {
    await anOfferedOrderIn(world.work, {
      place: { ...anOrder().job.place, lat: 52.5, lon: 13.4, city: 'Berlin' }
    });
    expect((await world.orderNow()).job.state).toBe('unplaced');
    expect((await casesOf(world.store)).map(({ kind }) => kind)).toEqual(['unplaced']);
  });

  it('[R2.1, R2.2] gives the provider whom the customer asked for two hours alone', async () => {
    await anOfferedOrderIn(world.work, { personalProvider: 'carla' });
    expect(await world.offerStates()).toEqual([undefined, undefined, 'open']);
    await world.at(NOW + REACH + USUAL_RULES.personalOfferMs - 1);
    expect(await world.offerStates()).toEqual([undefined, undefined, 'open']);
    await world.at(NOW + REACH + USUAL_RULES.personalOfferMs);
    expect(await world.offerStates()).toEqual(['open', undefined, 'open']);
  });
});
