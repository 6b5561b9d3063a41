import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Action } from '#domain/protocol/action.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { aPaper, withHeld } from '../../support/papers.ts';
import { anAcceptedJob, AT, type AcceptedJob } from '../../support/accepted-job.ts';
import { anOrderAfter, NOW } from '../../support/builders.ts';
import { judgeAgain, verdictOn } from '../../support/order-work.ts';

let world: AcceptedJob;
beforeEach(async () => {
  world = await anAcceptedJob();
});
afterEach(() => world.close());

describe('actions without an order', () => {
  it('[P4.1, P4.2] sets profile and availability with their verdict, twice as well as once', async () => {
    const actions: Action[] = [
      await world.device.sign('profile.set', null, { radiusKm: 35, locale: 'en' }, AT),
      await world.device.sign('availability.set', null, { active: false }, AT)
    ];
    await world.sendAndJudge(actions);
    const provider = await world.store.people.get('provider:anna');
    expect(provider).toMatchObject({ radiusM: 35_000, locale: 'en', active: false });
    expect(await world.store.inbox('anna').get('profile')).toMatchObject({
      radiusKm: 35,
      active: false
    });
    for (const action of actions) {
      expect(await verdictOn(world.store, 'anna', action)).toMatchObject({ outcome: 'applied' });
    }
    await judgeAgain(world.store, world.work, 'anna');
    expect(await world.store.people.get('provider:anna')).toEqual(provider);
  });

  it('opens a case for a question to support', async () => {
    const ask = await world.device.sign(
      'support.ask',
      'order1',
      { subject: 'Router', text: '?' },
      AT
    );
    await world.sendAndJudge([ask]);
    expect(await verdictOn(world.store, 'anna', ask)).toMatchObject({ outcome: 'applied' });
    expect(await world.caseOf(ask)).toMatchObject({
      kind: 'support.ask',
      order: 'order1',
      code: null
    });
  });

  const nextVisit = { packageId: 'wlan', startsAt: NOW + 200 * HOUR_MS, note: 'Garten' };

  it('[R17.2] refuses a next visit before there is a finished one: nobody signed for anything', async () => {
    const request = await world.device.sign('booking.request', 'order1', nextVisit, AT);
    await world.sendAndJudge([request]);
    expect(await verdictOn(world.store, 'anna', request)).toMatchObject({
      outcome: 'refused',
      code: 'job.wrongState'
    });
    expect(await world.store.orders.withPrefix('order')).toHaveLength(1);
  });

  it.each([
    ['an earlier provider', 'berta', { outcome: 'refused', code: 'job.wrongState' }],
    ['this provider', 'anna', { outcome: 'applied', code: null }]
  ])('[R17.2] where a signed completion is held from %s', async (_whose, provider, verdict) => {
    const current = (await world.store.orders.get('order1'))!;
    await world.store.orders.put(withHeld(current, provider, aPaper({ at: AT })));
    const request = await world.device.sign('booking.request', 'order1', nextVisit, AT);
    await world.sendAndJudge([request]);
    expect(await verdictOn(world.store, 'anna', request)).toMatchObject(verdict);
  });

  it('[R17.1] books a next visit with the same provider, once', async () => {
    const { job } = anOrderAfter('job.complete');
    const current = (await world.store.orders.get('order1'))!;
    await world.store.orders.put({ ...current, job });
    const request = await world.device.sign('booking.request', 'order1', nextVisit, AT);
    await world.sendAndJudge([request]);
    await judgeAgain(world.store, world.work, 'anna');
    expect(await verdictOn(world.store, 'anna', request)).toMatchObject({ outcome: 'applied' });
    const orders = (await world.store.orders.withPrefix('')).filter(
      ({ _id }) => !_id.startsWith('_')
    );
    expect(orders).toHaveLength(2);
    expect(orders.find(({ _id }) => _id !== 'order1')).toMatchObject({
      personalProvider: 'anna',
      job: { state: 'requested', problem: 'Garten', customer: { name: 'Rosa Keller' } }
    });
  });
});
