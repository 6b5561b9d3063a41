// What may be done to an application, by whom, and what it does. Pure: who, when and new ids come in.
// 1. What the applicant fills in is theirs until it is handed in, and again while more is asked.
// 2. Nothing is handed in while something is missing, and nobody is accepted while an item is open
//    or turned down.
// 3. A decision is about what was seen: an item that is changed afterwards is open again.
// 4. Whoever is in may hand in further papers; they are looked at one by one.
import type { Ms } from '../brand.ts';
import {
  ITEM_FIELDS,
  itemsOf,
  type Application,
  type ApplicationEvent,
  type ApplicationState,
  type FormItem,
  type Item,
  type SignedContract
} from './application.ts';
import type { ApplicationForm } from './application-form.ts';
import { missingFrom, type KnownOutside, type MissingItem } from './missing-items.ts';
import type { Paper } from './papers.ts';
import { APPLICATION_POLICY } from './policy.ts';

export type ApplicationCommand =
  | { kind: 'save'; form: ApplicationForm; generation: number }
  | { kind: 'addPaper'; paper: Paper }
  | { kind: 'dropPaper'; id: string }
  | { kind: 'sign'; contract: SignedContract }
  | { kind: 'takeTest'; percent: number }
  | { kind: 'submit'; known: Omit<KnownOutside, 'now'> }
  | { kind: 'judge'; item: Item; isOk: boolean; reason: string; generation: number }
  | {
      kind: 'ask' | 'accept' | 'refuse' | 'suspend' | 'readmit';
      reason: string;
      generation: number;
    };
export type ApplicationCommandKind = ApplicationCommand['kind'];

export type ApplicationRefusal =
  | 'application.wrongState'
  | 'application.changed'
  | 'application.missing'
  | 'application.openItems'
  | 'application.noReason'
  | 'application.tooManyPapers'
  | 'test.pause'
  | 'request.unknown';

export type Decided =
  | { ok: true; next: Application }
  | { ok: false; code: ApplicationRefusal; missing?: MissingItem[] };

/** In which state each may be done; to which it leads, where it leads on. */
export const APPLICATION_TABLE: Record<
  ApplicationCommandKind,
  { from: readonly ApplicationState[]; to?: ApplicationState }
> = {
  save: { from: ['draft', 'asked'] },
  addPaper: { from: ['draft', 'asked', 'accepted', 'suspended'] },
  dropPaper: { from: ['draft', 'asked'] },
  sign: { from: ['draft', 'asked'] },
  takeTest: { from: ['draft', 'asked'] },
  submit: { from: ['draft', 'asked'], to: 'submitted' },
  judge: { from: ['submitted', 'accepted', 'suspended'] },
  ask: { from: ['submitted'], to: 'asked' },
  accept: { from: ['submitted'], to: 'accepted' },
  refuse: { from: ['submitted', 'asked'], to: 'refused' },
  suspend: { from: ['accepted'], to: 'suspended' },
  readmit: { from: ['suspended'], to: 'accepted' }
};

/** @param by of staff; null: the applicant */
export function decide(
  application: Application,
  command: ApplicationCommand,
  { by, now }: { by: string | null; now: Ms }
): Decided {
  const { from, to } = APPLICATION_TABLE[command.kind];
  if ('generation' in command && command.generation !== application.generation) {
    return refused('application.changed');
  }
  if (!from.includes(application.state)) return refused('application.wrongState');
  const changed = apply(application, command, { by, now });
  if (!changed.ok) return changed;
  const next = { ...changed.next, generation: application.generation + 1 };
  return { ok: true, next: to ? { ...next, state: to } : next };
}

const refused = (code: ApplicationRefusal): Decided => ({ ok: false, code });
const done = (next: Application): Decided => ({ ok: true, next });

