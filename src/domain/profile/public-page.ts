// A helper's own page, for whoever has its address: what helps to choose, and nothing that tells where
// they live, how to reach them, or when they are at somebody else's.
import { startTimesOn, instantsOf, wallAt } from '../booking/visit-time.ts';
import type { Ms } from '../brand.ts';
import { isFree, type Visit } from '../matching/availability.ts';
import type { Provider } from '../matching/provider.ts';
import { nextDay, spansOn, worksAt } from '../matching/works-at.ts';
import type { ProviderRole } from '../order/job.ts';
import { MARKET_POLICY, type Market, type VisitHours } from '../policy/policy.ts';
import type { PublicReview } from './review.ts';
import type { SkillSettings } from './skill-requests.ts';
import { AT_ALL_TIMES } from './work-plan.ts';

/** Answer of `GET /api/p/:handle`. */
export interface PublicPage {
  handle: string;
  /** For asking for them in a booking. */
  id: string;
  firstName: string;
  /** Of the last name, with its dot; empty where there is none. */
  initial: string;
  role: ProviderRole;
  company: string;
  market: Market;
  city: string;
  bio: string;
  languages: string[];
  skills: SkillSettings['skills'];
  stars: { mean: number; count: number } | null;
  hasPhoto: boolean;
  reviews: PublicReview[];
  /** `YYYY-MM-DD`: days on which a visit of an hour would fit in. */
  freeDays: string[];
}

export const PAGE_POLICY = {
  freeDays: 5,
  daysAhead: 21,
  /** How long the visit is that would have to fit in. */
  visitMin: 60,
  reviews: 20,
  /** Fewer ratings say nothing about anybody yet. */
  fewestRatings: 3
} as const;

const HANDLE_LENGTH = 6;
/** No vowels, so that chance spells no word, and nothing that looks alike. */
const HANDLE_LETTERS = '23456789bcdfghjkmnpqrstvwxz';

/** @param random as many bytes as there is chance in it, at least 6 */
export function newHandle(name: string, random: Uint8Array): string {
  const first = firstNameOf(name)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^a-z]/g, '')
    .slice(0, 20);
  const chance = [...random.slice(0, HANDLE_LENGTH)].map(
    (byte) => HANDLE_LETTERS[byte % HANDLE_LETTERS.length]
  );
  return `${first || 'helfer'}-${chance.join('')}`;
}

export const isHandle = (text: string): boolean => /^[a-z]{1,20}-[2-9a-z]{6}$/.test(text);

/** Only of somebody who may be asked for at all. */
export function isListed({ vetted, active }: Pick<Provider, 'vetted' | 'active'>): boolean {
  return vetted && active;
}

interface Known {
  handle: string;
  reviews: readonly PublicReview[];
  promised: readonly Visit[];
  hasPhoto: boolean;
  /** When their market serves anybody. */
  hours: VisitHours;
  now: Ms;
}

export function publicPage(provider: Provider, known: Known): PublicPage {
  const { id, name, role, company, market, base, bio, languages = [], skills, stars } = provider;
  const { handle, reviews, promised, hasPhoto, hours, now } = known;
  const last = name.trim().split(/\s+/).slice(1).at(-1);
  return {
    ...{ handle, id, role, company, market, city: base.city, bio, languages, skills, hasPhoto },
    firstName: firstNameOf(name),
    initial: last ? `${[...last][0]!}.` : '',
    stars:
      stars.count >= PAGE_POLICY.fewestRatings
        ? { mean: stars.sum / stars.count, count: stars.count }
        : null,
    reviews: reviews.slice(0, PAGE_POLICY.reviews),
    freeDays: nextFreeDays(provider, promised, hours, now)
  };
}

/** Days and no times: which hour is taken, and where, is another customer's. */
export function nextFreeDays(
  { plan = AT_ALL_TIMES, market, base }: Pick<Provider, 'plan' | 'market' | 'base'>,
  promised: readonly Visit[],
  hours: VisitHours,
  now: Ms
): string[] {
  const { timeZone } = MARKET_POLICY[market];
  const { freeDays, daysAhead, visitMin } = PAGE_POLICY;
  // A visit that begins on a day ends on it; a day off costs no look at its times.
  const fits = (day: string) =>
    spansOn(plan, day, market).length > 0 &&
    startTimesOn(day, visitMin, timeZone, now, hours).some((time) => {
      const startsAt = instantsOf({ date: day, time }, timeZone)[0]!;
      const visit = { startsAt, durationMin: visitMin, lat: base.lat, lon: base.lon };
      return worksAt(plan, visit, market) && isFree(visit, promised);
    });
  const days: string[] = [];
  let day = wallAt(now, timeZone).date;
  for (let ahead = 0; ahead < daysAhead && days.length < freeDays; ahead += 1) {
    if (fits(day)) days.push(day);
    day = nextDay(day);
  }
  return days;
}

const firstNameOf = (name: string): string => name.trim().split(/\s+/)[0] ?? '';
