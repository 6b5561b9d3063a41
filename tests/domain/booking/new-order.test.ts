import { describe, expect, it } from 'vitest';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { anOrder, aPackage } from '../../support/builders.ts';
import { moments } from '../../support/moments.ts';

describe('a new order, written out', () => {
  it('[R1.10, R24.1, R24.3] is requested and due at once', () => {
    expect(moments(anOrder())).toEqual({
      _id: 'order1',
      assignments: [],
      channel: 'web',
      countedEvents: [],
      createdAt: '+0:00',
      dueAt: 0,
      earlierOffers: [],
      generation: 1,
      history: [
        {
          at: '+0:00',
          by: { type: 'customer' },
          from: 'requested',
          to: 'requested',
          what: 'order.book'
        }
      ],
      job: {
        acceptedAt: null,
        addedPackages: [],
        agreedPrice: null,
        appointment: { durationMin: 60, startsAt: '+48:00', timeZone: 'Europe/Zurich' },
        appointmentChanges: [],
        arrivedAt: null,
        billing: { invoiceNumber: null, payoutMinor: null, state: 'none', totalMinor: null },
        cancellation: null,
        checked: {},
        checklist: [
          { id: 'wlan.router', phase: 'work', required: false, text: { de: 'Router platziert' } },
          { id: 'wlan.explain', phase: 'explain', required: true, text: { de: 'Gerät erklärt' } }
        ],
        completion: null,
        confirmedAt: null,
        contactedAt: null,
        contacts: [],
        customer: {
          company: '',
          email: 'rosa@example.org',
          locale: 'de',
          name: 'Rosa Keller',
          phone: '+41 61 555 02 02'
        },
        failure: null,
        handedOverAt: null,
        id: 'order1',
        market: 'CH',
        notes: [],
        partner: null,
        photos: [],
        pickedUpAt: null,
        pickup: null,
        place: {
          city: 'Basel',
          country: 'CH',
          hint: '3. Stock',
          houseNumber: '12',
          lat: 47.553,
          lon: 7.588,
          postcode: '4051',
          street: 'Steinenvorstadt'
        },
        problem: 'Kein Empfang im Keller',
        progress: [],
        provider: null,
        rating: null,
        refusal: null,
        service: {
          durationMin: 60,
          level: 2,
          packageId: 'wlan',
          packageVersion: 1,
          priceMinor: 7900,
          skill: 'wlan',
          title: { de: 'WLAN einrichten', en: 'Set up Wi-Fi' }
        },
        soldProducts: [],
        state: 'requested',
        terms: {
          cancelTiers: [
            { fromMs: 24 * HOUR_MS, shareBps: 5000 },
            { fromMs: 3 * HOUR_MS, shareBps: 10_000 }
          ],
          catalogVersion: '1',
          commissionBps: 2000,
          currency: 'CHF',
          guaranteeFeeMinor: 490,
          paymentTermDays: 14,
          termsVersion: '2026-01',
          vatBps: 810,
          visitFeeMinor: 3500
        },
        travel: null,
        workStartedAt: null
      },
      offers: [],
      payment: { kind: 'invoice' },
      personalProvider: null,
      requirement: {
        ...{ level: 2, papers: [], proOnly: false, skill: 'wlan', tests: [] },
        mostRadiusKm: 200
      },
      round: 0,
      rules: {
        version: 0,
        commissionBps: { friend: 2000, pro: 1500 },
        guaranteeFeeMinor: { friend: 490, pro: 490 },
        personalOfferMs: 2 * HOUR_MS
      },
      token: 'token1',
      type: 'order',
      verdicts: {}
    });
  });

  it('[R3.2, R3.3, R18.2] asks for what package and partner ask for', () => {
    const partner = {
      ...{ id: 'nordhall', name: 'Nordhall', brands: ['Wabe'], skill: 'tv', level: 5 },
      ...{ proOnly: true, tests: ['t'], papers: ['p'] }
    };
    const order = anOrder({ partner, personalProvider: 'anna', pickup: null, channel: 'partner' });
    expect(order.requirement).toEqual({
      ...{ skill: 'wlan', level: 2, proOnly: true, isPartners: true, tests: ['t'], papers: ['p'] },
      mostRadiusKm: 200
    });
    expect(order.job.partner).toEqual({ id: 'nordhall', name: 'Nordhall', brands: ['Wabe'] });
    expect(order).toMatchObject({ personalProvider: 'anna', channel: 'partner' });
    const proOnly = (service: boolean, partners: boolean) =>
      anOrder({
        service: aPackage({ proOnly: service }),
        partner: { ...partner, proOnly: partners }
      }).requirement.proOnly;
    expect([proOnly(true, false), proOnly(false, false)]).toEqual([true, false]);
    expect(anOrder({ service: aPackage({ proOnly: true }) }).requirement.proOnly).toBe(true);
  });

  it('[R1.9, R24.1] is none where the package is not sold', () => {
    const service = aPackage({ prices: { DE: 6900 } });
    expect(() => anOrder({ service })).toThrow('wlan is not sold in CH');
    const german = anOrder({ service, market: 'DE' });
    expect(german.job.terms).toMatchObject({
      ...{ currency: 'EUR', vatBps: 1900, commissionBps: 2000, guaranteeFeeMinor: 290 },
      ...{ visitFeeMinor: 2500, catalogVersion: '1', termsVersion: '2026-01' }
    });
    expect(german.job.appointment.timeZone).toBe('Europe/Berlin');
  });
});