function apply(
  application: Application,
  command: ApplicationCommand,
  { by, now }: { by: string | null; now: Ms }
): Decided {
  const { papers, decisions } = application;
  const noted = (what: ApplicationEvent['what'], reason: string) => ({
    ...application,
    history: [...application.history, { at: now, what, by, reason }]
  });
  switch (command.kind) {
    case 'save':
      return done({ ...withChangesOpen(application, command.form), form: command.form });
    case 'addPaper':
      if (papers.length >= APPLICATION_POLICY.papers.mostCount) {
        return refused('application.tooManyPapers');
      }
      return done({ ...application, papers: [...papers, command.paper] });
    case 'dropPaper': {
      if (!papers.some(({ id }) => id === command.id)) return refused('request.unknown');
      const { [`paper:${command.id}` as const]: _, ...rest } = decisions;
      const left = papers.filter(({ id }) => id !== command.id);
      return done({ ...application, papers: left, decisions: rest });
    }
    case 'sign':
      return done({ ...application, contract: command.contract });
    case 'takeTest':
      return takeTest(application, command.percent, now);
    case 'submit': {
      const missing = missingFrom(application, { ...command.known, now });
      if (missing.length > 0) return { ok: false, code: 'application.missing', missing };
      return done({ ...noted('submit', ''), submittedAt: now });
    }
    case 'judge': {
      const { item, isOk, reason } = command;
      if (!itemsOf(application).includes(item)) return refused('request.unknown');
      if (!isOk && reason === '') return refused('application.noReason');
      const decision = { isOk, reason, by: by ?? '', at: now };
      return done({ ...application, decisions: { ...decisions, [item]: decision } });
    }
    case 'accept':
      return openItems(application).length > 0
        ? refused('application.openItems')
        : done(noted('accept', command.reason));
    case 'ask':
      return command.reason === '' && turnedDown(application).length === 0
        ? refused('application.noReason')
        : done(noted('ask', command.reason));
    case 'readmit':
      return done(noted('readmit', command.reason));
    default:
      return command.reason === ''
        ? refused('application.noReason')
        : done(noted(command.kind, command.reason));
  }
}

/** Of whoever has changed what was decided on, the decision goes. */
function withChangesOpen(application: Application, form: ApplicationForm): Application {
  const isSame = (item: FormItem) =>
    ITEM_FIELDS[item].every(
      (field) => JSON.stringify(form[field]) === JSON.stringify(application.form[field])
    );
  const kept = Object.entries(application.decisions).filter(
    ([item]) => !(item in ITEM_FIELDS) || isSame(item as FormItem)
  );
  return { ...application, decisions: Object.fromEntries(kept) as Application['decisions'] };
}

/** Not looked at, or turned down. */
export function openItems(application: Application): Item[] {
  // A paper that was turned down no longer matters where another of its kind is good.
  const isGood = (id: string) => application.decisions[`paper:${id}`]?.isOk === true;
  const goodKinds = application.papers.filter(({ id }) => isGood(id)).map(({ kind }) => kind);
  return itemsOf(application).filter((item) => {
    const decision = application.decisions[item];
    if (decision?.isOk) return false;
    const paper = application.papers.find(({ id }) => item === `paper:${id}`);
    return !(paper && decision && goodKinds.includes(paper.kind));
  });
}

export function turnedDown({ decisions }: Pick<Application, 'decisions'>): Item[] {
  return (Object.keys(decisions) as Item[]).filter((item) => decisions[item]?.isOk === false);
}

function takeTest(application: Application, percent: number, now: Ms): Decided {
  const { attempts } = application.test;
  if (testPauseUntil(application.test, now) !== null) return refused('test.pause');
  const attempt = { at: now, percent, passed: percent >= APPLICATION_POLICY.test.passPercent };
  return done({ ...application, test: { attempts: [...attempts, attempt] } });
}

/** Until when nobody may try again; null: now. So many attempts, then a pause, then as many again. */
export function testPauseUntil({ attempts }: Application['test'], now: Ms): Ms | null {
  const { attempts: most, pauseMs } = APPLICATION_POLICY.test;
  const last = attempts.at(-1);
  if (!last || attempts.length % most !== 0) return null;
  return last.at + pauseMs > now ? last.at + pauseMs : null;
}

/** How many tries are left before the next pause. */
export function attemptsLeft({ attempts }: Application['test'], now: Ms): number {
  const { attempts: most } = APPLICATION_POLICY.test;
  return testPauseUntil({ attempts }, now) === null ? most - (attempts.length % most) : 0;
}
