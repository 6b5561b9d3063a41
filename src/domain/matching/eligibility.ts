// R3: who may be asked at all. The answer names every reason against, so that support can see why
// nobody was found.
import type { Requirement } from '../order/order.ts';
import { isFree, type Visit } from './availability.ts';
import { distanceM } from './distance.ts';
import type { Provider } from './provider.ts';

export type Ineligible =
  | 'notVetted'
  | 'notActive'
  | 'otherMarket'
  | 'skill'
  | 'proOnly'
  | 'test'
  | 'papers'
  | 'tooFar'
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
  if (requirement.papers.some((paper) => !provider.papers.includes(paper))) against.push('papers');
  if (distanceM(provider.base, visit) > provider.radiusM) against.push('tooFar');
  if (!isFree(visit, promised)) against.push('notFree');
  return against;
}
