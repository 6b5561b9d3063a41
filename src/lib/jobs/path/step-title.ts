import { m } from '$lib/paraglide/messages';
import type { PathStep } from './job-path.ts';

const TITLES = {
  prepare: { open: m.jobs_step_prepare, done: m.jobs_step_prepare },
  contact: { open: m.jobs_step_contact, done: m.jobs_step_contact_done },
  confirm: { open: m.jobs_step_confirm, done: m.jobs_step_confirm_done },
  travel: { open: m.jobs_step_travel, done: m.jobs_step_travel_done },
  arrive: { open: m.jobs_step_arrive, done: m.jobs_step_arrive_done },
  work: { open: m.jobs_step_work, done: m.jobs_step_work_done },
  explain: { open: m.jobs_step_explain, done: m.jobs_step_explain_done },
  handOver: { open: m.jobs_step_handOver, done: m.jobs_step_handOver_done },
  sign: { open: m.jobs_step_sign, done: m.jobs_step_sign_done }
} as const;

export function stepTitle({ step, state }: Pick<PathStep, 'step' | 'state'>): string {
  return TITLES[step][state === 'done' ? 'done' : 'open']();
}
