// What an applicant has filled in, as people say it: never a code or a date of machines.
import type { ApplicationForm } from '#domain/application/application-form.ts';
import type { FormField } from '#domain/application/merge-forms.ts';
import { countryName } from '#domain/policy/policy.ts';
import { isIban, spacedIban } from '#domain/text/iban.ts';
import { categoryName } from '$lib/booking/packages/public.ts';
import { dayShown } from '$lib/fields/when/typed-day.ts';
import { m } from '$lib/paraglide/messages';
import { getLocale } from '$lib/paraglide/runtime';

type Filled = Partial<ApplicationForm>;
type Shown = { [Field in FormField]?: (value: NonNullable<ApplicationForm[Field]>) => string };

const COORDINATE_DIGITS = 3;
const coordinate = (degrees: number) =>
  degrees.toLocaleString(getLocale(), { maximumFractionDigits: COORDINATE_DIGITS });
const version = (agreed: string) => m.helpers_version_agreed({ version: agreed });

const SHOWN: Shown = {
  role: (role) => (role === 'pro' ? m.helpers_pro() : m.helpers_friend()),
  market: (market) => countryName(market, getLocale()),
  birthDate: (day) => dayShown(day, getLocale()),
  languages: (languages) => {
    const names = new Intl.DisplayNames([getLocale()], { type: 'language' });
    return languages.map((each) => names.of(each) ?? each).join(', ');
  },
  skills: (skills) =>
    skills
      .map(({ skill, level }) => m.helpers_skill_level({ skill: categoryName(skill), level }))
      .join('; '),
  point: ({ lat, lon }) => m.helpers_point_shown({ lat: coordinate(lat), lon: coordinate(lon) }),
  radiusKm: (km) => m.helpers_radius_value({ km }),
  iban: (iban) => (isIban(iban) ? spacedIban(iban) : iban),
  codeOfConduct: version,
  terms: version
};

/** One field in one line, for whoever has to choose between two, or to look at it. */
export function shownValue(field: FormField, value: Filled[FormField]): string {
  const isNothing = value === undefined || value === null || value.valueOf() === '';
  if (isNothing || (Array.isArray(value) && value.length === 0)) return m.helpers_nothing_said();
  const show = SHOWN[field] as ((value: unknown) => string) | undefined;
  return show ? show(value) : String(value);
}
