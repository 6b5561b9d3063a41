import type { Takes } from '#domain/catalog/catalog-fault.ts';
import type { ChecklistPhase } from '#domain/catalog/service-package.ts';
import { isLocale, LANGUAGES, type Locale } from '#domain/policy/policy.ts';
import { m } from '$lib/paraglide/messages';

export const PHASE_NAMES: Record<ChecklistPhase, () => string> = {
  prepare: m.catalog_phase_prepare,
  arrive: m.catalog_phase_arrive,
  work: m.catalog_phase_work,
  explain: m.catalog_phase_explain,
  handOver: m.catalog_phase_handOver
};

export const TAKES_WORDS: Record<Takes, () => string> = {
  json: m.catalog_takes_json,
  file: m.catalog_takes_file,
  format: m.catalog_takes_format,
  package: m.catalog_takes_package,
  product: m.catalog_takes_product,
  item: m.catalog_takes_item,
  section: m.catalog_takes_section,
  unknownField: m.catalog_takes_unknownField,
  list: m.catalog_takes_list,
  tooMany: m.catalog_takes_tooMany,
  flag: m.catalog_takes_flag,
  texts: m.catalog_takes_texts,
  terms: m.catalog_takes_terms,
  required: m.catalog_takes_required,
  tooLong: m.catalog_takes_tooLong,
  invalid: m.catalog_takes_invalid,
  id: m.catalog_takes_id,
  itemId: m.catalog_takes_itemId,
  itemOwner: m.catalog_takes_itemOwner,
  unique: m.catalog_takes_unique,
  skill: m.catalog_takes_skill,
  level: m.catalog_takes_level,
  duration: m.catalog_takes_duration,
  phase: m.catalog_takes_phase,
  price: m.catalog_takes_price,
  prices: m.catalog_takes_prices,
  percent: m.catalog_takes_percent,
  version: m.catalog_takes_version,
  time: m.catalog_takes_time,
  termsVersion: m.catalog_takes_termsVersion,
  known: m.catalog_takes_known
};

/** What the server says of a field, as words. */
export function takesText(message: string): string {
  return (TAKES_WORDS as Partial<Record<string, () => string>>)[message]?.() ?? message;
}

const FIELD_NAMES: Partial<Record<string, () => string>> = {
  title: m.catalog_field_title,
  summary: m.catalog_field_summary,
  scope: m.catalog_field_scope,
  notIncluded: m.catalog_field_notIncluded,
  tools: m.catalog_field_tools,
  guide: m.catalog_field_guide,
  checklist: m.catalog_field_checklist,
  terms: m.catalog_field_terms,
  durationMin: m.catalog_field_durationMin,
  skill: m.catalog_field_skill,
  level: m.catalog_field_level,
  prices: m.catalog_field_prices,
  proOnly: m.catalog_field_proOnly,
  addOn: m.catalog_field_addOn,
  active: m.catalog_field_active,
  brand: m.catalog_field_brand,
  salesCommissionPercent: m.catalog_field_salesCommissionPercent,
  goesWith: m.catalog_field_goesWith,
  required: m.catalog_field_required,
  phase: m.catalog_field_phase,
  text: m.catalog_field_text,
  order: m.catalog_field_order
};

/** Where something differs, as people call it: "Titel · English", "Preis · DE". */
export function placeText(path: string): string {
  const steps = path.split(/[.[\]]+/).filter((step) => step !== '' && !step.startsWith('{'));
  const named = steps.map((step) =>
    isLocale(step) ? languageName(step) : (FIELD_NAMES[step]?.() ?? step)
  );
  return named.filter((name, at) => at === 0 || !/^[{}":,]/.test(name)).join(' · ');
}

export function languageName(locale: Locale): string {
  return LANGUAGES[locale].name;
}
