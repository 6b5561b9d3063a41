import { expect, it } from 'vitest';
import { rank } from '#domain/matching/ranking.ts';
import { newOffers } from '#domain/offer/new-offers.ts';
import { startRound } from '#domain/order/advance-order.ts';
import { offerDocument } from '../../../sync-server/projector/offer-document.ts';
import { anOrder, aPackage, aProvider, NOW } from '../../support/builders.ts';
import { theRules } from '../../support/market-rules.ts';

it('[R6.1, R6.2, R6.5, R6.6] an offer shows what, when, about where, for how much in all and for whom, and no word of the customer’s', () => {
  const order = anOrder({
    partner: {
      id: 'nordhall',
      name: 'Nordhall',
      brands: [],
      skill: 'wlan',
      level: 1,
      proOnly: false,
      tests: [],
      papers: []
    },
    pickup: {
      ...{ branch: 'Basel Freie Strasse', address: 'Freie Strasse 1' },
      ...{ openingHours: '9 bis 18', reference: 'NH-4711' }
    }
  });
  const ranked = rank(aProvider(), 'wlan', order.job.place, null);
  const sent = startRound(order, newOffers(order.job, [ranked]), NOW);
  const scope = [{ de: 'Router aufstellen', en: 'Set up the router' }];
  const catalog = {
    packageAt: () => aPackage({ scope }),
    productAt: () => undefined
  };
  const document = offerDocument(sent, sent.offers[0]!, {}, catalog);
  expect(document).toMatchObject({
    state: 'open',
    title: { de: 'WLAN einrichten' },
    scope,
    startsAt: order.job.appointment.startsAt,
    durationMin: 60,
    timeZone: 'Europe/Zurich',
    area: { postcode: '4051', city: 'Basel', lat: 47.55, lon: 7.59 },
    distanceM: 1_000,
    currency: 'CHF',
    priceMinor: 8390,
    earningsMinor: 6320,
    partner: 'Nordhall',
    pickup: { branch: 'Basel Freie Strasse', address: 'Freie Strasse 1' }
  });
  const text = JSON.stringify(document);
  for (const secret of [
    'Rosa',
    'Kein Empfang',
    '555 02',
    'rosa@',
    'Steinenvorstadt',
    '3. Stock',
    'NH-4711'
  ]) {
    expect(text).not.toContain(secret);
  }
});

it('[R6.1, R22.2] whoever is asked reads what the customer pays if they come', () => {
  const rules = {
    ...theRules({ guaranteeFeeMinor: { friend: 600, pro: 0 } }),
    version: 3
  };
  const catalog = { packageAt: () => aPackage(), productAt: () => undefined };
  const priceFor = (role: 'friend' | 'pro') => {
    const order = anOrder({ rules });
    const ranked = rank(aProvider({ role }), 'wlan', order.job.place, null);
    const sent = startRound(order, newOffers(order.job, [ranked], order.rules), NOW);
    return offerDocument(sent, sent.offers[0]!, {}, catalog).priceMinor;
  };
  expect([priceFor('friend'), priceFor('pro')]).toEqual([8_500, 7_900]);
});
