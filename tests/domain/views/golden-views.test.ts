import { describe, expect, it } from 'vitest';
import { advanceOrder } from '#domain/order/advance-order.ts';
import { newAssignment, type Assignment } from '#domain/order/assignment/assignment.ts';
import type { Job } from '#domain/order/job.ts';
import { JOB_STATES } from '#domain/order/job-states.ts';
import type { HistoryEntry, Order } from '#domain/order/order.ts';
import { customerViewOf, orderNumber, signedView } from '#domain/order/views/customer-view.ts';
import { journeyOf, phaseOf } from '#domain/order/views/journey.ts';
import { escalationsOf, noticesOf, refusalId } from '#domain/order/views/notices.ts';
import { cancelOfferOf, waitingOrderOf } from '#domain/order/views/support-view.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { aFullJob } from '../../support/a-full-job.ts';
import { anOfferedOrder, anOrder, anOrderAfter, NOW } from '../../support/builders.ts';
import { moments } from '../../support/moments.ts';
import { aPaper, withHeld } from '../../support/papers.ts';

const AT = NOW + 2 * HOUR_MS;
const STARTS_AT = NOW + 48 * HOUR_MS;
const withJob = (order: Order, fields: Partial<Job>): Order => ({
  ...order,
  job: { ...order.job, ...fields }
});
const STARS = { mean: 4.8, count: 20 };
const view = (order: Order, now = AT) => customerViewOf(order, now, STARS);

type Change = Job['appointmentChanges'][number];
const WAITING: Change = {
  ...{ action: 'w', from: STARTS_AT, startsAt: NOW + 96 * HOUR_MS, customerWish: 'am Freitag' },
  ...({ confirmedBy: 'link', at: NOW, state: 'waiting' } as const)
};
const REJECTED: Change = {
  ...WAITING,
  action: 'r',
  startsAt: NOW + 99 * HOUR_MS,
  state: 'rejected'
};

