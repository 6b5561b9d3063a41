import type { AskedSkill } from '#domain/application/views.ts';
import { ask, post } from '$lib/staff/staff-api.ts';

const URL = '/api/admin/skill-requests';

export interface AskedSkills {
  at: number;
  asked: AskedSkill[];
}

export const readAskedSkills = () => ask<AskedSkills>(URL);
export const answerSkill = (
  { provider, skill, id }: AskedSkill,
  answer: { isGranted: boolean; reason: string }
) => post<AskedSkills>(`${URL}/${encodeURIComponent(provider)}`, { skill, id, ...answer });
