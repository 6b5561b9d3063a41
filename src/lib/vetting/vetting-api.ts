import type { ApplicationState } from '#domain/application/application.ts';
import type { QueuedApplication, VettedApplication } from '#domain/application/views.ts';
import { ask, post } from '$lib/staff/staff-api.ts';

const URL = '/api/admin/applications';
const at = (id: string) => `${URL}/${encodeURIComponent(id)}`;

export interface Queue {
  at: number;
  applications: QueuedApplication[];
  page: number;
  isMore: boolean;
}

export const readQueue = (query: string) => ask<Queue>(`${URL}?${query}`);
export const readApplication = (id: string) => ask<VettedApplication>(at(id));
export const paperHref = (id: string, paper: string) => `${at(id)}/papers/${paper}`;

export type VettingStep = 'ask' | 'accept' | 'refuse' | 'suspend' | 'readmit';
/** Which steps there are in a state, the one that is hoped for first. */
export const STEPS_OF: Record<ApplicationState, readonly VettingStep[]> = {
  draft: [],
  submitted: ['accept', 'ask', 'refuse'],
  asked: ['refuse'],
  accepted: ['suspend'],
  refused: [],
  suspended: ['readmit']
};

export const takeStep = (
  id: string,
  step: VettingStep,
  body: { reason: string; generation: number }
) => post<VettedApplication>(`${at(id)}/${step}`, body);
export const judge = (
  id: string,
  body: { item: string; isOk: boolean; reason: string; generation: number }
) => post<VettedApplication>(`${at(id)}/judge`, body);
