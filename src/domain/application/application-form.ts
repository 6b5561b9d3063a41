// What somebody who applies fills in, saved as they go: every field may still be empty. Whether it is
// enough to be handed in says missing-items.ts.
import * as z from 'zod/mini';
import { SKILLS, SKILL_LEVELS, type Skill, type SkillLevel } from '../catalog/service-package.ts';
import { PROVIDER_ROLES } from '../order/job.ts';
import { MARKETS } from '../policy/policy.ts';
import { line } from '../text/text-schema.ts';
import { APPLICATION_POLICY, SPOKEN_LANGUAGES } from './policy.ts';

const { radiusKm } = APPLICATION_POLICY;
const version = z.nullable(z.string().check(z.maxLength(40)));
const isDay = (text: string) => text === '' || isCalendarDay(text);

export const applicationForm = z.object({
  role: z.nullable(z.enum(PROVIDER_ROLES)),
  market: z.enum(MARKETS),
  company: line('company'),
  register: line('company'),
  vatId: line('vatId'),
  name: line('name'),
  phone: line('phone'),
  /** `YYYY-MM-DD`, or empty. */
  birthDate: z.string().check(z.refine(isDay, { error: 'invalid' })),
  street: line('street'),
  houseNumber: line('houseNumber'),
  postcode: line('postcode'),
  city: line('city'),
  languages: z.array(z.enum(SPOKEN_LANGUAGES)).check(z.maxLength(SPOKEN_LANGUAGES.length)),
  skills: z
    .array(
      z.object({
        skill: z.enum(SKILLS),
        level: z.int().check(z.minimum(SKILL_LEVELS.least), z.maximum(SKILL_LEVELS.most))
      })
    )
    .check(z.maxLength(SKILLS.length)),
  /** Where the ways begin; empty: at home. */
  basePostcode: line('postcode'),
  baseCity: line('city'),
  /** Shown on the map, where postcode and town lead to no point. */
  point: z.nullable(
    z.object({
      lat: z.number().check(z.minimum(-90), z.maximum(90)),
      lon: z.number().check(z.minimum(-180), z.maximum(180))
    })
  ),
  radiusKm: z.int().check(z.minimum(radiusKm.least), z.maximum(radiusKm.most)),
  accountHolder: line('name'),
  iban: line('iban'),
  /** Version that was agreed to. */
  codeOfConduct: version,
  terms: version
});
type Read = z.infer<typeof applicationForm>;
export type ApplicationForm = Omit<Read, 'skills'> & {
  skills: { skill: Skill; level: SkillLevel }[];
};

export function emptyForm(market: ApplicationForm['market'], name = ''): ApplicationForm {
  return {
    ...{ role: null, market, company: '', register: '', vatId: '', name, phone: '' },
    ...{ birthDate: '', street: '', houseNumber: '', postcode: '', city: '', languages: [] },
    ...{ skills: [], basePostcode: '', baseCity: '', point: null, radiusKm: radiusKm.usual },
    ...{ accountHolder: '', iban: '', codeOfConduct: null, terms: null }
  };
}

/** Where the ways begin. */
export function baseOf(form: ApplicationForm): { postcode: string; city: string } {
  const isElsewhere = form.basePostcode !== '' || form.baseCity !== '';
  return isElsewhere
    ? { postcode: form.basePostcode, city: form.baseCity }
    : { postcode: form.postcode, city: form.city };
}

export function isCalendarDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}
