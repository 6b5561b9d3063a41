import { describe, expect, it } from 'vitest';
import { withDueAt } from '#domain/order/advance-order.ts';
import { applyToOrder } from '#domain/order/apply-to-order.ts';
import { newAssignment } from '#domain/order/assignment/assignment.ts';
import { asRemoved, contactEndsAt, withoutContact } from '#domain/order/contact-data.ts';
import type { Job } from '#domain/order/job.ts';
import type { Order, PaymentMethod } from '#domain/order/order.ts';
import { DAY_MS, HOUR_MS } from '#domain/policy/policy.ts';
import { aFullJob, FULL_RULES } from '../../support/a-full-job.ts';
import { anOrderAfter, NOW } from '../../support/builders.ts';
import { changes } from '../../support/moments.ts';
import { aPaper, withHeld } from '../../support/papers.ts';

const AT = NOW + 50 * HOUR_MS;
const withJob = (order: Order, fields: Partial<Job>): Order => ({
  ...order,
  job: { ...order.job, ...fields }
});
const billing = (state: Job['billing']['state']) => ({
  ...{ state, invoiceNumber: null, totalMinor: null, payoutMinor: null }
});

describe('contact data', () => {
  const done = anOrderAfter('job.complete');
  const END = done.job.completion!.at;
  const KEPT = 30 * DAY_MS;
  const billed = (fields: Partial<Job> = {}) =>
    withJob(done, { billing: billing('billed'), ...fields });
  const resolved = (order: Order, at: number | null) =>
    withHeld(order, 'berta', aPaper({ resolvedAt: at }));
  const failure = { at: AT, cause: 'notSolvable', note: 'x' } as const;
  const cancellation = {
    at: AT + 1,
    by: 'support',
    reason: 'x',
    payer: 'nobody',
    feeMinor: 0
  } as const;

  it.each<[string, Order, number | null]>([
    ['is completed and billed', billed(), END + KEPT],
    ['is completed, and its bill is due', done, null],
    ['is completed, and its bill is held', billed({ billing: billing('held') }), null],
    [
      'is completed, and what was held was resolved',
      resolved(billed({ billing: billing('held') }), END + 5),
      END + 5 + KEPT
    ],
    ['has an open paper', resolved(billed(), null), null],
    ['was resolved before it ended', resolved(billed(), END - 5), END + KEPT],
    ['was resolved after it ended', resolved(billed(), END + 5), END + 5 + KEPT],
    ['is held and not resolved', billed({ state: 'held' }), null],
    ['is held and resolved', resolved(billed({ state: 'held' }), 7), 7 + KEPT],
    ['has failed', billed({ state: 'failed', failure }), AT + KEPT],
    ['was cancelled', billed({ state: 'cancelled', cancellation }), AT + 1 + KEPT],
    ['was never taken', billed({ state: 'unplaced' }), NOW + 49 * HOUR_MS + KEPT],
    ['runs', billed({ state: 'working' }), null],
    ['has lost them', billed({ contactRemovedAt: 0 }), null],
    ['has no completion in it', billed({ completion: null }), null]
  ])(
    '[C2.1, C2.2, C2.3, C2.4, C2.6] end 30 days after an order that %s',
    (_title, order, expected) => {
      expect(contactEndsAt(order)).toBe(expected);
    }
  );

  const refusal = { at: AT, reason: 'zu teuer', action: 'r' };
  const full = aFullJob('friend', {
    ...{ failure, refusal, cancellation },
    rating: { stars: 4, words: 'gut', at: AT }
  });

  it('[C2.7, C2.8] leave a job field by field, and nothing else', () => {
    expect(changes(full, withoutContact(full))).toEqual({
      appointmentChanges: [
        {
          action: 'device-1:0000000003',
          at: '+2:00',
          confirmedBy: 'phone',
          customerWish: '',
          from: '+47:00',
          startsAt: '+48:00',
          state: 'agreed'
        }
      ],
      cancellation: { at: '+50:00:0.001', by: 'support', feeMinor: 0, payer: 'nobody', reason: '' },
      contacts: [{ agreed: '', at: '+1:00', reached: true, way: 'mail' }],
      customer: { company: '', email: '', locale: 'de', name: '', phone: '' },
      failure: { at: '+50:00', cause: 'notSolvable', note: '' },
      notes: [],
      photos: [
        {
          action: 'device-1:0000000010',
          at: '+48:24',
          caption: '',
          sha256: 'CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC',
          size: 1000,
          type: 'image/webp'
        },
        {
          action: 'device-1:0000000011',
          at: '+48:24',
          caption: '',
          sha256: 'DDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDD',
          size: 1001,
          type: 'image/webp'
        }
      ],
      place: {
        city: 'Basel',
        country: 'CH',
        hint: '',
        houseNumber: '',
        lat: 0,
        lon: 0,
        postcode: '4051',
        street: ''
      },
      problem: '',
      progress: [],
      rating: { at: '+50:00', stars: 4, words: '' },
      refusal: { action: 'r', at: '+50:00', reason: '' }
    });
    const bare = { ...full, failure: null, refusal: null, cancellation: null, rating: null };
    expect(withoutContact(bare)).toMatchObject({
      ...{ failure: null, refusal: null, cancellation: null, rating: null }
    });
  });

  it.each<[PaymentMethod, PaymentMethod]>([
    [
      { kind: 'directDebit', accountHolder: 'Rosa Keller', iban: 'CH93' },
      { kind: 'directDebit', accountHolder: '', iban: '' }
    ],
    [
      { kind: 'card', reference: 'card_1' },
      { kind: 'card', reference: '' }
    ],
    [{ kind: 'invoice' }, { kind: 'invoice' }]
  ])('[C2.7, C2.8] leave the account: %j', (payment, expected) => {
    const order = { ...withJob(done, { contactRemovedAt: AT }), payment };
    expect(asRemoved(order).payment).toEqual(expected);
    const kept = { ...done, payment };
    expect(asRemoved(kept)).toBe(kept);
  });

  it('[C2.7, C2.9, C2.10] leave every assignment that has ended, and come with no later word', () => {
    const ended = { at: AT, why: 'givenBack', limitAt: null, job: full } as const;
    const assignments = [{ ...newAssignment('anna', NOW), ended }, newAssignment('berta', NOW)];
    const order = { ...withJob(done, { contactRemovedAt: AT }), assignments };
    const cleared = asRemoved(order);
    expect(cleared.assignments[0]?.ended).toEqual({ ...ended, job: withoutContact(full) });
    expect(cleared.assignments[1]).toEqual(assignments[1]);
    expect(cleared.job).toEqual(withoutContact(order.job));
    const rate = { id: 'r', kind: 'rating.give', actor: { type: 'customer' }, at: AT } as const;
    const rated = applyToOrder(order, { ...rate, body: { stars: 3, words: 'Rosa' } }, FULL_RULES);
    expect(rated).toMatchObject({ next: { job: { rating: { stars: 3, words: '' } } } });
  });

  it('[C2.1] leave when they are due', () => {
    expect(withDueAt(billed()).dueAt).toBe(END + KEPT);
  });
});
