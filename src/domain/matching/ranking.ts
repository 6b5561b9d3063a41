// R4: the higher the rating and the skill level, the more requests. The score is a sum of
// explainable parts:
// 1. stars count as a Bayesian mean, so one job with five stars does not beat fifty at 4.8;
// 2. each part is 0…1 times its weight, stored with the offer and shown to the provider;
// 3. a newcomer's bonus keeps new providers from starving; it fades with their first jobs.
import type { ProviderId } from '../brand.ts';
import { SKILL_LEVELS } from '../catalog/service-package.ts';
import { MATCHING_POLICY, RANK_WEIGHTS, STARS } from '../policy/policy.ts';
import { distanceM, type Point } from './distance.ts';
import type { Provider } from './provider.ts';

export const RANK_FACTORS = [
  'stars',
  'skillLevel',
  'distance',
  'reliability',
  'newcomer',
  'personal'
] as const;

/** Why a provider was ranked so: stored with each offer and shown to them. */
export interface RankReason {
  factor: (typeof RANK_FACTORS)[number];
  /** The provider's own value: mean stars, level, metres, share kept (0…1), jobs so far. */
  value: number;
  /** What it added to the score. */
  points: number;
}

/** 1…5. */
export function bayesianStars(stars: Provider['stars']): number {
  const { mean, count } = MATCHING_POLICY.starsPrior;
  return (mean * count + stars.sum) / (count + stars.count);
}

export interface Ranked {
  provider: Provider;
  score: number;
  reasons: RankReason[];
  distanceM: number;
}

export function rank(
  provider: Provider,
  skill: string,
  place: Point,
  personalProvider: ProviderId | null
): Ranked {
  const { newcomerJobs, reliabilityPrior } = MATCHING_POLICY;
  const stars = bayesianStars(provider.stars);
  const level = provider.skills.find((each) => each.skill === skill)?.level ?? 0;
  const metres = distanceM(provider.base, place);
  const jobs = provider.reliability.kept + provider.reliability.lost;
  const kept = (provider.reliability.kept + reliabilityPrior) / (jobs + reliabilityPrior);
  const reasons: RankReason[] = [
    { factor: 'stars', value: stars, points: RANK_WEIGHTS.stars * starsShare(stars) },
    {
      factor: 'skillLevel',
      value: level,
      points: RANK_WEIGHTS.skillLevel * (level / SKILL_LEVELS.most)
    },
    {
      factor: 'distance',
      value: Math.round(metres),
      points: RANK_WEIGHTS.distance * Math.max(0, 1 - metres / Math.max(1, provider.radiusM))
    },
    { factor: 'reliability', value: kept, points: RANK_WEIGHTS.reliability * kept }
  ];
  if (jobs < newcomerJobs) {
    const points = RANK_WEIGHTS.newcomer * (1 - jobs / newcomerJobs);
    reasons.push({ factor: 'newcomer', value: jobs, points });
  }
  if (provider.id === personalProvider) {
    reasons.push({ factor: 'personal', value: 1, points: RANK_WEIGHTS.personal });
  }
  const score = reasons.reduce((total, reason) => total + reason.points, 0);
  return { provider, score, reasons, distanceM: Math.round(metres) };
}

/** 0 for the fewest stars, 1 for the most. */
function starsShare(mean: number): number {
  return (mean - STARS.least) / (STARS.most - STARS.least);
}

/** Best first; equal scores by id, so that every server ranks alike. */
export function byRank(a: Ranked, b: Ranked): number {
  return b.score - a.score || (a.provider.id < b.provider.id ? -1 : 1);
}
