// What is missing before an application may be handed in: one list that the form and the server read.
import { isPostcode, MARKET_POLICY, type Market } from '../policy/policy.ts';
import { againstDebit, isIban } from '../text/iban.ts';
import { isName, isVisible } from '../text/clean-text.ts';
import { wallAt } from '../booking/visit-time.ts';
import type { Ms } from '../brand.ts';
import type { Application } from './application.ts';
import { baseOf, type ApplicationForm } from './application-form.ts';
import { holdsAt, neededPapers } from './papers.ts';
import { AGREEMENTS, APPLICATION_POLICY, type PaperKind } from './policy.ts';

export const APPLY_STEPS = [
  'kind',
  'person',
  'skills',
  'area',
  'papers',
  'account',
  'rules',
  'test'
] as const;
export type ApplyStep = (typeof APPLY_STEPS)[number];

export type MissingWhy =
  | 'required'
  | 'invalid'
  | 'tooYoung'
  | 'phone'
  | 'postcode'
  | 'place'
  | 'vatId'
  | 'iban'
  | 'ibanElsewhere'
  | 'paper'
  | 'paperExpired'
  | 'notOk'
  | 'version'
  | 'test';

export interface MissingItem {
  step: ApplyStep;
  /** Name of the field, of a kind of paper, or of a paper that was turned down. */
  field: string;
  why: MissingWhy;
}

/** What the rules cannot know by themselves. */
export interface KnownOutside {
  now: Ms;
  /** Whether the number can be dialled: the library for that is large and comes from outside. */
  isPhone: (text: string, market: Market) => boolean;
  /** Whether the base leads to a point; undefined: nobody has looked. */
  isPlaced: boolean | undefined;
}

type Applied = Pick<Application, 'form' | 'papers' | 'contract' | 'test' | 'decisions'>;

export function missingFrom(application: Applied, known: KnownOutside): MissingItem[] {
  const { form } = application;
  return [
    ...missingKind(form),
    ...missingPerson(form, known),
    ...missingWork(form, known),
    ...missingPapers(application, known.now),
    ...missingAccount(form),
    ...missingRules(application),
    ...(hasPassed(application.test) ? [] : [missing('test', 'test', 'test')])
  ];
}

export function hasPassed({ attempts }: Application['test']): boolean {
  return attempts.some(({ passed }) => passed);
}

const missing = (step: ApplyStep, field: string, why: MissingWhy = 'required'): MissingItem => ({
  ...{ step, field, why }
});

/** Those of `fields` in which there is nothing to see. */
function empty(step: ApplyStep, form: ApplicationForm, fields: (keyof ApplicationForm)[]) {
  return fields.filter((field) => !isVisible(form[field] as string)).map((f) => missing(step, f));
}

function missingKind(form: ApplicationForm): MissingItem[] {
  if (form.role === null) return [missing('kind', 'role')];
  if (form.role === 'friend') return [];
  const found = empty('kind', form, ['company', 'register']);
  const { pattern } = MARKET_POLICY[form.market].vatId;
  // Who is too small for VAT has no number.
  if (form.vatId !== '' && !pattern.test(form.vatId)) found.push(missing('kind', 'vatId', 'vatId'));
  return found;
}

function missingPerson(form: ApplicationForm, { now, isPhone }: KnownOutside): MissingItem[] {
  const { market, birthDate, postcode } = form;
  const found = empty('person', form, ['street', 'houseNumber', 'postcode', 'city']);
  if (!isName(form.name)) found.unshift(missing('person', 'name'));
  if (birthDate === '') found.push(missing('person', 'birthDate'));
  else if (!isOfAge(form, now)) found.push(missing('person', 'birthDate', 'tooYoung'));
  if (form.phone === '') found.push(missing('person', 'phone'));
  else if (!isPhone(form.phone, market)) found.push(missing('person', 'phone', 'phone'));
  if (postcode !== '' && !isPostcode(market, postcode)) {
    found.push(missing('person', 'postcode', 'postcode'));
  }
  if (form.languages.length === 0) found.push(missing('person', 'languages'));
  return found;
}

function isOfAge({ birthDate, market }: ApplicationForm, now: Ms): boolean {
  const today = wallAt(now, MARKET_POLICY[market].timeZone).date;
  const { leastAge, mostAge } = APPLICATION_POLICY;
  return birthDate <= yearsBefore(today, leastAge) && birthDate > yearsBefore(today, mostAge);
}

function yearsBefore(day: string, years: number): string {
  return `${Number(day.slice(0, 4)) - years}${day.slice(4)}`;
}

function missingWork(form: ApplicationForm, { isPlaced }: KnownOutside): MissingItem[] {
  const found: MissingItem[] = [];
  if (form.skills.length === 0) found.push(missing('skills', 'skills'));
  const base = baseOf(form);
  if (base.city === '' || !isPostcode(form.market, base.postcode)) {
    found.push(missing('area', 'basePostcode', 'postcode'));
  } else if (isPlaced === false && !form.point) {
    found.push(missing('area', 'point', 'place'));
  }
  return found;
}

function missingPapers({ form, papers, decisions }: Applied, now: Ms): MissingItem[] {
  const turnedDown = papers.filter(({ id }) => decisions[`paper:${id}`]?.isOk === false);
  const good = papers.filter((paper) => !turnedDown.includes(paper));
  const why = (kind: PaperKind) => {
    const ofKind = good.filter((paper) => paper.kind === kind);
    if (ofKind.some((paper) => holdsAt(paper, form.market, now))) return undefined;
    if (ofKind.length > 0) return 'paperExpired';
    return turnedDown.some((paper) => paper.kind === kind) ? 'notOk' : 'paper';
  };
  return (form.role ? neededPapers(form.role) : []).flatMap((kind) => {
    const reason = why(kind);
    return reason ? [missing('papers', kind, reason)] : [];
  });
}

function missingAccount(form: ApplicationForm): MissingItem[] {
  const found = isName(form.accountHolder) ? [] : [missing('account', 'accountHolder')];
  if (form.iban === '') return [...found, missing('account', 'iban')];
  if (!isIban(form.iban)) return [...found, missing('account', 'iban', 'iban')];
  // Paid to, not debited: what a debit refuses of the form, a payout in francs elsewhere does as well.
  const { currency } = MARKET_POLICY[form.market];
  const isElsewhere = againstDebit(form.iban, currency) !== null;
  return isElsewhere ? [...found, missing('account', 'iban', 'ibanElsewhere')] : found;
}

function missingRules({ form, contract }: Applied): MissingItem[] {
  const found: MissingItem[] = [];
  for (const field of ['codeOfConduct', 'terms'] as const) {
    if (form[field] === null) found.push(missing('rules', field));
    else if (form[field] !== AGREEMENTS[field]) found.push(missing('rules', field, 'version'));
  }
  if (form.role === 'pro' && contract?.version !== AGREEMENTS.subcontractorContract) {
    found.push(missing('rules', 'contract', contract ? 'version' : 'required'));
  }
  return found;
}
