import type {
  ApplicationEvent,
  ApplicationState,
  FormItem
} from '#domain/application/application.ts';
import type { FormField } from '#domain/application/merge-forms.ts';
import type { ApplyStep, MissingItem, MissingWhy } from '#domain/application/missing-items.ts';
import type { PaperKind } from '#domain/application/policy.ts';
import { m } from '$lib/paraglide/messages';

export const STEP_WORDS: Record<ApplyStep, () => string> = {
  kind: m.helpers_step_kind,
  person: m.helpers_step_person,
  skills: m.helpers_step_skills,
  area: m.helpers_step_area,
  papers: m.helpers_step_papers,
  account: m.helpers_step_account,
  rules: m.helpers_step_rules,
  test: m.helpers_step_test
};
export const STATE_WORDS: Record<ApplicationState, () => string> = {
  draft: m.helpers_state_draft,
  submitted: m.helpers_state_submitted,
  asked: m.helpers_state_asked,
  accepted: m.helpers_state_accepted,
  refused: m.helpers_state_refused,
  suspended: m.helpers_state_suspended
};
export const STATE_TEXTS: Record<ApplicationState, () => string> = {
  draft: m.helpers_state_draft_text,
  submitted: m.helpers_state_submitted_text,
  asked: m.helpers_state_asked_text,
  accepted: m.helpers_state_accepted_text,
  refused: m.helpers_state_refused_text,
  suspended: m.helpers_state_suspended_text
};
export const EVENT_WORDS: Record<ApplicationEvent['what'], () => string> = {
  begin: m.helpers_event_begin,
  submit: m.helpers_event_submit,
  ask: m.helpers_event_ask,
  accept: m.helpers_event_accept,
  refuse: m.helpers_event_refuse,
  suspend: m.helpers_event_suspend,
  readmit: m.helpers_event_readmit
};
export const PAPER_WORDS: Record<PaperKind, () => string> = {
  identity: m.helpers_paper_identity,
  tradeLicence: m.helpers_paper_tradeLicence,
  liabilityInsurance: m.helpers_paper_liabilityInsurance,
  certificate: m.helpers_paper_certificate,
  workPermit: m.helpers_paper_workPermit
};
export const ITEM_WORDS: Record<FormItem, () => string> = {
  person: m.helpers_vet_item_person,
  address: m.helpers_vet_item_address,
  company: m.helpers_vet_item_company,
  skills: m.helpers_vet_item_skills,
  area: m.helpers_vet_item_area,
  account: m.helpers_vet_item_account
};
const WHY: Record<MissingWhy, () => string> = {
  required: m.helpers_why_required,
  invalid: m.helpers_why_invalid,
  tooYoung: m.helpers_why_tooYoung,
  phone: m.helpers_why_phone,
  postcode: m.helpers_why_postcode,
  place: m.helpers_why_place,
  vatId: m.helpers_why_vatId,
  iban: m.helpers_why_iban,
  ibanElsewhere: m.helpers_why_ibanElsewhere,
  paper: m.helpers_why_paper,
  paperExpired: m.helpers_why_paperExpired,
  notOk: m.helpers_why_notOk,
  version: m.helpers_why_version,
  test: m.helpers_why_test
};
export const FIELD_WORDS: Partial<Record<string, () => string>> = {
  role: m.helpers_role,
  market: m.helpers_market,
  company: m.helpers_company,
  register: m.helpers_register,
  vatId: m.helpers_vat,
  name: m.helpers_name,
  phone: m.helpers_phone,
  birthDate: m.helpers_birth,
  street: m.helpers_street,
  houseNumber: m.helpers_house,
  postcode: m.helpers_postcode,
  city: m.helpers_city,
  languages: m.helpers_languages,
  skills: m.helpers_step_skills,
  basePostcode: m.helpers_base_postcode,
  baseCity: m.helpers_base_city,
  point: m.helpers_map,
  radiusKm: m.helpers_radius,
  accountHolder: m.helpers_holder,
  iban: m.helpers_iban,
  codeOfConduct: m.helpers_rules_code,
  terms: m.helpers_step_rules,
  contract: m.helpers_contract,
  test: m.helpers_step_test
};

export const fieldWord = (field: FormField | string): string =>
  (FIELD_WORDS[field] ?? PAPER_WORDS[field as PaperKind])?.() ?? field;
export const whyText = ({ why }: Pick<MissingItem, 'why'>): string => WHY[why]();
