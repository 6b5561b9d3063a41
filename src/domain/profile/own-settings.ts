// What a helper has set about themselves: one rule for the device that shows it and the server that
// keeps it.
// 1. An action sets only the parts that it names; each part is one thing that people mean: the week,
//    the vacation, one date.
// 2. Of each part what was said last counts, by when it happened and not by when it arrived; at the
//    same moment the greater action id. So two devices come to the same, whoever is online first.
// 3. Dates that are over are forgotten. More ahead, or further ahead, than PLAN_LIMITS are refused,
//    never dropped; one that was taken back stays known, and counted, until it is over.
import type { Ms } from '../brand.ts';
import type { Skill } from '../catalog/service-package.ts';
import type { SpokenLanguage } from '../application/policy.ts';
import { PLAN_LIMITS } from '../policy/plan-limits.ts';
import type { Locale } from '../policy/locales.ts';
import type { ActionBody } from '../protocol/action-body.ts';
import { withLevel, type SkillSettings } from './skill-requests.ts';
import { AT_ALL_TIMES, type WorkPlan } from './work-plan.ts';

export interface OwnSettings extends SkillSettings {
  /** Not pausing. */
  active: boolean;
  locale: Locale;
  radiusKm: number;
  /** Missing in older data: nobody has said anything. */
  plan?: WorkPlan;
  bio: string;
  languages?: SpokenLanguage[];
  /** SHA-256 of the picture. */
  photo?: string | null;
}

/** When a part was set, and by which action. */
export interface SetBy {
  at: Ms;
  id: string;
}

export type AboutOneself = ActionBody<'availability.set'> | ActionBody<'profile.set'>;

/** What an action sets, part by part. */
type Part = [name: string, set: (settings: OwnSettings) => OwnSettings];

function partsOf(said: AboutOneself, by: SetBy): Part[] {
  const parts: Part[] = [];
  const change = (name: string, fields: Partial<OwnSettings>) =>
    parts.push([name, (settings) => ({ ...settings, ...fields })]);
  const plan = (name: string, fields: (plan: WorkPlan) => Partial<WorkPlan>) =>
    parts.push([
      name,
      ({ plan = AT_ALL_TIMES, ...rest }) => ({ ...rest, plan: { ...plan, ...fields(plan) } })
    ]);
  if ('active' in said && said.active !== undefined) change('active', { active: said.active });
  if ('hours' in said) plan('hours', () => ({ hours: said.hours ?? null }));
  if ('vacation' in said) plan('vacation', () => ({ vacation: said.vacation ?? null }));
  if ('worksOnHolidays' in said) {
    plan('worksOnHolidays', () => ({ worksOnHolidays: said.worksOnHolidays ?? null }));
  }
  if ('dates' in said) {
    for (const [day, date] of Object.entries(said.dates ?? {})) {
      plan(datePart(day), ({ dates: { [day]: _, ...others } }) => ({
        dates: date ? { ...others, [day]: date } : others
      }));
    }
  }
  if ('locale' in said && said.locale) change('locale', { locale: said.locale });
  if ('radiusKm' in said && said.radiusKm) change('radiusKm', { radiusKm: said.radiusKm });
  if ('bio' in said && said.bio !== undefined) change('bio', { bio: said.bio });
  if ('languages' in said && said.languages) {
    change('languages', { languages: [...new Set(said.languages)] });
  }
  if ('photo' in said) change('photo', { photo: said.photo?.sha256 ?? null });
  if ('skills' in said) {
    for (const [skill, level] of Object.entries(said.skills ?? {})) {
      const set = { skill: skill as Skill, level, by };
      parts.push([`skill:${skill}`, (settings) => ({ ...settings, ...withLevel(settings, set) })]);
    }
  }
  return parts;
}

const DATE = 'date:';
const datePart = (day: string) => `${DATE}${day}`;

/** As the helper sees it at once, on their own device. */
export function withOwn<S extends OwnSettings>(settings: S, said: AboutOneself, by: SetBy): S {
  return {
    ...settings,
    ...partsOf(said, by).reduce((so, [, set]) => set(so), settings as OwnSettings)
  };
}

export type SetAtServer<S> =
  | { ok: true; settings: S; setBy: Record<string, SetBy> }
  | { ok: false; code: 'availability.tooMany' };

/** @param today `YYYY-MM-DD` on the wall of the market */
export function setAtServer<S extends OwnSettings>(
  settings: S,
  setBy: Record<string, SetBy>,
  { said, by, today }: { said: AboutOneself; by: SetBy; today: string }
): SetAtServer<S> {
  const newer = partsOf(said, by).filter(([name]) => isBefore(setBy[name], by));
  let next = newer.reduce((so, [, set]) => set(so), settings as OwnSettings);
  if (next.plan) next = { ...next, plan: { ...next.plan, dates: ahead(next.plan.dates, today) } };
  if (Object.keys(next.plan?.dates ?? {}).length > PLAN_LIMITS.dates) {
    return { ok: false, code: 'availability.tooMany' };
  }
  const isOver = (name: string) => name.startsWith(DATE) && name < datePart(today);
  const known = Object.entries({
    ...setBy,
    ...Object.fromEntries(newer.map(([name]) => [name, by]))
  });
  const kept = Object.fromEntries(known.filter(([name]) => !isOver(name)));
  const named = namedDates(kept, next);
  // Whoever has more from before may still change everything else, and take dates back.
  const isTooMany = named > PLAN_LIMITS.datesNamed && named > namedDates(setBy, settings);
  if (isTooMany || newer.some(([name]) => isTooFar(name, today))) {
    return { ok: false, code: 'availability.tooMany' };
  }
  return { ok: true, settings: { ...settings, ...next }, setBy: kept };
}

/** Days that are set or were taken back. */
function namedDates(setBy: Record<string, SetBy>, { plan }: OwnSettings): number {
  const named = Object.keys(setBy).filter((name) => name.startsWith(DATE));
  return new Set([...named, ...Object.keys(plan?.dates ?? {}).map(datePart)]).size;
}

function isTooFar(name: string, today: string): boolean {
  const furthest = `${Number(today.slice(0, 4)) + PLAN_LIMITS.yearsAhead}${today.slice(4)}`;
  return name.startsWith(DATE) && name > datePart(furthest);
}

function isBefore(earlier: SetBy | undefined, { at, id }: SetBy): boolean {
  if (!earlier) return true;
  return earlier.at === at ? earlier.id < id : earlier.at < at;
}

const ahead = (dates: WorkPlan['dates'], today: string): WorkPlan['dates'] =>
  Object.fromEntries(Object.entries(dates).filter(([day]) => day >= today));
