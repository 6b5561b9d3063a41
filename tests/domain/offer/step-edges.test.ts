import { describe, expect, it } from 'vitest';
import { commissionBpsOf, earningsMinor, newOffers } from '#domain/offer/new-offers.ts';
import {
  exclusiveStepMs,
  exclusiveUntil,
  isPersonalRound,
  lastStepEndsAt,
  nextStepAt,
  openNextStep
} from '#domain/offer/waterfall.ts';
import { withdrawOffers } from '#domain/offer/withdraw-offers.ts';
import { rank } from '#domain/matching/ranking.ts';
import type { Offer } from '#domain/order/order.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { aFullJob } from '../../support/a-full-job.ts';
import { anOrder, aProvider, NOW } from '../../support/builders.ts';

const MINUTE = 60_000;
const STEP = 2 * MINUTE;
const REACH = 10_000;
const { job } = anOrder();
const [BLANK] = newOffers(job, [rank(aProvider(), 'wlan', job.place, null)]);
const offer = (fields: Partial<Offer> = {}): Offer => ({ ...BLANK!, ...fields });
const open = (step: number, sentAt = NOW, fields: Partial<Offer> = {}) =>
  offer({ state: 'open', step, sentAt, ...fields });
const order = (offers: Offer[], personalProvider: string | null = null) => ({
  ...{ offers, personalProvider, job: { appointment: job.appointment } }
});

describe('a new offer, written out', () => {
  it('[R4.4, R6.1] carries rank, reasons, way and own earnings, and has reached nobody', () => {
    const pro = aProvider({ id: 'berta', name: 'Berta Frei', role: 'pro' });
    const ranked = [pro, aProvider()].map((each) => rank(each, 'wlan', job.place, null));
    const offers = newOffers(job, ranked);
    expect(offers[0]).toEqual({
      ...{ provider: 'berta', name: 'Berta Frei', role: 'pro', commissionBps: 1500, rank: 1 },
      ...{ score: ranked[0]!.score, reasons: ranked[0]!.reasons, distanceM: 1001 },
      ...{ earningsMinor: 6212, state: 'waiting', step: null, sentAt: null, seenAt: null }
    });
    expect(offers[1]).toMatchObject({
      ...{ provider: 'anna', rank: 2, commissionBps: 2000, earningsMinor: 6320 }
    });
  });

  it.each([
    ['friend', 'CH', null, 2000],
    ['pro', 'CH', null, 1500],
    ['friend', 'DE', null, 2000],
    ['pro', 'DE', null, 1500],
    ['pro', 'CH', 1200, 1200],
    ['friend', 'CH', 0, 0]
  ] as const)('[R20.1, R20.2] the commission of a %s in %s with %j', (role, market, own, bps) => {
    expect(commissionBpsOf({ role, market, commissionBps: own }, undefined)).toBe(bps);
  });

  it('[R6.1, R20.2] the earnings are by the terms of who is asked, not of the job', () => {
    const theirs = { ...job, terms: { ...job.terms, commissionBps: 9999 } };
    expect(earningsMinor(theirs, aProvider())).toBe(6320);
    expect(earningsMinor(theirs, aProvider({ role: 'pro' }))).toBe(6212);
    expect(earningsMinor(theirs, aProvider({ commissionBps: 1000 }))).toBe(7110);
    const full = aFullJob('pro', { soldProducts: [], addedPackages: [] });
    expect(earningsMinor(full, aProvider())).toBe(6320);
  });
});

