import { describe, expect, it } from 'vitest';
import { JOB_STATES } from '#domain/order/job-states.ts';
import type { Job } from '#domain/order/job.ts';
import { journeyOf, phaseOf } from '#domain/order/views/journey.ts';
import { anOrderAfter } from '../../../support/builders.ts';
import { moments } from '../../../support/moments.ts';
import { AT } from '../../../support/order-times.ts';
import { withJob } from '../../../support/with-job.ts';

describe('what the customer’s page says, written out', () => {
  it('[R11.3] the phase and the stations in every state', () => {
    const order = withJob(anOrderAfter('job.complete'), {});
    const letters = (state: (typeof JOB_STATES)[number], fields: Partial<Job> = {}) =>
      `${phaseOf({ ...order.job, state }, AT)} ${journeyOf(withJob(order, { state, ...fields }), AT)
        .map((step) => ({ done: 'd', current: 'C', later: '-' })[step.state])
        .join('')}`;
    expect(JOB_STATES.map((state) => `${state}: ${letters(state)}`)).toEqual([
      'requested: searching dC-----',
      'offered: searching dC-----',
      'unplaced: unplaced dC-----',
      'accepted: found ddC----',
      'contacted: arranged dddC---',
      'confirmed: confirmed ddddC--',
      'travelling: travelling ddddC--',
      'arrived: working dddddC-',
      'working: working dddddC-',
      'completed: completed ddddddd',
      'held: review ddddddd',
      'failed: failed ddddddd',
      'cancelled: cancelled ddddddd'
    ]);
    // What was never reached is not done where the way is over.
    const early = { contactedAt: null, confirmedAt: null, travel: null, arrivedAt: null };
    expect(letters('cancelled', { ...early, completion: null })).toBe('cancelled dd-----');
    expect(letters('working', early)).toBe('working dddddC-');
    const steps = journeyOf(withJob(order, { state: 'accepted' }), AT);
    expect(moments(steps.map(({ station, at }) => [station, at]))).toEqual([
      ['booked', '+0:00'],
      ['found', '+0:01'],
      ['arranged', '+1:00'],
      ['confirmed', null],
      ['travelling', null],
      ['working', null],
      ['completed', null]
    ]);
    expect(moments(journeyOf(order, AT).map(({ at }) => at))).toEqual([
      ...['+0:00', '+0:01', '+1:00', '+30:00', '+47:00', '+48:00', '+49:00']
    ]);
  });
});
