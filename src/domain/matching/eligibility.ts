// R3: who may be asked at all. The answer names every reason against, so that support can see why
// nobody was found.
import { NEEDED_PAPERS, SUBCONTRACTOR_CONTRACT } from '../application/policy.ts';
import type { Ms } from '../brand.ts';
import type { Requirement } from '../order/order.ts';
import { isFree, type Visit } from './availability.ts';
import { distanceM } from './distance.ts';
import type { Provider } from './provider.ts';
import { againstWorking, type NotWorking } from './works-at.ts';

export type Ineligible =
  | 'notVetted'
  | 'notActive'
  | 'otherMarket'
  | 'skill'
  | 'proOnly'
  | 'test'
  | 'papers'
  | 'tooFar'
  | NotWorking
  | 'notFree';

export function reasonsAgainst(
  provider: Provider,
  requirement: Requirement,
  visit: Visit & { market: Provider['market'] },
  promised: readonly Visit[]
): Ineligible[] {
  const against: Ineligible[] = [];
  const level = provider.skills.find((each) => each.skill === requirement.skill)?.level ?? 0;
  if (!provider.vetted) against.push('notVetted');
  if (!provider.active) against.push('notActive');
  if (provider.market !== visit.market) against.push('otherMarket');
  if (level < requirement.level) against.push('skill');
  if (requirement.proOnly && provider.role !== 'pro') against.push('proOnly');
  if (requirement.tests.some((test) => !provider.tests.includes(test))) against.push('test');
  if (!hasPapers(provider, requirement, visit.startsAt)) against.push('papers');
  const reachM = reachIn(provider, requirement.mostRadiusKm);
  if (distanceM(provider.base, visit) > reachM) against.push('tooFar');
  const notWorking = provider.plan && againstWorking(provider.plan, visit, visit.market);
  if (notWorking) against.push(notWorking);
  if (!isFree(visit, promised)) against.push('notFree');
  return against;
}

/** How far somebody is asked to go: never further than the market's rules have it. */
export function reachIn({ radiusM }: Pick<Provider, 'radiusM'>, mostRadiusKm = Infinity): number {
  return Math.min(radiusM, mostRadiusKm * 1_000);
}

/** What the partner asks for, and whatever somebody was admitted with: all must hold at the visit. */
function hasPapers(
  { role, papers, paperEnds }: Provider,
  requirement: Requirement,
  at: Ms
): boolean {
  const holds = (paper: string) => (paperEnds?.[paper] ?? Infinity) > at;
  // Whoever was not admitted by an application was vetted by hand, with whatever papers.
  const needed = paperEnds ? NEEDED_PAPERS[role] : [];
  // H2.8: on a partner's order a Pro works as subcontractor, whatever else the partner asks for.
  const signed = requirement.isPartners && role === 'pro' ? [SUBCONTRACTOR_CONTRACT] : [];
  const asked = [...needed, ...requirement.papers, ...signed];
  return asked.every((each) => papers.includes(each) && holds(each));
}
