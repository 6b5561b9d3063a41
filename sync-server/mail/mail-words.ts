import type { Locale } from '#domain/policy/policy.ts';
import { ENGLISH_FRAME, ENGLISH_WORDS } from './words/english.ts';
import { GERMAN_FRAME, GERMAN_WORDS } from './words/german.ts';
import type { MailFrame, MailWords } from './words/mail-texts.ts';
import { PERSONAL_ENGLISH, PERSONAL_FOOTER_ENGLISH } from './words/personal-english.ts';
import { PERSONAL_FOOTER_GERMAN, PERSONAL_GERMAN } from './words/personal-german.ts';
import type { PersonalMailWords } from './words/personal-texts.ts';

export const MAIL_WORDS: Record<Locale, { frame: MailFrame; mails: MailWords }> = {
  de: { frame: GERMAN_FRAME, mails: GERMAN_WORDS },
  en: { frame: ENGLISH_FRAME, mails: ENGLISH_WORDS }
};

export const PERSONAL_WORDS: Record<Locale, { footer: string; mails: PersonalMailWords }> = {
  de: { footer: PERSONAL_FOOTER_GERMAN, mails: PERSONAL_GERMAN },
  en: { footer: PERSONAL_FOOTER_ENGLISH, mails: PERSONAL_ENGLISH }
};
