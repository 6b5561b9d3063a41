import { describe, expect, it } from 'vitest';
import { bookingPrice } from '#domain/booking/booking-price.ts';
import { bookingCatalog } from '#domain/booking/booking-catalog.ts';
import { MARKETS, type Market } from '#domain/policy/policy.ts';
import type { PageRef } from '#domain/storefront/address.ts';
import { areaCode, areasOf, type Area } from '#domain/storefront/area.ts';
import { listedHelpers } from '#domain/storefront/cities.ts';
import type { StorefrontWorld } from '#domain/storefront/shop.ts';
import { servicesIn } from '#domain/storefront/services.ts';
import { sitemap } from '#domain/storefront/sitemap.ts';
import { allPages, storefrontAnswer } from '#domain/storefront/storefront-view.ts';
import { aPackage, aProvider } from '../../support/builders.ts';
import { THE_USUAL } from '../../support/market-rules.ts';

const SWISS: Area = { locale: 'de', market: 'CH' };
const TV = aPackage({
  ...{ _id: 'package:tv', id: 'tv', category: 'tv', skill: 'tv', level: 3 },
  ...{ title: { de: 'Fernseher anschließen' }, prices: { CH: 9900 } }
});
const WITHDRAWN = aPackage({
  ...{ _id: 'package:old', id: 'old', active: false, title: { de: 'Fax einrichten' } }
});
const basel = (fields = {}) => aProvider({ stars: { sum: 9, count: 2 }, ...fields });

function aWorld(fields: Partial<StorefrontWorld> = {}): StorefrontWorld {
  return {
    packages: [aPackage(), TV, WITHDRAWN],
    helpers: listedHelpers([basel()]),
    markets: MARKETS,
    priceOf: (service, market) => bookingPrice(service, market),
    mostRadiusKm: () => 200,
    ...fields
  };
}

function answerOf(ref: PageRef | undefined, world = aWorld(), area = SWISS) {
  const answer = storefrontAnswer(world, area, ref);
  if (answer.status === 301) throw new Error(`moved to ${answer.path}`);
  return answer;
}

describe('what is for sale', () => {
  it.each(MARKETS)('[W1.2] costs in %s what booking asks for', (market: Market) => {
    const world = aWorld();
    const shown = servicesIn(world, { locale: 'de', market });
    const offered = bookingCatalog(
      { version: '', termsVersion: '' },
      world.packages,
      THE_USUAL
    ).packages;
    const booked = offered.flatMap((each) => {
      const price = bookingPrice(each, market);
      return price ? [[each.id, price.totalMinor, price.currency]] : [];
    });
    expect(shown.map((each) => [each.id, each.totalMinor, each.currency])).toEqual(booked);
    expect(shown.every((each) => each.feeMinor > 0)).toBe(true);
  });

  it('is spelled as in the country, and in German where there is no translation', () => {
    const [, tv] = servicesIn(aWorld(), { locale: 'en', market: 'CH' });
    expect(tv?.title).toBe('Fernseher anschliessen');
  });

  it('[W1.3] names the same page in each language and market that has it', () => {
    const { view } = answerOf({ kind: 'package', skill: 'tv', id: 'tv' });
    expect(view.canonical).toBe('/de-ch/leistungen/tv/tv');
    expect(view.alternates.map(({ path }) => path)).toEqual([
      '/de-ch/leistungen/tv/tv',
      '/en-ch/services/tv/tv'
    ]);
    const oneMarket = aWorld({ markets: ['CH'] });
    const front = answerOf({ kind: 'front' }, oneMarket).view;
    expect(front.alternates.map(({ path }) => path)).toEqual(['/de-ch', '/en-ch']);
  });
});

describe('what is not there', () => {
  it('[W1.5] is gone where it was withdrawn, with what is like it', () => {
    const { status, view } = answerOf({ kind: 'package', skill: 'wlan', id: 'old' });
    expect(status).toBe(410);
    expect(view.page).toMatchObject({ kind: 'gone', title: 'Fax einrichten', elsewhere: [] });
    expect(view.categories[0]?.services.map(({ id }) => id)).toEqual(['wlan']);
  });

  it('[W1.5] is said to be sold in another country where it is', () => {
    const area = { locale: 'de', market: 'DE' } as const;
    const { status, view } = answerOf({ kind: 'package', skill: 'tv', id: 'tv' }, aWorld(), area);
    expect(status).toBe(410);
    expect(view.page).toMatchObject({ elsewhere: [{ market: 'CH', totalMinor: 9900 + 490 }] });
  });

  it('[W1.5] is missing where it never was: package, category, town, address, country', () => {
    const unknown: (PageRef | undefined)[] = [
      { kind: 'package', skill: 'wlan', id: 'nothing' },
      { kind: 'category', skill: 'audio' },
      { kind: 'city', slug: 'chur' },
      undefined
    ];
    for (const ref of unknown) {
      const { status, view } = answerOf(ref);
      expect([status, view.canonical, view.alternates]).toEqual([404, '', []]);
    }
    const onlyGermany = aWorld({ markets: ['DE'] });
    const { status, view } = answerOf({ kind: 'front' }, onlyGermany);
    expect([status, view.categories, view.cities]).toEqual([404, [], []]);
  });

  it('[W1.5] moves with its category', () => {
    const answer = storefrontAnswer(aWorld(), SWISS, { kind: 'package', skill: 'audio', id: 'tv' });
    expect(answer).toEqual({ status: 301, path: '/de-ch/leistungen/tv/tv' });
  });

  it('[W1.12] is nothing at all before anything is published or a country is open', () => {
    for (const world of [aWorld({ packages: [] }), aWorld({ markets: [] })]) {
      const { status, view } = answerOf({ kind: 'front' }, world);
      expect([status, view.categories]).toEqual([200, []]);
    }
  });
});

