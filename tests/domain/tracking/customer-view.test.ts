import { describe, expect, it } from 'vitest';
import { judge } from '../../support/judge.ts';
import { aPaper, withHeld } from '../../support/papers.ts';
import { withoutContact } from '#domain/order/contact-data.ts';
import { JOB_STATES } from '#domain/order/job-states.ts';
import type { Order } from '#domain/order/order.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { customerViewOf } from '#domain/order/views/customer-view.ts';
import { journeyOf, phaseOf, STATIONS } from '#domain/order/views/journey.ts';
import { checkCode } from '#domain/order/signing/check-code.ts';
import {
  aCommand,
  anOfferedOrder,
  anOrder,
  anOrderAfter,
  NOW,
  RULES
} from '../../support/builders.ts';

const currentOf = (order: Order) =>
  journeyOf(order, NOW).find((step) => step.state === 'current')?.station ?? null;
const doneOf = (order: Order) =>
  journeyOf(order, NOW).filter((step) => step.state === 'done').length;

describe('[R11.3] the way of a visit as the customer sees it', () => {
  it.each([
    ['booked', anOrder(), 'searching', 'found', 1],
    ['offered', anOfferedOrder(), 'searching', 'found', 1],
    ['accepted', anOrderAfter('offer.accept'), 'found', 'arranged', 2],
    ['called', anOrderAfter('customer.contacted'), 'arranged', 'confirmed', 3],
    ['confirmed', anOrderAfter('appointment.confirm'), 'confirmed', 'travelling', 4],
    ['on the way', anOrderAfter('travel.start'), 'travelling', 'travelling', 4],
    ['arrived', anOrderAfter('visit.arrive'), 'working', 'working', 5],
    ['at work', anOrderAfter('work.start'), 'working', 'working', 5],
    ['signed', anOrderAfter('job.complete'), 'completed', null, 7]
  ] as const)(
    '%s: phase, present station and what is done',
    (_title, order, phase, current, done) => {
      expect(phaseOf(order.job, NOW)).toBe(phase);
      expect(currentOf(order)).toBe(current);
      expect(doneOf(order)).toBe(done);
    }
  );

  it.each(JOB_STATES)('%s: never more than one present station, done ones first', (state) => {
    const order = anOrderAfter('work.start');
    const states = journeyOf({ ...order, job: { ...order.job, state } }, NOW).map(
      (step) => step.state
    );
    expect(states.filter((each) => each === 'current').length).toBeLessThanOrEqual(1);
    expect(states.join(' ')).toMatch(/^(done ?)*(current ?)?(later ?)*$/);
    expect(states).toHaveLength(STATIONS.length);
  });
});

