import { describe, expect, it } from 'vitest';
import { cancelOfferOf, waitingOrderOf } from '#domain/order/views/support-view.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { anOfferedOrder, anOrder, anOrderAfter, NOW } from '../../../support/builders.ts';
import { moments } from '../../../support/moments.ts';
import { AT, STARTS_AT } from '../../../support/order-times.ts';
import { withJob } from '../../../support/with-job.ts';

describe('what support’s lists say, written out', () => {
  it('[R5.9] of an order that waits', () => {
    expect(moments(waitingOrderOf(withJob(anOfferedOrder(), { state: 'unplaced' }), AT))).toEqual({
      asked: 1,
      canReoffer: true,
      city: 'Basel',
      createdAt: '+0:00',
      declined: 0,
      id: 'order1',
      market: 'CH',
      number: 'ORDER1',
      postcode: '4051',
      reason: 'noAnswer',
      round: 1,
      startsAt: '+48:00',
      state: 'unplaced',
      timeZone: 'Europe/Zurich',
      title: { de: 'WLAN einrichten', en: 'Set up Wi-Fi' }
    });
  });

  const offers = (...states: ('open' | 'declined' | 'waiting')[]) => {
    const [offer] = anOfferedOrder().offers;
    return states.map((state, index) => {
      const step = state === 'waiting' ? null : 0;
      return { ...offer!, provider: `provider${index}`, state, step };
    });
  };

  it.each([
    ['requested', offers('declined'), 'notSentYet', 1, 1],
    ['offered', offers('open', 'waiting'), 'running', 1, 0],
    ['unplaced', [], 'nobodyFits', 0, 0],
    ['unplaced', offers('declined', 'declined'), 'allDeclined', 2, 2],
    ['unplaced', offers('declined', 'open'), 'noAnswer', 2, 1],
    ['unplaced', offers('waiting'), 'noAnswer', 0, 0],
    ['accepted', offers('declined'), 'allDeclined', 1, 1]
  ] as const)('[R5.9] %s, %j: %s', (state, each, reason, asked, declined) => {
    const order = { ...withJob(anOrder(), { state }), offers: [...each] };
    expect(waitingOrderOf(order, AT)).toMatchObject({
      ...{ reason, asked, declined, canReoffer: state === 'unplaced' }
    });
  });

  it('[R27.11] what cancelling costs, and whether it can be', () => {
    const { job } = anOrderAfter('offer.accept');
    expect(cancelOfferOf(job, STARTS_AT - HOUR_MS)).toEqual({ currency: 'CHF', feeMinor: 3500 });
    expect(cancelOfferOf(job, NOW)).toEqual({ currency: 'CHF', feeMinor: 0 });
    expect(cancelOfferOf({ ...job, state: 'completed' }, NOW)).toBeNull();
  });
});
