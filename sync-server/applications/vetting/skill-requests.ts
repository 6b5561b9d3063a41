import type { AskedSkill } from '#domain/application/views.ts';
import type { Skill } from '#domain/catalog/service-package.ts';
import type { Provider } from '#domain/matching/provider.ts';
import {
  asksSince,
  givenBefore,
  levelOf,
  withAnswer,
  type SkillAnswer,
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

/**
 * What was answered; undefined where that is not asked for (any more). The same answer again, whose
 * mail a crash may have cut off, is told again: the outbox takes an occasion once.
 */
export async function answerSkill(
  deps: Deps,
  providerId: string,
  decision: SkillDecision
): Promise<SkillAnswer | undefined> {
  const { people } = deps.store;
  const now = deps.clock.now();
  const { doc } = await people.update<Provider>(`provider:${providerId}`, (current) => {
    const answered = current && withAnswer(current, decision, now);
    return answered && { ...current, ...answered, asksSince: asksSince(answered) ?? 0 };
  });
  const answer = doc && givenBefore(doc, decision);
  if (!doc || !answer) return undefined;
  await tell(deps, doc, decision, answer);
  return answer;
}

async function tell(
  deps: Deps,
  { id: provider, email, name, locale, market }: Provider,
  { skill, id, reason }: SkillDecision,
  answer: SkillAnswer
) {
  await putPersonalMail(deps, {
    kind: answer.isGranted ? 'skill.granted' : 'skill.refused',
    occasion: `${provider}:${skill}:${id}`,
    ...{ to: email, name, locale, market, path: '/profile' },
    facts: { reason, skill: skillWord(skill, locale), level: answer.level }
  });
}
