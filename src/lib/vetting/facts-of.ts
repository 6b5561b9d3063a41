import type { ApplicationForm } from '#domain/application/application-form.ts';
import { ITEM_FIELDS, type FormItem } from '#domain/application/application.ts';
import { isolated } from '#domain/text/foreign-text.ts';
import { fieldWord, shownValue } from '$lib/apply/public.ts';
import { m } from '$lib/paraglide/messages';
import { phoneText } from '$lib/words/phone-text.svelte.ts';

type Field = keyof ApplicationForm;

/** What the form calls by what it asks for. */
const LABELS: Partial<Record<Field, () => string>> = {
  languages: m.helpers_vet_languages,
  skills: m.helpers_vet_item_skills,
  point: m.helpers_vet_point,
  baseCity: m.helpers_base_city
};
/** Only where somebody starts elsewhere, or has shown it on the map. */
const ELSEWHERE: readonly Field[] = ['basePostcode', 'baseCity', 'point'];

/** What community looks at together, each in words. */
export function factsOf(item: FormItem, form: ApplicationForm): { label: string; value: string }[] {
  const isSaid = (field: Field) => form[field] !== '' && form[field] !== null;
  const facts = ITEM_FIELDS[item]
    .filter((field) => !ELSEWHERE.includes(field) || isSaid(field))
    .map((field) => ({ label: labelOf(field), value: isolated(valueOf(field, form)) }));
  const isFromHome = item === 'area' && !isSaid('baseCity') && !isSaid('basePostcode');
  const home = { label: labelOf('baseCity'), value: m.helpers_vet_from_home() };
  return isFromHome ? [home, ...facts] : facts;
}

const labelOf = (field: Field) => LABELS[field]?.() ?? fieldWord(field);

function valueOf(field: Field, form: ApplicationForm): string {
  const isPhone = field === 'phone' && form.phone !== '';
  return isPhone ? phoneText(form.phone) : shownValue(field, form[field]);
}
