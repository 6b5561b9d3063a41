import type { MailText, MailTextsAnswer, TextPreview } from '#domain/operator/mail-texts-view.ts';
import type { Locale } from '#domain/policy/policy.ts';
import { ask, post, send } from '$lib/staff/staff-api.ts';

export type OwnTexts = Partial<Record<Locale, MailText>>;
export interface EarlierText {
  kind: string;
  version: number;
  texts: OwnTexts;
  at: number;
  by: string;
}

export const readTexts = () => ask<MailTextsAnswer>('/api/texts');
export const saveText = (kind: string, version: number, texts: OwnTexts) =>
  send<MailTextsAnswer>('PUT', '/api/texts', { kind, version, texts });
export const readEarlier = () => ask<{ earlier: EarlierText[] }>('/api/texts/earlier');
export const previewText = (kind: string, locale: Locale, text: MailText) =>
  post<TextPreview>('/api/texts/preview', { kind, locale, text });
