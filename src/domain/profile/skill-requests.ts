// What a helper can do is vetted: they may take it back alone, and ask for more.
// 1. A lower level, or none, counts at once and takes back what was asked of that skill.
// 2. A higher one is asked for and changes nothing until community has said yes.
// 3. An answer is about the very request that community has seen: one made since stays open.
import type { Ms } from '../brand.ts';
import type { Skill, SkillLevel } from '../catalog/service-package.ts';

export interface SkillRequest {
  level: SkillLevel;
  at: Ms;
  /** Of the action that asked. */
  id: string;
}

/** What community said last of a skill. */
export interface SkillAnswer {
  level: SkillLevel;
  isGranted: boolean;
  /** Said to the helper where it was not granted. */
  reason: string;
  at: Ms;
  /** Of the request that was answered, and the level there was. Not there in older answers. */
  id?: string;
  from?: number;
}

export interface SkillSettings {
  skills: { skill: Skill; level: SkillLevel }[];
  skillRequests?: Partial<Record<Skill, SkillRequest>>;
  skillAnswers?: Partial<Record<Skill, SkillAnswer>>;
}

interface Wanted {
  skill: Skill;
  /** 0 gives it up. */
  level: number;
  by: { at: Ms; id: string };
}

export function levelOf({ skills }: Pick<SkillSettings, 'skills'>, skill: Skill): number {
  return skills.find((each) => each.skill === skill)?.level ?? 0;
}

export function withLevel(settings: SkillSettings, { skill, level, by }: Wanted): SkillSettings {
  const { [skill]: _request, ...skillRequests } = settings.skillRequests ?? {};
  const { [skill]: _answer, ...skillAnswers } = settings.skillAnswers ?? {};
  if (level > levelOf(settings, skill)) {
    const request = { level: level as SkillLevel, ...by };
    return { ...settings, skillAnswers, skillRequests: { ...skillRequests, [skill]: request } };
  }
  return { skillRequests, skillAnswers, skills: leveled(settings, skill, level) };
}

export interface SkillDecision {
  skill: Skill;
  /** Of the request that was seen. */
  id: string;
  isGranted: boolean;
  reason: string;
}

/** Undefined: this is not what is asked for (any more). */
export function withAnswer(
  settings: SkillSettings,
  { skill, id, isGranted, reason }: SkillDecision,
  at: Ms
): SkillSettings | undefined {
  const { [skill]: request, ...skillRequests } = settings.skillRequests ?? {};
  if (request?.id !== id) return undefined;
  const { level } = request;
  const answer = { level, isGranted, reason, at, id, from: levelOf(settings, skill) };
  return {
    skills: isGranted ? leveled(settings, skill, level) : settings.skills,
    skillRequests,
    skillAnswers: { ...settings.skillAnswers, [skill]: answer }
  };
}

/** What was answered where this very answer was given before; it may not have been told then. */
export function givenBefore(
  { skillAnswers }: Pick<SkillSettings, 'skillAnswers'>,
  { skill, id, isGranted, reason }: SkillDecision
): SkillAnswer | undefined {
  const answer = skillAnswers?.[skill];
  const isSame = answer?.id === id && answer.isGranted === isGranted && answer.reason === reason;
  return isSame ? answer : undefined;
}

/** Since when somebody waits for an answer; undefined where nobody does. */
export function asksSince({ skillRequests = {} }: Pick<SkillSettings, 'skillRequests'>) {
  const times = Object.values(skillRequests).map(({ at }) => at);
  return times.length > 0 ? Math.min(...times) : undefined;
}

function leveled({ skills }: SkillSettings, skill: Skill, level: number): SkillSettings['skills'] {
  const rated = { skill, level: level as SkillLevel };
  if (level === 0) return skills.filter((each) => each.skill !== skill);
  return skills.some((each) => each.skill === skill)
    ? skills.map((each) => (each.skill === skill ? rated : each))
    : [...skills, rated];
}
