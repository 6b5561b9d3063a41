import { cleanWords, isName, isVisible } from './clean-text.ts';

/** How long a text may be, in UTF-16 units of the clean text; a form says it before. */
export const TEXT_LIMITS = {
  name: 120,
  company: 120,
  street: 120,
  houseNumber: 20,
  postcode: 10,
  city: 80,
  hint: 500,
  email: 200,
  phone: 40,
  iban: 50,
  deviceName: 80,
  vatId: 30,
  fileName: 200,
  reason: 1_000,
  /** What a helper says about themselves on their page. */
  bio: 600,
  /** R13: stands on the consent and on the bill. */
  extraWork: 500,
  subject: 200,
  /** Of the catalogue. */
  catalogTitle: 80,
  catalogLine: 240,
  catalogSummary: 400,
  guideText: 3_000,
  brand: 60,
  searchTerm: 60,
  /** Of what mails say. */
  mailSubject: 200,
  mailBody: 4_000,
  mailButton: 60,
  words: 2_000,
  note: 4_000
} as const;
export type TextLimit = keyof typeof TEXT_LIMITS;

/** By how much a text is too long; 0 where it fits. */
export function tooLongBy(text: string, limit: TextLimit): number {
  return Math.max(0, cleanWords(text).length - TEXT_LIMITS[limit]);
}

/** Whether a form may hand it on: something to see, and not too long. */
export function isFilled(text: string, limit: TextLimit): boolean {
  return isVisible(text) && tooLongBy(text, limit) === 0;
}

/** As `isFilled`, of somebody's name. */
export function isNamed(text: string): boolean {
  return isName(text) && tooLongBy(text, 'name') === 0;
}
