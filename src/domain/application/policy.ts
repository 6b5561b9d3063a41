// Numbers and lists of applying and vetting.
import type { ProviderRole } from '../order/job.ts';
import { DAY_MS, HOUR_MS } from '../policy/time.ts';

export const PAPER_KINDS = [
  'identity',
  'tradeLicence',
  'liabilityInsurance',
  'certificate',
  'workPermit'
] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

/** Signed in the app, not handed in: a condition of every partner's order (H2.8). */
export const SUBCONTRACTOR_CONTRACT = 'subcontractorContract';

/** H1.5: without these nobody is admitted, and who was may work only as long as they hold. */
export const NEEDED_PAPERS: Record<ProviderRole, readonly PaperKind[]> = {
  friend: ['identity'],
  pro: ['identity', 'tradeLicence', 'liabilityInsurance']
};

/** These have an end, which has to be said. */
export const EXPIRING_PAPERS: readonly PaperKind[] = [
  'identity',
  'liabilityInsurance',
  'workPermit'
];

/** What an applicant may speak; the first are those of the markets. */
export const SPOKEN_LANGUAGES = [
  ...['de', 'en', 'fr', 'it', 'pl'],
  ...['es', 'pt', 'tr', 'sq', 'hr', 'sr', 'ru', 'uk', 'ar']
] as const satisfies readonly string[];
export type SpokenLanguage = (typeof SPOKEN_LANGUAGES)[number];

export const APPLICATION_POLICY = {
  /** Contracts need somebody of age, in every market. */
  leastAge: 18,
  mostAge: 100,
  radiusKm: { least: 1, most: 200, usual: 20 },
  papers: {
    mostCount: 20,
    mostBytes: 12_000_000
  },
  /** Days before a paper expires on which its owner is written to; 0: that it has expired. */
  remindDays: [30, 14, 3, 0],
  /** H2.15: how long one that came to nothing is kept; `warnedDays` of these after the warning. */
  erased: { refusedDays: 180, abandonedDays: 90, warnedDays: 14 },
  /** H1.9 */
  test: { passPercent: 80, attempts: 3, pauseMs: DAY_MS },
  /** A link by mail. */
  confirmLinkMs: 24 * HOUR_MS,
  resetLinkMs: HOUR_MS / 2,
  /** To one address, of one sort, in an hour. */
  mailsAnHour: 3,
  passwordLength: { least: 10, most: 200 }
} as const;

/** What is agreed to, in the version of the day; texts are the app's. */
export const AGREEMENTS = {
  codeOfConduct: '2026-11',
  terms: '2026-11',
  subcontractorContract: '2026-11'
} as const;
