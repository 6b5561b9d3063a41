// How the demo packages are written down: German and English side by side, a checklist by phase.
import {
  CHECKLIST_PHASES,
  type ChecklistItem,
  type ChecklistPhase,
  type LocalText,
  type Prices,
  type ServicePackage,
  type Skill,
  type SkillLevel
} from '#domain/catalog/service-package.ts';
import { SKILL_TERMS } from './skill-terms.ts';
import type { Market } from '#domain/policy/policy.ts';

export const text = (de: string, en: string): LocalText => ({ de, en });

export const section = (title: LocalText, body: LocalText) => ({ title, text: body });

interface DraftItem {
  name: string;
  text: LocalText;
  required: boolean;
}

/**
 * The visit cannot be completed while it is open (R14): only for what the customer must not go
 * without.
 */
export const must = (name: string, de: string, en: string): DraftItem => ({
  name,
  text: text(de, en),
  required: true
});

export const may = (name: string, de: string, en: string): DraftItem => ({
  name,
  text: text(de, en),
  required: false
});

/**
 * Part of every visit (R12, R17). They carry one id in every package, so that a package added on
 * the spot does not ask for the introduction a second time.
 */
const EVERY_VISIT: Partial<Record<ChecklistPhase, DraftItem[]>> = {
  arrive: [
    may(
      'introduced',
      'Vorgestellt und gefragt, welche Räume und Steckdosen benutzt werden dürfen',
      'Introduced yourself and asked which rooms and sockets may be used'
    ),
    must(
      'agreed',
      'Gemeinsam besprochen, was gemacht wird, wo und zu welchem Preis',
      'Talked through together what will be done, where and at what price'
    )
  ],
  handOver: [
    may(
      'tidied',
      'Aufgeräumt, Verpackung wie gewünscht mitgenommen oder bereitgestellt',
      'Tidied up and packaging taken away or left ready, as the customer wished'
    ),
    may(
      'questions',
      'Nach offenen Fragen und weiterem Bedarf gefragt',
      'Asked about open questions and anything else that would help'
    )
  ]
};

type WholePrices = Partial<Record<Market, number>>;

export interface PackageDraft {
  id: string;
  version?: number;
  skill: Skill;
  level: SkillLevel;
  durationMin: number;
  /** Gross, whole euros and francs as on a price list. */
  prices: WholePrices;
  earlierPrices?: Record<string, WholePrices>;
  proOnly?: boolean;
  addOn?: boolean;
  title: LocalText;
  summary: LocalText;
  scope: LocalText[];
  notIncluded: LocalText[];
  /** Beside those of its skill. */
  terms?: { de: string[]; en: string[] };
  tools: LocalText[];
  guide: { title: LocalText; text: LocalText }[];
  checklist: Record<ChecklistPhase, DraftItem[]>;
}

const minor = (whole: WholePrices): Prices =>
  Object.fromEntries(Object.entries(whole).map(([market, price]) => [market, price * 100]));

export function writePackage(draft: PackageDraft): ServicePackage {
  const { id, skill, checklist, prices, earlierPrices = {} } = draft;
  return {
    _id: `package:${id}`,
    type: 'package',
    id,
    version: draft.version ?? 1,
    category: skill,
    title: draft.title,
    summary: draft.summary,
    scope: draft.scope,
    notIncluded: draft.notIncluded,
    terms: termsOf(draft),
    tools: draft.tools,
    guide: draft.guide,
    checklist: CHECKLIST_PHASES.flatMap((phase) => [
      ...items('visit', phase, EVERY_VISIT[phase] ?? []),
      ...items(id, phase, checklist[phase])
    ]),
    durationMin: draft.durationMin,
    skill,
    level: draft.level,
    prices: minor(prices),
    earlierPrices: Object.fromEntries(
      Object.entries(earlierPrices).map(([version, earlier]) => [version, minor(earlier)])
    ),
    proOnly: draft.proOnly ?? false,
    addOn: draft.addOn ?? false,
    active: true
  };
}

function termsOf({ skill, terms }: PackageDraft) {
  const { de, en } = SKILL_TERMS[skill];
  return { de: [...de, ...(terms?.de ?? [])], en: [...en, ...(terms?.en ?? [])] };
}

function items(owner: string, phase: ChecklistPhase, drafts: DraftItem[]): ChecklistItem[] {
  return drafts.map(({ name, text: words, required }) => ({
    id: `${owner}.${name}`,
    phase,
    text: words,
    required
  }));
}