describe('what the customer may know', () => {
  const view = (order: Order, now = NOW) => customerViewOf(order, now, { mean: 4.8, count: 20 });

  it('[R6.4] is nothing internal', () => {
    const order = anOrderAfter('job.complete');
    const text = JSON.stringify(view(order));
    for (const word of [
      'Muster',
      'commission',
      'score',
      'offers',
      'rosa@',
      '555',
      'token1',
      'anna'
    ]) {
      expect(text, word).not.toContain(word);
    }
  });

  it('[R6.4] is a first name, role and stars of who comes', () => {
    expect(view(anOrderAfter('offer.accept')).provider).toEqual({
      firstName: 'Anna',
      role: 'friend',
      stars: { mean: 4.8, count: 20 }
    });
    expect(view(anOfferedOrder()).provider).toBeNull();
  });

  it('[R11.1] has an arrival time on the way only', () => {
    expect(view(anOrderAfter('travel.start')).etaAt).toBe(NOW + 47 * HOUR_MS + 20 * 60_000);
    expect(view(anOrderAfter('visit.arrive')).etaAt).toBeNull();
  });

  it('[R27.1, R27.2, R27.4] cancelling is free until 24 h before, and while nobody has the job', () => {
    const accepted = anOrderAfter('offer.accept');
    expect(view(accepted).cancel).toEqual({
      isPossible: true,
      isFreeUntil: NOW + 24 * HOUR_MS,
      willBeFreeUntil: NOW + 24 * HOUR_MS,
      feeMinor: 0,
      tiers: [
        { from: NOW + 24 * HOUR_MS, feeMinor: 1750 },
        { from: NOW + 45 * HOUR_MS, feeMinor: 3500 }
      ]
    });
    expect(view(accepted, NOW + 24 * HOUR_MS + 1).cancel.isPossible).toBe(false);
    expect(view(anOfferedOrder(), NOW + 40 * HOUR_MS).cancel).toMatchObject({
      isPossible: true,
      isFreeUntil: null
    });
    expect(view(anOrderAfter('work.start')).cancel.isPossible).toBe(false);
  });

  it('[R11.7] has what the provider wrote during the work, until contact data go', () => {
    const order = anOrderAfter('work.start');
    const told = { action: 'p', at: NOW, text: 'Der Router läuft.' };
    const working = { ...order, job: { ...order.job, progress: [told] } };
    expect(view(working).progress).toEqual([{ at: NOW, text: 'Der Router läuft.' }]);
    expect(view({ ...working, job: withoutContact(working.job) }).progress).toEqual([]);
  });

  it('[R7.2] a change that waits for the customer is shown', () => {
    const order = anOrderAfter('customer.contacted');
    const body = { startsAt: NOW + 80 * HOUR_MS, customerWish: 'abends', confirmedBy: 'link' };
    const command = aCommand('appointment.change', order.job, {
      body: body as never,
      at: NOW + HOUR_MS
    });
    const decision = judge(order, command, RULES);
    if (decision.outcome !== 'applied') throw new Error(decision.code);
    expect(view(decision.next).appointmentChange).toEqual({
      from: order.job.appointment.startsAt,
      startsAt: NOW + 80 * HOUR_MS,
      wish: 'abends',
      canAgree: true,
      askedAt: NOW + HOUR_MS
    });
  });

  it('[R15.22] what was signed is the statement itself, with a code to compare', () => {
    const order = anOrderAfter('job.complete');
    const { signed, price } = view(order);
    expect(signed).toMatchObject({ by: 'Rosa Keller', totalMinor: 8390, hash: 'A'.repeat(43) });
    expect(signed?.code).toBe(checkCode('A'.repeat(43)));
    expect(signed?.code).toBe('0000-0000');
    expect(price.isFinal).toBe(true);
  });

  it.each([
    ['customerAbsent', 3500, ['visitFee']],
    ['notSolvable', 0, []],
    ['providerPrevented', 0, []]
  ] as const)('[R26.6] a visit that failed by %s costs the customer %i', (cause, total, kinds) => {
    const order = anOrderAfter('work.start');
    const failure = { at: NOW, cause, note: '' };
    const { price } = view({ ...order, job: { ...order.job, state: 'failed', failure } });
    expect(price).toMatchObject({ totalMinor: total, isFinal: true });
    expect(price.lines.map((line) => line.kind)).toEqual(kinds);
  });

  it.each([['cancelled'], ['failed'], ['held']] as const)(
    '[R15.12] the bill that is held of a %s visit is not final: support looks at it first. What is billed is, whatever is held beside it',
    (state) => {
      const order = anOrderAfter('work.start');
      const failure = { at: NOW, cause: 'customerAbsent', note: '' } as const;
      const fee = { payer: 'customer', feeMinor: 1750 } as const;
      const cancellation = { at: NOW, by: 'support', reason: '', ...fee } as const;
      const ended = {
        cancelled: { state, cancellation },
        failed: { state, failure },
        held: { state, completion: anOrderAfter('job.complete').job.completion }
      }[state];
      const held = withHeld(order, 'anna', aPaper({ code: 'job.wrongState', body: {} }));
      const priceOf = (billed: 'due' | 'held' | 'billed') => {
        const billing = { ...order.job.billing, state: billed };
        return view({ ...held, job: { ...order.job, ...ended, billing } }).price;
      };
      expect(priceOf('held')).toMatchObject({ isFinal: false, isHeld: true });
      expect(priceOf('due')).toMatchObject({ isFinal: true, isHeld: false });
      expect(priceOf('billed')).toMatchObject({ isFinal: true, isHeld: false });
    }
  );

  it('[R16.1] rating is possible once, after completion', () => {
    expect(view(anOrderAfter('work.start')).canRate).toBe(false);
    const order = anOrderAfter('job.complete');
    expect(view(order).canRate).toBe(true);
    const command = aCommand('rating.give', order.job, { actor: { type: 'customer' } });
    const decision = judge(order, command, RULES);
    if (decision.outcome !== 'applied') throw new Error(decision.code);
    expect(view(decision.next)).toMatchObject({ canRate: false, rating: { stars: 5 } });
  });

  it('[R11.3] a failed or held visit shows its own stations only', () => {
    const order = anOrderAfter('work.start');
    const failed: Order = { ...order, job: { ...order.job, state: 'failed' } };
    expect(phaseOf(failed.job, NOW)).toBe('failed');
    expect(journeyOf(failed, NOW).at(-1)).toEqual({
      station: 'completed',
      state: 'later',
      at: null
    });
  });
});
