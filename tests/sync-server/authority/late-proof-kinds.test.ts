import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Action } from '#domain/protocol/action.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { NOW } from '../../support/builders.ts';
import type { SignerDevice } from '../../support/device-signer.ts';
import { aJobToLose, CONFIRM_DUE, CONTACT_DUE, type LostJob } from '../../support/lost-job.ts';
import { casesOf, verdictOn } from '../../support/order-work.ts';

let world: LostJob;
beforeEach(async () => {
  world = await aJobToLose();
});
afterEach(() => world.store.close());

const call = (at: number, from = world.tablet) =>
  from.sign(
    'customer.contacted',
    'order1',
    { way: 'phone', reached: true, agreed: 'wie gebucht' },
    at
  );
const confirm = (at: number, from = world.phone) =>
  from.sign('appointment.confirm', 'order1', {}, at);

async function receive(action: Action, at: number, from: SignerDevice): Promise<Action> {
  await world.receive([action], at, from);
  return action;
}

const ended = async () => (await world.orderNow()).assignments.at(-1)!.ended;
const rounds = async () => (await world.orderNow()).round;
const cases = async () => (await casesOf(world.store)).map(({ kind, state }) => [kind, state]);

describe('a missed confirmation', () => {
  /** Anna has called the customer in time, has not confirmed, and is out of reach. */
  beforeEach(async () => {
    await receive(await call(NOW + HOUR_MS), NOW + HOUR_MS, world.tablet);
    await world.lapse(CONFIRM_DUE + 1);
    expect((await ended())?.why).toBe('confirm.lapsed');
  });

  it('[R9.10, R9.12] is not proved by a further call: it waits, and nothing else moves', async () => {
    const before = await world.orderNow();
    const late = await receive(await call(CONFIRM_DUE - HOUR_MS), CONFIRM_DUE + 2, world.tablet);
    expect(await verdictOn(world.store, 'anna', late)).toBeUndefined();
    await world.lapse(CONFIRM_DUE + 60_000);
    const { job, offers, assignments } = await world.orderNow();
    expect(job).toEqual(before.job);
    expect(offers).toEqual(before.offers);
    expect(assignments[0]!.pending).toHaveLength(1);
    expect(await rounds()).toBe(2);
    expect(await cases()).toEqual([['confirm.lapsed', 'open']]);
    const anna = await world.store.people.get('provider:anna');
    expect(anna).toMatchObject({ reliability: { lost: 1 } });
  });

  it('[R9.10] is proved by the confirmation, and the call that waited is on the job', async () => {
    const late = await receive(await call(CONFIRM_DUE - HOUR_MS), CONFIRM_DUE + 2, world.tablet);
    const proof = await confirm(CONFIRM_DUE - HOUR_MS / 2);
    await receive(proof, CONFIRM_DUE + 3, world.phone);
    const { job, verdicts } = await world.orderNow();
    expect(job).toMatchObject({ state: 'confirmed', contacts: [{}, { reached: true }] });
    for (const { _id } of [late, proof])
      expect(verdicts[_id]).toMatchObject({ outcome: 'applied' });
    expect(await cases()).toEqual([['confirm.lapsed', 'closed']]);
  });
});

