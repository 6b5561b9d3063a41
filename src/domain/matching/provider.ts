import type { Bps, Ms, ProviderId } from '../brand.ts';
import type { Skill, SkillLevel } from '../catalog/service-package.ts';
import type { ProviderRole } from '../order/job.ts';
import type { Locale, Market } from '../policy/policy.ts';
import type { SpokenLanguage } from '../application/policy.ts';
import type { SkillSettings } from '../profile/skill-requests.ts';
import type { SetBy } from '../profile/own-settings.ts';
import type { WorkPlan } from '../profile/work-plan.ts';
import type { Judgement } from '../protocol/verdict.ts';

/** People database: `provider:<id>`. */
export interface Provider {
  _id: string;
  _rev?: string;
  type: 'provider';
  id: ProviderId;
  role: ProviderRole;
  name: string;
  company: string;
  email: string;
  phone: string;
  locale: Locale;
  market: Market;
  base: { postcode: string; city: string; lat: number; lon: number };
  radiusM: number;
  skills: { skill: Skill; level: SkillLevel }[];
  tests: string[];
  papers: string[];
  /** Of those with an end: from when on they do not hold any more. */
  paperEnds?: Record<string, Ms>;
  vetted: boolean;
  /** Of the application that it was last made from; missing: of none. */
  applicationGeneration?: number;
  active: boolean;
  /** When they work; missing: at all times. */
  plan?: WorkPlan;
  /** Of each part that they set themselves, when that was (profile/own-settings.ts). */
  setBy?: Record<string, SetBy>;
  stars: { sum: number; count: number };
  /** Of the jobs accepted, how many were neither given back nor lapsed. */
  reliability: { kept: number; lost: number };
  /** Overrides the market's rate (terms of the contract). */
  commissionBps: Bps | null;
  /** The last events counted in `stars` and `reliability` (order/events.ts). */
  recentReputationEvents?: string[];
  /**
   * The last of this provider's own actions that changed this document: effect and verdict are one
   * write.
   */
  judged?: Record<string, Judgement & { hash: string }>;
  /** Words about themselves, for their page. */
  bio: string;
  languages?: SpokenLanguage[];
  /** SHA-256 of their picture, among their files. */
  photo?: string | null;
  /** More than they may do yet, asked of community, and what it said last. */
  skillRequests?: SkillSettings['skillRequests'];
  skillAnswers?: SkillSettings['skillAnswers'];
  /** Since when community has something to answer; 0 where it has not. Indexed. */
  asksSince?: Ms;
  since: Ms;
}