describe('the steps of the waterfall, at their edges', () => {
  it.each([
    ['ordinary', false, 999, STEP],
    ['personal, long before', true, 99, 2 * HOUR_MS],
    ['personal, eight hours before', true, 8, 2 * HOUR_MS],
    ['personal, four hours before', true, 4, HOUR_MS],
    ['personal, eight minutes before', true, 8 / 60, STEP],
    ['personal, at once', true, 0, STEP]
  ])('[R2.2, R5.2] a step lasts as long as it may: %s', (_title, isPersonal, hours, expected) => {
    const startsAt = NOW + hours * HOUR_MS;
    expect(exclusiveStepMs({ isPersonal, sentAt: NOW, startsAt })).toBe(expected);
  });

  it('[R2.2] a share of the time is a whole number of milliseconds', () => {
    const startsAt = NOW + 4 * HOUR_MS + 3;
    expect(exclusiveStepMs({ isPersonal: true, sentAt: NOW, startsAt })).toBe(HOUR_MS);
  });

  it.each<[string, Offer[], number | null]>([
    ['nobody is left', [open(0)], null],
    ['nobody was asked', [], null],
    ['nobody was reached', [offer()], 0],
    ['all have declined', [open(0, NOW, { state: 'declined' }), offer()], 0],
    ['one has it open', [open(0), offer()], NOW + REACH + STEP],
    ['it was seen', [open(0, NOW, { seenAt: NOW + 5 }), offer()], NOW + 5 + STEP],
    [
      'it was seen in the last moment',
      [open(0, NOW, { seenAt: NOW + REACH }), offer()],
      NOW + REACH + STEP
    ],
    [
      'it was seen too late',
      [open(0, NOW, { seenAt: NOW + REACH + 1 }), offer()],
      NOW + REACH + STEP
    ],
    ['it was never sent', [open(0, NOW, { sentAt: null }), offer()], REACH + STEP],
    ['a later step runs', [open(0), open(1, NOW + 1000), offer()], NOW + 1000 + REACH + STEP],
    [
      'of two in a step one has seen it',
      [open(3, NOW), open(3, NOW, { seenAt: NOW + 1 }), offer()],
      NOW + 1 + STEP
    ],
    [
      'only an earlier one is still open',
      [open(0), open(1, NOW + 1000, { state: 'declined' }), offer()],
      NOW + 1000 + REACH + STEP
    ]
  ])('[R5.2, R5.4, R5.9] the next opens, when %s', (_title, offers, expected) => {
    expect(nextStepAt(order(offers))).toBe(expected);
  });

  it('[R2.1, R2.3, R2.4] only the first step is the personal one', () => {
    const first = order([open(0), offer({ provider: 'berta' })], 'anna');
    expect(isPersonalRound(first)).toBe(true);
    expect(isPersonalRound(order([open(0)], 'berta'))).toBe(false);
    expect(isPersonalRound(order([], 'anna'))).toBe(false);
    expect(isPersonalRound(order([open(0)]))).toBe(false);
    expect(lastStepEndsAt(first)).toBe(NOW + REACH + 2 * HOUR_MS);
    const second = order([open(0), open(1, NOW + 1)], 'anna');
    expect(lastStepEndsAt(second)).toBe(NOW + 1 + REACH + STEP);
    expect(lastStepEndsAt(order([offer()], 'anna'))).toBe(0);
  });

  it('[R5.1] an offer is exclusive as long as one alone was reached', () => {
    expect(exclusiveUntil(order([open(0), offer()]))).toBe(NOW + REACH + STEP);
    expect(exclusiveUntil(order([open(0), open(1)]))).toBeNull();
    expect(exclusiveUntil(order([offer()]))).toBeNull();
  });

  it('[R5.3] the steps widen, and the last width repeats', () => {
    let offers = Array.from({ length: 26 }, (_, index) => offer({ provider: `p${index}` }));
    const reached: number[] = [];
    for (let step = 0; step < 9; step += 1) {
      offers = openNextStep(offers, NOW + step);
      reached.push(offers.filter(({ state }) => state === 'open').length);
    }
    expect(reached).toEqual([1, 2, 3, 5, 7, 10, 15, 20, 25]);
    expect(offers[3]).toMatchObject({ state: 'open', step: 3, sentAt: NOW + 3 });
    expect(offers.at(-1)).toEqual(offer({ provider: 'p25' }));
  });

  it('[R5.3] who was reached stays as they are', () => {
    const declined = open(0, NOW, { state: 'declined' });
    const next = openNextStep([declined, offer({ provider: 'berta' })], NOW + 9);
    expect(next[0]).toBe(declined);
    expect(next[1]).toMatchObject({ state: 'open', step: 1, sentAt: NOW + 9 });
  });

  it('[R5.6] closing leaves what was answered and who has won', () => {
    const all = (['waiting', 'open', 'declined', 'withdrawn', 'accepted', 'lapsed'] as const).map(
      (state) => offer({ provider: state, state })
    );
    const states = (winner?: string) => withdrawOffers(all, winner).map(({ state }) => state);
    expect(states()).toEqual([
      ...['withdrawn', 'withdrawn', 'declined', 'withdrawn', 'accepted', 'lapsed']
    ]);
    expect(states('open')).toEqual([
      ...['withdrawn', 'open', 'declined', 'withdrawn', 'accepted', 'lapsed']
    ]);
  });
});
