import { describe, expect, it } from 'vitest';
import type { Job } from '#domain/order/job.ts';
import { orderNumber } from '#domain/order/order-number.ts';
import { customerViewOf, signedView } from '#domain/order/views/customer-view.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { anOfferedOrder, anOrderAfter, NOW } from '../../../support/builders.ts';
import { view } from '../../../support/customer-page.ts';
import { moments } from '../../../support/moments.ts';
import { AT, STARTS_AT } from '../../../support/order-times.ts';
import { withJob } from '../../../support/with-job.ts';

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
        ],
        willBeFreeUntil: '+24:00'
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
      paymentTermDays: 14,
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
            title: { de: 'Happiness-Garantie', en: 'Happiness guarantee' }
          }
        ],
        totalMinor: 8390
      },
      progress: [],
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
            title: { de: 'Happiness-Garantie', en: 'Happiness guarantee' }
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
          { amountMinor: 490, quantity: 1, title: 'Happiness-Garantie', vatBps: 810 }
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

  it('[R11.1] the arrival time, only on the way', () => {
    const order = anOrderAfter('travel.start');
    expect(moments(view(order).etaAt)).toBe('+47:20');
    expect(view(anOrderAfter('visit.arrive')).etaAt).toBeNull();
    expect(view(withJob(order, { travel: null })).etaAt).toBeNull();
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
});
