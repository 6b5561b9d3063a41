import type { Ms } from '../brand.ts';
import type { CustomerSignature } from '../protocol/signature.ts';
import type { Locale } from '../policy/policy.ts';
import type { ApplicationForm } from './application-form.ts';
import type { Paper } from './papers.ts';

/**
 * draft → submitted → (asked ↔ submitted) → accepted | refused; accepted ↔ suspended. `asked`:
 * community wants more before it decides.
 */
export const APPLICATION_STATES = [
  'draft',
  'submitted',
  'asked',
  'accepted',
  'refused',
  'suspended'
] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];

/** What community decides one by one. A paper is an item of its own: `paper:<id>`. */
export const FORM_ITEMS = ['person', 'address', 'company', 'skills', 'area', 'account'] as const;
export type FormItem = (typeof FORM_ITEMS)[number];
export type Item = FormItem | `paper:${string}`;

export interface ItemDecision {
  isOk: boolean;
  /** Said to the applicant where it is not. */
  reason: string;
  by: string;
  at: Ms;
}

export interface SignedContract {
  version: string;
  name: string;
  signature: CustomerSignature;
  at: Ms;
}

export interface TestRecord {
  attempts: { at: Ms; percent: number; passed: boolean }[];
}

/** Who did what to it, the oldest first. */
export interface ApplicationEvent {
  at: Ms;
  what: 'begin' | 'submit' | 'ask' | 'accept' | 'refuse' | 'suspend' | 'readmit';
  /** Of staff; null: the applicant. */
  by: string | null;
  reason: string;
}

export interface Application {
  /** Of the applicant, and of the provider that they become. */
  id: string;
  email: string;
  locale: Locale;
  state: ApplicationState;
  /** Rises with every change: whoever saves over what they have not seen is told. */
  generation: number;
  form: ApplicationForm;
  papers: Paper[];
  contract: SignedContract | null;
  test: TestRecord;
  decisions: Partial<Record<Item, ItemDecision>>;
  history: ApplicationEvent[];
  createdAt: Ms;
  /** Last time its applicant changed something; missing: as the history says. */
  touchedAt?: Ms;
  /** When they were told that it will be erased. */
  warnedAt?: Ms;
  /** Last time it came into the queue. */
  submittedAt: Ms | null;
}

/** Which fields community looks at together. */
export const ITEM_FIELDS: Record<FormItem, readonly (keyof ApplicationForm)[]> = {
  person: ['name', 'birthDate', 'phone', 'languages'],
  address: ['market', 'street', 'houseNumber', 'postcode', 'city'],
  company: ['role', 'company', 'register', 'vatId'],
  skills: ['skills'],
  area: ['basePostcode', 'baseCity', 'point', 'radiusKm'],
  account: ['accountHolder', 'iban']
};

export function itemsOf({ form, papers }: Pick<Application, 'form' | 'papers'>): Item[] {
  const items = FORM_ITEMS.filter((each) => each !== 'company' || form.role === 'pro');
  return [...items, ...papers.map(({ id }) => `paper:${id}` as const)];
}