describe('towns', () => {
  const inTown = (city: string, fields = {}) =>
    aProvider({ base: { postcode: '1', city, lat: 47.5, lon: 7.6 }, ...fields });
  const citiesOf = (...helpers: Parameters<typeof listedHelpers>[0]) =>
    answerOf({ kind: 'front' }, aWorld({ helpers: listedHelpers(helpers) })).view.cities;

  it('[W1.6] are named where somebody who may be asked is at home, and nowhere else', () => {
    const cities = citiesOf(
      inTown('Zürich'),
      inTown('zürich '),
      inTown('Basel'),
      inTown('Olten', { vetted: false }),
      inTown('Chur', { active: false }),
      inTown('Berlin', { market: 'DE' })
    );
    expect(cities).toEqual([
      { slug: 'zuerich', name: 'Zürich', helpers: 2 },
      { slug: 'basel', name: 'Basel', helpers: 1 }
    ]);
  });

  it('[W1.6] offer what somebody who comes there can do', () => {
    const offeredIn = (
      helpers: Parameters<typeof listedHelpers>[0],
      rules: Partial<StorefrontWorld> = {}
    ) => {
      const world = aWorld({ helpers: listedHelpers(helpers), ...rules });
      const { page } = answerOf({ kind: 'city', slug: 'basel' }, world).view;
      return (
        page.kind === 'city' && page.categories.flatMap((each) => each.services.map((s) => s.id))
      );
    };
    const able = (level: 2 | 3, fields = {}) =>
      basel({ skills: [{ skill: 'tv', level }], ...fields });
    expect(offeredIn([basel()])).toEqual(['wlan']);
    expect(offeredIn([basel(), able(3)])).toEqual(['wlan', 'tv']);
    expect(offeredIn([basel(), able(2)])).toEqual(['wlan']);
    const far = { base: { postcode: '8001', city: 'Zürich', lat: 47.37, lon: 8.54 } };
    expect(offeredIn([basel(), able(3, { ...far, radiusM: 100_000 })])).toEqual(['wlan', 'tv']);
    expect(offeredIn([basel(), able(3, { ...far, radiusM: 20_000 })])).toEqual(['wlan']);
    const goesFar = [basel(), able(3, { ...far, radiusM: 100_000 })];
    expect(offeredIn(goesFar, { mostRadiusKm: () => 50 })).toEqual(['wlan']);
  });
});

describe('towns of one name in two countries', () => {
  const world = aWorld({ helpers: listedHelpers([basel(), basel({ market: 'DE' })]) });

  it('[W1.3] are two towns, and no page of one names the other', () => {
    const { view } = answerOf({ kind: 'city', slug: 'basel' }, world);
    expect(view.alternates.map(({ path }) => path)).toEqual([
      '/de-ch/orte/basel',
      '/en-ch/places/basel'
    ]);
    const towns = allPages(world).filter(({ ref }) => ref.kind === 'city');
    expect(towns.map(({ areas }) => areas.map(areaCode))).toEqual([
      ['de-de', 'en-de'],
      ['de-ch', 'en-ch']
    ]);
  });
});

describe('stars', () => {
  const starsOf = (helpers: Parameters<typeof listedHelpers>[0]) => {
    const { page } = answerOf({ kind: 'front' }, aWorld({ helpers: listedHelpers(helpers) })).view;
    return page.kind === 'front' ? page.stars : undefined;
  };

  it('[W1.7] are the mean of every rating in the market', () => {
    const german = basel({ market: 'DE', stars: { sum: 1, count: 1 } });
    expect(starsOf([basel(), basel({ stars: { sum: 16, count: 3 } }), german])).toEqual({
      ...{ mean: 5, count: 5 }
    });
  });

  it('[W1.7] are not spoken of where nobody was rated', () => {
    expect(starsOf([basel({ stars: { sum: 0, count: 0 } })])).toBeNull();
  });
});

describe('the site map', () => {
  it('[W1.10] names every page that answers, in each language and market, and no other', () => {
    const world = aWorld();
    const named = [...sitemap(world, 'https://mila.example').matchAll(/<loc>([^<]+)<\/loc>/g)].map(
      ([, url]) => url!.replace('https://mila.example', '')
    );
    expect(named).toContain('/de-ch/leistungen/wlan/wlan');
    expect(named).toContain('/en-de/services/wlan/wlan');
    expect(named).toContain('/de-ch/orte/basel');
    expect(named).not.toContain('/de-de/leistungen/tv/tv');
    expect(named.some((path) => path.includes('old'))).toBe(false);
    expect(new Set(named).size).toBe(named.length);
  });

  it('[W1.10] asks for the price of each package once in each area', () => {
    const packages = Array.from({ length: 20 }, (_, at) =>
      aPackage({ _id: `package:p${at}`, id: `p${at}` })
    );
    let asked = 0;
    const priceOf: StorefrontWorld['priceOf'] = (service, market) => {
      asked += 1;
      return bookingPrice(service, market);
    };
    const world = aWorld({ packages, priceOf });
    sitemap(world, 'https://mila.example');
    const once = packages.length * areasOf(MARKETS).length;
    expect(asked).toBe(once);
    answerOf({ kind: 'services' }, world);
    expect(asked).toBe(once);
  });
});
