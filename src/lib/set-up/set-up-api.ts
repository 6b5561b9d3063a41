import type { BusinessView, SetUpItem, SetUpView } from '#domain/operator/set-up-view.ts';
import type { Market } from '#domain/policy/policy.ts';
import { ask, post, send } from '$lib/staff/staff-api.ts';

export const readSetUp = () => ask<SetUpView>('/api/set-up');
export const tick = (item: SetUpItem) => post<SetUpView>('/api/set-up/tick', { item });
export const sendTestMail = (to: string) =>
  post<{ isSent: boolean; answer: string }>('/api/set-up/mail', { to });
export const readBusiness = () => ask<BusinessView>('/api/business');
export const saveBusiness = (body: {
  version: number;
  values: Record<string, string>;
  served: Market[];
}) => send<BusinessView>('PUT', '/api/business', body);
