// How the demo providers are written down. All of them are invented; see demo-phone.ts for the
// numbers.
import type { Skill, SkillLevel } from '#domain/catalog/service-package.ts';
import { HOUR_MS, type Locale, type Market } from '#domain/policy/policy.ts';
import type { Provider } from '#domain/matching/provider.ts';
import { demoPhone } from '../demo-phone.ts';

export interface DemoCity {
  name: string;
  market: Market;
  /** The language of its providers: the app speaks German and English. */
  locale: Locale;
}

export type Skills = Partial<Record<Skill, SkillLevel>>;

interface Details {
  postcode: string;
  /** Of the postcode's district, not of a house. */
  at: [lat: number, lon: number];
  skills: Skills;
  /** Mean and number of ratings so far. */
  stars: [mean: number, count: number];
  radiusKm: number;
  bio: string;
  email?: string;
  /** Jobs given back or lapsed; about one in thirty where it is not said. */
  lost?: number;
  tests?: string[];
  papers?: string[];
  vetted?: boolean;
  active?: boolean;
  commissionBps?: number;
}

/**
 * The day on which those with no rating yet began; every rating stands for a bit more than a week
 * before it.
 */
const NEWEST_SINCE = Date.UTC(2026, 9, 1);
const PER_RATING_MS = 9 * 24 * HOUR_MS;

export const friend = (name: string, details: Details) => write('friend', name, '', details);
export const pro = (name: string, company: string, details: Details) =>
  write('pro', name, company, details);

export type InCity = (city: DemoCity, place: number) => Provider;

function write(role: Provider['role'], name: string, company: string, details: Details): InCity {
  const { postcode, at, skills, radiusKm, bio } = details;
  const [mean, count] = details.stars;
  const id = idOf(name);
  return (city, place) => ({
    _id: `provider:${id}`,
    type: 'provider',
    id,
    role,
    name,
    company,
    email: details.email ?? `${id}@example.org`,
    phone: demoPhone(city.name, place),
    locale: city.locale,
    market: city.market,
    base: { postcode, city: city.name, lat: at[0], lon: at[1] },
    radiusM: radiusKm * 1_000,
    skills: Object.entries(skills).map(([skill, level]) => ({ skill: skill as Skill, level })),
    tests: details.tests ?? ['basics'],
    papers: details.papers ?? (role === 'pro' ? ['tradeLicence', 'subcontractorContract'] : []),
    vetted: details.vetted ?? true,
    active: details.active ?? true,
    stars: { sum: Math.round(mean * count), count },
    reliability: {
      kept: Math.round(count * 1.3),
      lost: details.lost ?? Math.round(count / 30)
    },
    commissionBps: details.commissionBps ?? null,
    bio,
    since: NEWEST_SINCE - count * PER_RATING_MS
  });
}

/** Providers of one city, numbered from 1 as they are written. */
export function inCity(city: DemoCity, ...people: InCity[]): Provider[] {
  return people.map((person, index) => person(city, index + 1));
}

/** `Jana Häberle` → `jana-haeberle`: becomes part of an address and of a database's name. */
export function idOf(name: string): string {
  const german: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };
  return name
    .toLowerCase()
    .replace(/[äöüß]/g, (letter) => german[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-');
}
