// What a provider's inbox carries (PROTOCOL.md, "Inbox documents"): written by the server alone,
// replaced as a whole.
import type { LocalText, Locale } from '../../catalog/service-package.ts';
import type { RankReason } from '../../matching/ranking.ts';
import type { SpokenLanguage } from '../../application/policy.ts';
import type { SkillSettings } from '../../profile/skill-requests.ts';
import type { WorkPlan } from '../../profile/work-plan.ts';
import type { Currency, Market } from '../../policy/policy.ts';
import type { Judgement, VerdictDocument } from '../../protocol/verdict.ts';
import type { Settlement } from '../../price/settlement.ts';
import type { EndReason } from '../assignment/assignment.ts';
import type { Job, ProviderRole } from '../job.ts';
import type { PaymentMethod } from '../order.ts';

interface Projected {
  _id: string;
  _rev?: string;
  /** Of the order document behind it: a projection never goes back. */
  generation: number;
}

/**
 * `job:<orderId>`. The customer's data leave it 30 days after the visit's end, and at once where the
 * job is lost: `removed` then says why.
 */
export interface JobDocument extends Projected {
  type: 'job';
  order: string;
  job: Job;
  /**
   * Which of this provider's actions are already in `job` or were turned away: never applied again.
   */
  judged: Record<string, Judgement>;
  /** This provider no longer has it: the job is without contact data, and this is why. */
  removed?: { at: number; why: EndReason } | null;
  /**
   * How the customer pays, for what they read before they sign; not there in what an earlier server
   * wrote.
   */
  payment?: PaymentMethod['kind'];
}

/**
 * `offer:<orderId>`: no name, phone or house number before acceptance, and no words of the
 * customer's (R6).
 */
export interface OfferDocument extends Projected {
  type: 'offer';
  order: string;
  state: 'open' | 'declined' | 'withdrawn' | 'taken' | 'yours';
  title: LocalText;
  scope: LocalText[];
  packageId: string;
  startsAt: number;
  durationMin: number;
  timeZone: string;
  area: { postcode: string; city: string; lat: number; lon: number };
  distanceM: number;
  currency: Currency;
  /** What the customer pays in all, as in the job. */
  priceMinor: number;
  earningsMinor: number;
  partner: string | null;
  pickup: { branch: string; address: string } | null;
  reasons: RankReason[];
  sentAt: number;
  /** Until then nobody else can accept; null when others were reached as well. */
  exclusiveUntil: number | null;
  judged: Record<string, Judgement>;
}

/** `profile`. */
export interface ProfileDocument extends Projected {
  type: 'profile';
  id: string;
  name: string;
  role: ProviderRole;
  email: string;
  locale: Locale;
  stars: { mean: number; count: number };
  radiusKm: number;
  active: boolean;
  /** Not there where nothing was ever said: at all times. */
  plan?: WorkPlan;
  market?: Market;
  /** These too are not there in what an earlier server wrote. */
  bio?: string;
  languages?: SpokenLanguage[];
  photo?: string | null;
  skills?: SkillSettings['skills'];
  skillRequests?: SkillSettings['skillRequests'];
  skillAnswers?: SkillSettings['skillAnswers'];
  base: { postcode: string; city: string; lat: number; lon: number };
}

/** `earning:<orderId>`. */
export interface EarningDocument extends Projected {
  type: 'earning';
  order: string;
  title: LocalText;
  completedAt: number;
  currency: Currency;
  lines: Settlement['payoutLines'];
  payoutMinor: number;
  state: 'coming' | 'paid';
  payout: { id: string; paidAt: number } | null;
}

/** `notice:<id>`: something to know, e.g. a reminder (R8) or a job taken back (R9). */
export interface NoticeDocument extends Projected {
  type: 'notice';
  order: string | null;
  kind:
    | 'contact.remind'
    | 'contact.lapsed'
    | 'confirm.lapsed'
    | 'order.cancelled'
    | 'appointment.agreed'
    | 'appointment.rejected';
  at: number;
}

export type InboxDocument =
  | JobDocument
  | OfferDocument
  | ProfileDocument
  | EarningDocument
  | NoticeDocument
  | (VerdictDocument & { _rev?: string });
