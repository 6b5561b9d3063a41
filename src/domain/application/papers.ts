// H1, H2: papers that an applicant hands in, and how long each holds. On the day it expires it holds
// no longer: from the first moment of that day in the market's own time.
import type { Ms } from '../brand.ts';
import { instantsOf, wallAt } from '../booking/visit-time.ts';
import type { ProviderRole } from '../order/job.ts';
import { DAY_MS, MARKET_POLICY, type Market } from '../policy/policy.ts';
import { NEEDED_PAPERS, type PaperKind } from './policy.ts';

export const PAPER_TYPES = ['application/pdf', 'image/jpeg', 'image/png', 'image/webp'] as const;
export type PaperType = (typeof PAPER_TYPES)[number];

export interface Paper {
  /** Made by the server. */
  id: string;
  kind: PaperKind;
  /** As the applicant's file was called. */
  name: string;
  type: PaperType;
  size: number;
  /** Of the content, base64url. */
  sha256: string;
  uploadedAt: Ms;
  /** `YYYY-MM-DD`; null: it does not expire. */
  expiresOn: string | null;
}

export function neededPapers(role: ProviderRole): readonly PaperKind[] {
  return NEEDED_PAPERS[role];
}

/** From when on it does not hold any more; null: never. */
export function endOfPaper({ expiresOn }: Pick<Paper, 'expiresOn'>, market: Market): Ms | null {
  if (expiresOn === null) return null;
  const { timeZone } = MARKET_POLICY[market];
  // Where midnight does not exist, the day begins at one.
  const starts = ['00:00', '01:00'].flatMap((time) =>
    instantsOf({ date: expiresOn, time }, timeZone)
  );
  return starts[0] ?? Date.parse(`${expiresOn}T00:00:00Z`);
}

export function holdsAt(paper: Pick<Paper, 'expiresOn'>, market: Market, at: Ms): boolean {
  const end = endOfPaper(paper, market);
  return end === null || at < end;
}

/** Of each kind the one that holds longest. */
export function longestOfKind(papers: readonly Paper[]): Paper[] {
  const longest = new Map<PaperKind, Paper>();
  for (const paper of papers) {
    const before = longest.get(paper.kind);
    if (!before || isLonger(paper, before)) longest.set(paper.kind, paper);
  }
  return [...longest.values()];
}

function isLonger({ expiresOn }: Paper, other: Paper): boolean {
  if (other.expiresOn === null) return false;
  return expiresOn === null || expiresOn > other.expiresOn;
}

/** Days of the market's calendar from today on; 0 and less: it has expired. */
export function daysLeft(expiresOn: string, market: Market, now: Ms): number {
  const today = wallAt(now, MARKET_POLICY[market].timeZone).date;
  return Math.round((Date.parse(expiresOn) - Date.parse(today)) / DAY_MS);
}
