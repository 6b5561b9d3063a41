// When a helper says that they work. What is taken over the wire and what is kept are one shape.
import * as z from 'zod/mini';
import { PLAN_LIMITS } from '../policy/plan-limits.ts';

const DAY_MIN = 24 * 60;
const isDay = (day: string) => {
  const at = Date.parse(`${day}T00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
};

/** `YYYY-MM-DD`, on the wall of the market. */
export const planDay = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/), z.refine(isDay));

const minute = z.int().check(z.minimum(0), z.maximum(DAY_MIN));
/** Minutes of the day on the market's wall; `until` is not part of it. */
const span = z
  .strictObject({ from: minute, until: minute })
  .check(z.refine(({ from, until }) => from < until));
export type Span = z.infer<typeof span>;

/** Monday first; a day without a span is free. */
export const weekHours = z
  .array(z.array(span).check(z.maxLength(PLAN_LIMITS.spansADay)))
  .check(z.minLength(7), z.maxLength(7));
export type WeekHours = z.infer<typeof weekHours>;

/** `away`: not there from … until …, whatever the week says; `works`: there, besides the week. */
export const planDate = z
  .strictObject({ is: z.enum(['away', 'works']), from: minute, until: minute })
  .check(z.refine(({ from, until }) => from < until));
export type PlanDate = z.infer<typeof planDate>;

/** Null takes what was said of that day back. */
export const planDates = z
  .record(planDay, z.nullable(planDate))
  .check(z.refine((dates) => Object.keys(dates).length <= PLAN_LIMITS.datesAtOnce));

/** From the first to the last day, both away. */
export const vacation = z
  .strictObject({ from: planDay, until: planDay })
  .check(z.refine(({ from, until }) => from <= until));
export type Vacation = z.infer<typeof vacation>;

export interface WorkPlan {
  /** Null: at all times. */
  hours: WeekHours | null;
  /** By day (`YYYY-MM-DD`). */
  dates: Record<string, PlanDate>;
  vacation: Vacation | null;
  /** Null: nobody has said; then only who has no hours works on them. */
  worksOnHolidays: boolean | null;
}

export const AT_ALL_TIMES: WorkPlan = {
  hours: null,
  dates: {},
  vacation: null,
  worksOnHolidays: null
};

export const worksOnHolidays = ({ worksOnHolidays, hours }: WorkPlan): boolean =>
  worksOnHolidays ?? hours === null;
