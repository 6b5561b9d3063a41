import type { Locale } from '#domain/policy/policy.ts';
import { ENGLISH_FRAME, ENGLISH_WORDS } from './words/english.ts';
import { GERMAN_FRAME, GERMAN_WORDS } from './words/german.ts';
import type { MailFrame, MailWords } from './words/mail-texts.ts';

export const MAIL_WORDS: Record<Locale, { frame: MailFrame; mails: MailWords }> = {
  de: { frame: GERMAN_FRAME, mails: GERMAN_WORDS },
  en: { frame: ENGLISH_FRAME, mails: ENGLISH_WORDS }
};
