import { bayesianStars } from '#domain/matching/ranking.ts';
import { AT_ALL_TIMES } from '#domain/profile/work-plan.ts';
import type { Provider } from '#domain/matching/provider.ts';
import type { ProfileDocument } from '#domain/order/views/inbox.ts';
import type { InboxWrite } from './inbox-writer.ts';

/**
 * `profile`: what a provider's own devices may know of them. Its generation is the revision's
 * number.
 */
export function profileWrite(provider: Provider): InboxWrite {
  const { id, name, role, email, locale, stars, radiusM, active, base, market } = provider;
  const { plan = AT_ALL_TIMES, bio, skills, languages = [], photo = null } = provider;
  const { skillRequests = {}, skillAnswers = {} } = provider;
  const document: ProfileDocument = {
    _id: 'profile',
    type: 'profile',
    generation: Number.parseInt(provider._rev ?? '1', 10),
    id,
    name,
    role,
    email,
    locale,
    stars: {
      mean: stars.count > 0 ? stars.sum / stars.count : bayesianStars(stars),
      count: stars.count
    },
    radiusKm: Math.round(radiusM / 1_000),
    active,
    plan,
    market,
    ...{ bio, languages, photo, skills, skillRequests, skillAnswers },
    base
  };
  return { id: 'profile', generation: document.generation, build: () => document };
}
