import type { Locale } from '#domain/policy/policy.ts';
import type { Sentences } from './sentence-kinds.ts';
import { ENGLISH_SENTENCES } from './words/english-sentences.ts';
import { GERMAN_SENTENCES } from './words/german-sentences.ts';

export const SENTENCES: Record<Locale, Sentences> = {
  de: GERMAN_SENTENCES,
  en: ENGLISH_SENTENCES
};
