import type {
  MailText,
  MailTextsAnswer,
  TextPreview
} from '#domain/operator/mail-texts-view.ts';
import type { Locale } from '#domain/policy/policy.ts';
import { ask, post, send } from '$lib/staff/staff-api.ts';

export type OwnTexts = Partial<Record<Locale, MailText>>;
export interface EarlierText {
  version: number;
  texts: OwnTexts;
  at: number;
  by: string;
}

const at = (kind: string) => `/api/texts/${encodeURIComponent(kind)}`;

export const readTexts = () => ask<MailTextsAnswer>('/api/texts');
export const saveText = (kind: string, version: number, texts: OwnTexts) =>
  send<MailTextsAnswer>('PUT', at(kind), { version, texts });
export const readEarlier = (kind: string) =>
  ask<{ earlier: EarlierText[] }>(`${at(kind)}/earlier`);
export const previewText = (kind: string, locale: Locale, text: MailText) =>
  post<TextPreview>(`${at(kind)}/preview`, { locale, text });