describe('what the customer’s page says, written out', () => {
  it('[R11.3, R7.2, R27.4] of a visit that is arranged while a new time waits', () => {
    const order = withJob(anOrderAfter('customer.contacted'), {
      appointmentChanges: [REJECTED, WAITING],
      provider: { id: 'anna', name: '  Anna Maria Muster', role: 'pro' }
    });
    expect(moments(view({ ...order, generation: 7 }))).toEqual({
      appointment: { durationMin: 60, startsAt: '+48:00', timeZone: 'Europe/Zurich' },
      appointmentChange: {
        askedAt: '+0:00',
        canAgree: true,
        from: '+48:00',
        startsAt: '+96:00',
        wish: 'am Freitag'
      },
      at: '+2:00',
      canRate: false,
      cancel: {
        feeMinor: 0,
        isFreeUntil: '+24:00',
        isPossible: true,
        tiers: [
          { feeMinor: 1750, from: '+24:00' },
          { feeMinor: 3500, from: '+45:00' }
        ]
      },
      cancellation: null,
      etaAt: null,
      failure: null,
      generation: 7,
      invoice: null,
      journey: [
        { at: '+0:00', state: 'done', station: 'booked' },
        { at: '+0:01', state: 'done', station: 'found' },
        { at: '+1:00', state: 'done', station: 'arranged' },
        { at: null, state: 'current', station: 'confirmed' },
        { at: null, state: 'later', station: 'travelling' },
        { at: null, state: 'later', station: 'working' },
        { at: null, state: 'later', station: 'completed' }
      ],
      locale: 'de',
      market: 'CH',
      number: 'ORDER1',
      payment: 'invoice',
      phase: 'arranged',
      place: { city: 'Basel', houseNumber: '12', postcode: '4051', street: 'Steinenvorstadt' },
      price: {
        currency: 'CHF',
        isFinal: false,
        isHeld: false,
        lines: [
          {
            amountMinor: 7900,
            kind: 'service',
            quantity: 1,
            title: { de: 'WLAN einrichten', en: 'Set up Wi-Fi' }
          },
          {
            amountMinor: 490,
            kind: 'guarantee',
            quantity: 1,
            title: { de: 'Happiness Garantie', en: 'Happiness guarantee' }
          }
        ],
        totalMinor: 8390
      },
      provider: { firstName: 'Anna', role: 'pro', stars: { count: 20, mean: 4.8 } },
      rating: null,
      service: { durationMin: 60, title: { de: 'WLAN einrichten', en: 'Set up Wi-Fi' } },
      signed: null
    });
  });

  it('[R15.3, R15.22, R16.1] of a visit that was signed', () => {
    const order = anOrderAfter('job.complete');
    const { signed, rating, canRate, price, phase, invoice } = view(order);
    expect(moments({ signed, rating, canRate, price, phase, invoice })).toEqual({
      canRate: true,
      invoice: null,
      phase: 'completed',
      price: {
        currency: 'CHF',
        isFinal: true,
        isHeld: false,
        lines: [
          {
            amountMinor: 7900,
            kind: 'service',
            quantity: 1,
            title: { de: 'WLAN einrichten', en: 'Set up Wi-Fi' }
          },
          {
            amountMinor: 490,
            kind: 'guarantee',
            quantity: 1,
            title: { de: 'Happiness Garantie', en: 'Happiness guarantee' }
          }
        ],
        totalMinor: 8390
      },
      rating: null,
      signed: {
        at: '+49:00',
        by: 'Rosa Keller',
        code: '0000-0000',
        hash: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
        lines: [
          { amountMinor: 7900, quantity: 1, title: 'WLAN einrichten', vatBps: 0 },
          { amountMinor: 490, quantity: 1, title: 'Happiness Garantie', vatBps: 810 }
        ],
        totalMinor: 8390,
        vat: [
          { bps: 810, grossMinor: 490, netMinor: 453, vatMinor: 37 },
          { bps: 0, grossMinor: 7900, netMinor: 7900, vatMinor: 0 }
        ]
      }
    });
    const rated = withJob(order, {
      rating: { stars: 4, words: 'gut', at: NOW },
      billing: { ...order.job.billing, state: 'billed', invoiceNumber: 'CH-2026-000007' }
    });
    expect(view(rated)).toMatchObject({
      rating: { stars: 4, words: 'gut', at: NOW },
      canRate: false,
      invoice: { number: 'CH-2026-000007' }
    });
  });

  const failure = (cause: 'customerAbsent' | 'notSolvable'): Partial<Job> => ({
    state: 'failed',
    failure: { at: AT, cause, note: 'zu' }
  });
  const cancellation = (payer: 'customer' | 'platform' | 'nobody', feeMinor: number) =>
    ({
      state: 'cancelled',
      cancellation: { at: AT, by: 'support', reason: 'x', payer, feeMinor }
    }) as const;

  it.each<[string, Partial<Job>, unknown]>([
    [
      'runs',
      {},
      { total: 16_360, isFinal: false, isHeld: false, cancellation: null, failure: null }
    ],
    [
      'failed through the customer',
      failure('customerAbsent'),
      { total: 3500, isFinal: true, isHeld: false, cancellation: null, failure: { at: AT } }
    ],
    [
      'failed through nobody',
      failure('notSolvable'),
      { total: 0, isFinal: true, isHeld: false, cancellation: null, failure: { at: AT } }
    ],
    [
      'was cancelled late by the customer',
      cancellation('customer', 1750),
      {
        ...{ total: 1750, isFinal: true, isHeld: false, failure: null },
        cancellation: { at: AT, by: 'support', feeMinor: 1750 }
      }
    ],
    [
      'was cancelled late by us',
      cancellation('platform', 1750),
      {
        ...{ total: 0, isFinal: true, isHeld: false, failure: null },
        cancellation: { at: AT, by: 'support', feeMinor: 0 }
      }
    ],
    [
      'was cancelled in time',
      cancellation('nobody', 0),
      {
        ...{ total: 0, isFinal: true, isHeld: false, failure: null },
        cancellation: { at: AT, by: 'support', feeMinor: 0 }
      }
    ],
    [
      'was cancelled, with the fee held',
      {
        ...cancellation('customer', 1750),
        billing: { state: 'held', invoiceNumber: null, totalMinor: null, payoutMinor: null }
      },
      {
        ...{ total: 1750, isFinal: false, isHeld: true, failure: null },
        cancellation: { at: AT, by: 'support', feeMinor: 1750 }
      }
    ],
    [
      'is held',
      {
        state: 'held',
        billing: { state: 'held', invoiceNumber: null, totalMinor: null, payoutMinor: null }
      },
      { total: 16_360, isFinal: false, isHeld: true, cancellation: null, failure: null }
    ]
  ])('[R15.12, R26.6, R27.13] the price of a visit that %s', (_title, fields, expected) => {
    const order = { ...anOrderAfter('offer.accept'), job: aFullJob('friend', fields) };
    const { price, cancellation: cancelled, failure: failed } = view(order);
    const { totalMinor: total, isFinal, isHeld } = price;
    expect({ total, isFinal, isHeld, cancellation: cancelled, failure: failed }).toEqual(expected);
    expect(price.lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(total);
  });

  it('[R11.1] the arrival time, only on the way', () => {
    const order = anOrderAfter('travel.start');
    expect(moments(view(order).etaAt)).toBe('+47:20');
    expect(view(anOrderAfter('visit.arrive')).etaAt).toBeNull();
    expect(view(withJob(order, { travel: null })).etaAt).toBeNull();
  });

  it('[R27.1, R27.2, R27.4] what cancelling costs, now and later', () => {
    expect(moments(view(anOfferedOrder()).cancel)).toEqual({
      ...{ isPossible: true, isFreeUntil: null, feeMinor: 0, tiers: [] }
    });
    const accepted = anOrderAfter('offer.accept');
    const free = STARTS_AT - 24 * HOUR_MS;
    const cancel = (now: number) => {
      const { isPossible, feeMinor } = view(accepted, now).cancel;
      return [isPossible, feeMinor];
    };
    expect([cancel(free), cancel(free + 1)]).toEqual([
      [true, 0],
      [false, 1750]
    ]);
    expect(view(accepted).cancel).toMatchObject({
      isFreeUntil: free,
      tiers: [
        { from: free, feeMinor: 1750 },
        { from: STARTS_AT - 3 * HOUR_MS, feeMinor: 3500 }
      ]
    });
  });

  it('[R7.5] a suggested time can be agreed to until it comes', () => {
    const order = withJob(anOrderAfter('customer.contacted'), { appointmentChanges: [WAITING] });
    const canAgree = (now: number) => view(order, now).appointmentChange?.canAgree;
    expect([canAgree(WAITING.startsAt - 1), canAgree(WAITING.startsAt)]).toEqual([true, false]);
  });

  it('[R6.4] of nobody where nobody has it, and no stars where there are too few', () => {
    expect(view(anOfferedOrder()).provider).toBeNull();
    const { provider } = customerViewOf(anOrderAfter('offer.accept'), AT, null);
    expect(provider).toEqual({ firstName: 'Anna', role: 'friend', stars: null });
    const nameless = withJob(anOrderAfter('offer.accept'), {
      provider: { id: 'a', name: '', role: 'friend' }
    });
    expect(view(nameless).provider?.firstName).toBe('');
  });

  it('is under a number that can be read aloud', () => {
    expect(orderNumber('01jabcdefghijklm')).toBe('EFGHIJKLM'.slice(1));
    expect(signedView({ completion: null })).toBeNull();
  });

  it('[R11.3] the phase and the stations in every state', () => {
    const order = withJob(anOrderAfter('job.complete'), {});
    const letters = (state: (typeof JOB_STATES)[number], fields: Partial<Job> = {}) =>
      `${phaseOf({ state })} ${journeyOf(withJob(order, { state, ...fields }))
        .map((step) => ({ done: 'd', current: 'C', later: '-' })[step.state])
        .join('')}`;
    expect(JOB_STATES.map((state) => `${state}: ${letters(state)}`)).toEqual([
      'requested: searching dC-----',
      'offered: searching dC-----',
      'unplaced: searching dC-----',
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
    const steps = journeyOf(withJob(order, { state: 'accepted' }));
    expect(moments(steps.map(({ station, at }) => [station, at]))).toEqual([
      ['booked', '+0:00'],
      ['found', '+0:01'],
      ['arranged', '+1:00'],
      ['confirmed', null],
      ['travelling', null],
      ['working', null],
      ['completed', null]
    ]);
    expect(moments(journeyOf(order).map(({ at }) => at))).toEqual([
      ...['+0:00', '+0:01', '+1:00', '+30:00', '+47:00', '+48:00', '+49:00']
    ]);
  });
});

describe('what support’s lists say, written out', () => {
  it('[R5.9] of an order that waits', () => {
    expect(moments(waitingOrderOf(withJob(anOfferedOrder(), { state: 'unplaced' })))).toEqual({
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
    return states.map((state) => ({ ...offer!, state, step: state === 'waiting' ? null : 0 }));
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
    expect(waitingOrderOf(order)).toMatchObject({
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

describe('who is told what, written out', () => {
  const entry = (what: HistoryEntry['what'], at: number, fields: Partial<HistoryEntry> = {}) =>
    ({ at, by: { type: 'clock' }, what, from: 'contacted', to: 'contacted', ...fields }) as const;
  const order = anOrderAfter('offer.accept');
  const end = (why: NonNullable<Assignment['ended']>['why'], at = AT) => ({
    ...{ at, why, limitAt: null, job: order.job }
  });
  const assigned = (provider: string, fields: Partial<Assignment> = {}) => ({
    ...newAssignment(provider, NOW),
    ...fields
  });

  it('[R8.1] reminders of the call', () => {
    const reminded = advanceOrder(order, NOW + 11.5 * HOUR_MS);
    expect(noticesOf(reminded)).toEqual([
      {
        id: `contact.remind:order1:${NOW + 60_000}:1`,
        ...{ provider: 'anna', kind: 'contact.remind', at: NOW + 60_000 + 6 * HOUR_MS }
      },
      {
        id: `contact.remind:order1:${NOW + 60_000}:2`,
        ...{ provider: 'anna', kind: 'contact.remind', at: NOW + 60_000 + 11 * HOUR_MS }
      }
    ]);
    expect(noticesOf(withJob(reminded, { provider: null }))).toEqual([]);
    expect(noticesOf(withJob(reminded, { acceptedAt: null }))).toEqual([]);
    expect(noticesOf({ ...reminded, assignments: [] })).toEqual([]);
  });

  it.each([
    ['contact.lapsed', 'contact.lapsed'],
    ['confirm.lapsed', 'confirm.lapsed'],
    ['cancelled', 'order.cancelled'],
    ['givenBack', null]
  ] as const)('[R8.4, R9.2, R27.12] the end of an assignment: %s', (why, kind) => {
    const ended = { ...order, assignments: [assigned('anna', { ended: end(why) })] };
    const expected = { id: `${kind}:order1:0.0`, provider: 'anna', kind, at: AT };
    expect(noticesOf(ended)).toEqual(kind ? [expected] : []);
  });

  it('[R9.20] nothing of an end that was undone', () => {
    const undone = { at: NOW, why: 'contact.lapsed', limitAt: NOW, reopenedAt: AT } as const;
    const back = { ...order, assignments: [assigned('anna', { reopened: [undone] })] };
    expect(noticesOf(back)).toEqual([]);
    expect(escalationsOf(back)).toEqual([
      {
        ...{ id: 'contact.lapsed:order1:0.0', kind: 'contact.lapsed', provider: 'anna' },
        ...{ at: NOW, resolution: 'proof.honoured' }
      }
    ]);
  });

  it('[R7.14] the customer’s answers, to whoever has the job', () => {
    const history = [
      entry('order.book', NOW),
      entry('offer.accept', NOW + 1),
      entry('appointment.agree', NOW + 2),
      entry('offer.accept', NOW + 3),
      entry('appointment.agree', NOW + 4),
      entry('appointment.reject', NOW + 5),
      entry('appointment.change', NOW + 6)
    ];
    expect(noticesOf({ ...order, history })).toEqual([
      {
        ...{ id: 'appointment.agreed:order1:4', provider: 'anna', kind: 'appointment.agreed' },
        at: NOW + 4
      },
      {
        ...{ id: 'appointment.rejected:order1:5', provider: 'anna', kind: 'appointment.rejected' },
        at: NOW + 5
      }
    ]);
    expect(noticesOf({ ...withJob(order, { provider: null }), history })).toEqual([]);
  });

  it('[R8.4, R9.2] support: of every missed limit', () => {
    const missed = {
      ...order,
      assignments: [
        assigned('anna', { ended: end('contact.lapsed') }),
        assigned('berta', { ended: end('confirm.lapsed', AT + 1) }),
        assigned('carla', { ended: end('givenBack') }),
        assigned('dora', { ended: end('cancelled') })
      ]
    };
    expect(escalationsOf(missed)).toEqual([
      {
        ...{ id: 'contact.lapsed:order1:0.0', kind: 'contact.lapsed', provider: 'anna', at: AT },
        resolution: null
      },
      {
        ...{ id: 'confirm.lapsed:order1:1.0', kind: 'confirm.lapsed', provider: 'berta' },
        ...{ at: AT + 1, resolution: null }
      }
    ]);
  });

  it.each<[string, HistoryEntry[], (string | null)[]]>([
    ['nobody has come', [], [null]],
    ['somebody took it', [entry('offer.accept', AT + 1)], ['order.taken']],
    ['a proof brought it back', [entry('assignment.reopen', AT + 1)], ['proof.honoured']],
    [
      'somebody took it before a proof came',
      [entry('offer.accept', AT + 1), entry('assignment.reopen', AT + 2)],
      ['order.taken']
    ],
    ['something else happened', [entry('note.add', AT + 1)], [null]],
    [
      'it was lost again',
      [
        entry('offer.accept', AT + 1),
        entry('order.unplace', AT + 2, { from: 'offered', to: 'unplaced' })
      ],
      ['order.taken', null]
    ],
    ['it stays so', [entry('contact.remove', AT + 1, { from: 'unplaced', to: 'unplaced' })], [null]]
  ])('[R5.9, R5.10] support: of an order that nobody took, when %s', (_title, later, expected) => {
    const unplace = entry('order.unplace', AT, { from: 'offered', to: 'unplaced' });
    // Taken before: that says nothing of the search that came after.
    const history = [entry('offer.accept', NOW), unplace, ...later];
    const escalations = escalationsOf({ ...order, history });
    expect(escalations.map(({ resolution }) => resolution)).toEqual(expected);
    expect(escalations[0]).toMatchObject({
      ...{ id: 'unplaced:order1:1', kind: 'unplaced', provider: null, at: AT }
    });
  });

  it('[V1.1, V1.2, R15.16] support: of visits that were missed, not finished or not signed', () => {
    const history = [entry('visit.miss', NOW), entry('visit.overrun', AT), entry('note.add', AT)];
    const refusal = aPaper({ action: 'x', kind: 'refusal', at: AT + 1 });
    const all = withHeld({ ...order, history }, 'anna', aPaper(), refusal);
    const of = { provider: 'anna', resolution: null };
    expect(escalationsOf(all)).toEqual([
      { id: 'visit.missed:order1:0', kind: 'visit.missed', at: NOW, ...of },
      { id: 'visit.unfinished:order1:1', kind: 'visit.unfinished', at: AT, ...of },
      { id: 'signature.refused:order1:x', kind: 'signature.refused', at: AT + 1, ...of }
    ]);
    const nobodys = escalationsOf(withJob(all, { provider: null }));
    expect(nobodys.map(({ provider }) => provider)).toEqual([null, null, 'anna']);
    expect(refusalId({ _id: 'o' }, 'a')).toBe('signature.refused:o:a');
  });
});
