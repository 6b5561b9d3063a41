import type { AskedSkill } from '#domain/application/views.ts';
import type { Skill } from '#domain/catalog/service-package.ts';
import type { Provider } from '#domain/matching/provider.ts';
import {
  asksSince,
  levelOf,
  withAnswer,
  type SkillDecision
} from '#domain/profile/skill-requests.ts';
import type { Deps } from '../../deps.ts';
import { putPersonalMail } from '../../mail/personal-mail.ts';
import { skillWord } from './skill-words.ts';

const BY_WAITING = { name: 'providers-by-skill-request', fields: ['type', 'asksSince'] };
const MOST_SHOWN = 200;

/** More than helpers may do yet: who waits longest first. */
export async function listAskedSkills({
  people
}: Pick<Deps['store'], 'people'>): Promise<AskedSkill[]> {
  const asking = await people.find<Provider>({
    index: BY_WAITING,
    selector: { type: 'provider', asksSince: { $gt: 0 } },
    sort: [{ type: 'asc' }, { asksSince: 'asc' }],
    limit: MOST_SHOWN
  });
  return asking.flatMap(askedBy).sort((a, b) => a.at - b.at);
}

function askedBy(provider: Provider): AskedSkill[] {
  const { id, name, role, market, base, skillRequests = {}, stars } = provider;
  return Object.entries(skillRequests).map(([skill, request]) => ({
    ...{ provider: id, name, role, market, city: base.city },
    stars: stars.count > 0 ? { mean: stars.sum / stars.count, count: stars.count } : null,
    skill: skill as Skill,
    from: levelOf(provider, skill as Skill),
    to: request.level,
    ...{ at: request.at, id: request.id }
  }));
}

/** The provider before and after; undefined where that is not asked for (any more). */
export async function answerSkill(
  deps: Deps,
  providerId: string,
  decision: SkillDecision
): Promise<{ before: Provider; after: Provider } | undefined> {
  const { people } = deps.store;
  const now = deps.clock.now();
  let before: Provider | undefined;
  const { doc } = await people.update<Provider>(`provider:${providerId}`, (current) => {
    before = undefined;
    const answered = current && withAnswer(current, decision, now);
    if (!answered) return undefined;
    before = current;
    return { ...current, ...answered, asksSince: asksSince(answered) ?? 0 };
  });
  if (!before || !doc) return undefined;
  await tell(deps, doc, decision);
  return { before, after: doc };
}

async function tell(deps: Deps, provider: Provider, { skill, id, reason }: SkillDecision) {
  const { email, name, locale, market, skillAnswers } = provider;
  const answer = skillAnswers?.[skill];
  if (!answer) return;
  await putPersonalMail(deps, {
    kind: answer.isGranted ? 'skill.granted' : 'skill.refused',
    occasion: `${provider.id}:${skill}:${id}`,
    ...{ to: email, name, locale, market, path: '/profile' },
    facts: { reason, skill: skillWord(skill, locale), level: answer.level }
  });
}