describe('a visit that the customer moved before its confirmation was missed', () => {
  const move = (startsAt: number, confirmedBy: 'phone' | 'link', at: number) => {
    const body = { startsAt, customerWish: 'nächste Woche', confirmedBy };
    return world.tablet.sign('appointment.change', 'order1', body, at);
  };
  const NEXT_WEEK = NOW + 9 * 24 * HOUR_MS;
  beforeEach(async () => {
    await receive(await call(NOW + HOUR_MS), NOW + HOUR_MS, world.tablet);
    await world.lapse(CONFIRM_DUE + 1);
  });

  it('[R9.11] is Anna’s again at its new time, also where the call about it came first', async () => {
    const about = await call(CONFIRM_DUE - 2 * HOUR_MS);
    await receive(about, CONFIRM_DUE + 2, world.tablet);
    const moved = await move(NEXT_WEEK, 'phone', CONFIRM_DUE - HOUR_MS);
    await receive(moved, CONFIRM_DUE + 3, world.tablet);
    await world.lapse(CONFIRM_DUE + 60_000);
    const { job, verdicts } = await world.orderNow();
    expect(job).toMatchObject({
      state: 'contacted',
      provider: { id: 'anna' },
      appointment: { startsAt: NEXT_WEEK }
    });
    for (const { _id } of [about, moved])
      expect(verdicts[_id]).toMatchObject({ outcome: 'applied' });
  });

  it.each([
    ['where the customer has yet to agree by their link', NEXT_WEEK, 'link', -1],
    ['to a time whose confirmation was due by then', CONFIRM_DUE + 2 * HOUR_MS, 'phone', -1],
    ['where it was moved after the limit', NEXT_WEEK, 'phone', 1]
  ] as const)('[R9.11] stays with others %s, and the move waits', async (_, startsAt, by, at) => {
    const moved = await move(startsAt, by, CONFIRM_DUE + at);
    await receive(moved, CONFIRM_DUE + 2, world.tablet);
    const { job, assignments } = await world.orderNow();
    expect(job.provider).toBeNull();
    expect(assignments[0]!.pending).toMatchObject([{ command: { id: moved._id } }]);
    expect(await verdictOn(world.store, 'anna', moved)).toBeUndefined();
  });
});

describe('a visit so near that only its confirmation was missed', () => {
  /** The call may be made until after the visit has begun; nobody has called, nobody has confirmed. */
  beforeEach(async () => {
    await world.work.writer.change('order1', (order) => {
      const appointment = { ...order.job.appointment, startsAt: CONTACT_DUE - HOUR_MS };
      return { ...order, job: { ...order.job, appointment } };
    });
    await world.lapse(CONTACT_DUE - 4 * HOUR_MS + 1);
    expect(await ended()).toMatchObject({ why: 'confirm.lapsed', job: { state: 'accepted' } });
  });

  it('[R9.10] comes back by call and confirmation together, not by a call that leaves it missed', async () => {
    const late = await receive(await call(NOW + HOUR_MS), CONTACT_DUE - 3 * HOUR_MS, world.tablet);
    expect(await verdictOn(world.store, 'anna', late)).toBeUndefined();
    expect(await rounds()).toBe(2);
    const proof = await confirm(NOW + 2 * HOUR_MS);
    await receive(proof, CONTACT_DUE - 3 * HOUR_MS + 1, world.phone);
    expect((await world.orderNow()).job).toMatchObject({
      state: 'confirmed',
      provider: { id: 'anna' }
    });
  });
});

describe('a missed call', () => {
  it('[R9.9] is proved by a call that reached the customer', async () => {
    await world.lapse(CONTACT_DUE + 1);
    await receive(await call(NOW + HOUR_MS), CONTACT_DUE + HOUR_MS, world.tablet);
    expect((await world.orderNow()).job).toMatchObject({ state: 'contacted' });
  });
});

describe('what waited for a proof', () => {
  const wish = (startsAt: number, hours: number, from: SignerDevice) => {
    const body = { startsAt, customerWish: 'anders', confirmedBy: 'phone' } as const;
    return from.sign('appointment.change', 'order1', body, NOW + hours * HOUR_MS);
  };
  const [first, last] = [NOW + 60 * HOUR_MS, NOW + 72 * HOUR_MS];

  it.each([5, 3, 1])(
    '[R9.13, R9.14] is judged as it happened, whichever device was first to tell (proof at %i h)',
    async (hours) => {
      await world.lapse(CONTACT_DUE + 1);
      const at = CONTACT_DUE + HOUR_MS;
      await receive(await wish(last, 4, world.tablet), at, world.tablet);
      await receive(await wish(first, 2, world.phone), at + 1, world.phone);
      const proof = await call(NOW + hours * HOUR_MS, world.laptop);
      await receive(proof, at + 2, world.laptop);
      const { job } = await world.orderNow();
      expect(job.appointment.startsAt).toBe(last);
      expect(job.appointmentChanges.map(({ startsAt }) => startsAt)).toEqual([first, last]);
    }
  );
});
