// What is sent of an application: shared by the server that answers and the screens that read it.
import type { Ms } from '../brand.ts';
import type { PlaceQuestion } from '../booking/place-answer.ts';
import type { Skill, SkillLevel } from '../catalog/service-package.ts';
import type { Point } from '../matching/distance.ts';
import type { ProviderRole } from '../order/job.ts';
import type { Market } from '../policy/policy.ts';
import type { Application, ApplicationEvent, ApplicationState, Item } from './application.ts';
import type { AskedQuestion } from './admission-test.ts';
import type { MissingItem } from './missing-items.ts';
import type { Paper } from './papers.ts';

export type ShownPaper = Omit<Paper, 'sha256'>;

/** Answer of `GET /api/application`. */
export interface OwnApplication extends Pick<
  Application,
  'id' | 'email' | 'state' | 'generation' | 'form'
> {
  /** Where the ways begin, or what is asked about it. */
  place: ({ outcome: 'found' } & Point) | PlaceQuestion | { outcome: 'noSuchPostcode' | 'open' };
  papers: ShownPaper[];
  contract: { version: string; name: string; at: Ms } | null;
  decisions: Partial<Record<Item, { isOk: boolean; reason: string }>>;
  history: Omit<ApplicationEvent, 'by'>[];
  test: { isPassed: boolean; last: number | null; attemptsLeft: number; pauseUntil: Ms | null };
  missing: MissingItem[];
}

/** Answer of `GET /api/application/test`. */
export interface OwnTest {
  questions: AskedQuestion[];
  passPercent: number;
}

/** Answer of `POST /api/application/test`: what to read again, not what would have been right. */
export interface TestResult {
  percent: number;
  isPassed: boolean;
  lessons: string[];
}

/** One line of the queue. */
export interface QueuedApplication {
  id: string;
  name: string;
  role: ProviderRole | null;
  market: Market;
  city: string;
  state: ApplicationState;
  submittedAt: Ms | null;
  /** Of what was handed in: looked at, and how many there are. */
  decided: number;
  items: number;
}

/** A level that a helper asks for. */
export interface AskedSkill {
  provider: string;
  name: string;
  role: ProviderRole;
  market: Market;
  city: string;
  stars: { mean: number; count: number } | null;
  skill: Skill;
  /** The level that they have; 0: not yet. */
  from: number;
  to: SkillLevel;
  at: Ms;
  /** Of the request. */
  id: string;
}

/** What community sees of one. */
export interface VettedApplication extends Omit<Application, 'papers' | 'contract'> {
  papers: ShownPaper[];
  contract: Application['contract'];
  items: Item[];
  open: Item[];
}
