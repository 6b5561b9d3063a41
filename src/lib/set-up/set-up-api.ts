import type { BusinessView, SetUpItem, SetUpView } from '#domain/operator/set-up-view.ts';
import type { RulesValues } from '#domain/operator/rules-values.ts';
import type { MarketRulesView } from '#domain/operator/rules-view.ts';
import type { Market } from '#domain/policy/policy.ts';
import { ask, post, send } from '$lib/staff/staff-api.ts';

export const readSetUp = () => ask<SetUpView>('/api/set-up');
export const tick = (item: SetUpItem) => post<SetUpView>('/api/set-up/tick', { item });
export const sendTestMail = (to: string) =>
  post<{ isSent: boolean; answer: string }>('/api/set-up/mail', { to });
export const readBusiness = () => ask<BusinessView>('/api/business');
export const readMarketRules = () => ask<MarketRulesView[]>('/api/business/rules');
export const saveRules = (
  market: Market,
  body: { version: number; values: RulesValues; from: number | null; why: string }
) => send<MarketRulesView>('PUT', '/api/business/rules', { market, ...body });
export const saveBusiness = (body: {
  version: number;
  values: Record<string, string>;
  served: Market[];
}) => send<BusinessView>('PUT', '/api/business', body);
