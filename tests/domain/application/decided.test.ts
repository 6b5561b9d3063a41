import { describe, expect, it } from 'vitest';
import { ITEM_FIELDS, type Application, type Item } from '#domain/application/application.ts';
import {
  attemptsLeft,
  decide,
  openItems,
  testPauseUntil,
  turnedDown,
  type ApplicationCommand
} from '#domain/application/decide.ts';
import { DAY_MS } from '#domain/policy/policy.ts';
import { aForm, anApplication, aPaper, KNOWN } from '../../support/an-application.ts';
import { NOW } from '../../support/builders.ts';

const yes = { isOk: true, reason: '', by: 'eva', at: NOW };
const no = { ...yes, isOk: false, reason: 'blurred' };
type Decisions = Application['decisions'];
const [by, now] = ['eva', NOW + 5];
const decided = (of: Application, command: ApplicationCommand, who: string | null = by) =>
  decide(of, command, { by: who, now });
const next = (of: Application, command: ApplicationCommand, who: string | null = by) => {
  const done = decided(of, command, who);
  if (!done.ok) throw new Error(done.code);
  return done.next;
};
const [p1, p2] = [aPaper(), aPaper({ id: 'p2', kind: 'certificate' })];
const signature = { method: 'typed', typedName: 'Lea' } as const;

describe('what each step does to an application, and nothing else', () => {
  const draft = anApplication({
    papers: [p1, p2],
    decisions: { 'paper:p1': no, 'paper:p2': yes }
  });
  const submitted = { ...draft, state: 'submitted' as const };
  const history = [{ at: 1, what: 'begin' as const, by: null, reason: '' }];

  it('[H1.2] a form is saved', () => {
    const form = aForm({ radiusKm: 5 });
    expect(next(draft, { kind: 'save', form, generation: 1 }, null)).toEqual({
      ...draft,
      ...{ form, generation: 2 }
    });
  });

  it('[H1.6] a paper comes behind the others; one that goes takes its decision along', () => {
    const paper = aPaper({ id: 'p3' });
    expect(next(draft, { kind: 'addPaper', paper }, null)).toEqual({
      ...draft,
      ...{ papers: [p1, p2, paper], generation: 2 }
    });
    expect(next(draft, { kind: 'dropPaper', id: 'p1' }, null)).toEqual({
      ...draft,
      ...{ papers: [p2], decisions: { 'paper:p2': yes }, generation: 2 }
    });
    expect(decided(draft, { kind: 'dropPaper', id: 'p3' })).toEqual({
      ...{ ok: false, code: 'request.unknown' }
    });
  });

  it('[H1.6] nineteen papers leave room for one', () => {
    const papers = Array.from({ length: 20 }, (_none, at) => aPaper({ id: `x${at}` }));
    const add = { kind: 'addPaper', paper: p1 } as const;
    expect(decided({ ...draft, papers: papers.slice(1) }, add)).toMatchObject({ ok: true });
    expect(decided({ ...draft, papers }, add)).toEqual({
      ...{ ok: false, code: 'application.tooManyPapers' }
    });
  });

  it('[H1.5] a contract is signed', () => {
    const contract = { version: '2026-11', name: 'Lea', signature, at: NOW };
    expect(next(draft, { kind: 'sign', contract }, null)).toEqual({
      ...draft,
      ...{ contract, generation: 2 }
    });
  });

  it('[H2.5] it is handed in, and who does what why comes behind what was', () => {
    const known = { isPhone: KNOWN.isPhone, isPlaced: true };
    const good = anApplication({ history, submittedAt: 1 });
    expect(next(good, { kind: 'submit', known }, null)).toEqual({
      ...good,
      ...{ state: 'submitted', generation: 2, submittedAt: now },
      history: [...history, { at: now, what: 'submit', by: null, reason: '' }]
    });
    const kinds = [
      ['ask', 'submitted', 'asked'],
      ['refuse', 'submitted', 'refused'],
      ['suspend', 'accepted', 'suspended'],
      ['readmit', 'suspended', 'accepted']
    ] as const;
    for (const [kind, state, to] of kinds) {
      const command = { kind, reason: 'because', generation: 1 } as const;
      expect(next({ ...good, state }, command)).toEqual({
        ...good,
        ...{ state: to, generation: 2 },
        history: [...history, { at: now, what: kind, by, reason: 'because' }]
      });
    }
    expect(
      next({ ...good, state: 'suspended' }, { kind: 'readmit', reason: '', generation: 1 })
    ).toMatchObject({ history: [{}, { what: 'readmit', reason: '' }] });
  });

  it('[H1.3] what is missing is said where it is handed in too early, by the number and the place', () => {
    const missing = (known: { isPhone: () => boolean; isPlaced: boolean }) =>
      decided(anApplication(), { kind: 'submit', known });
    expect(missing({ isPhone: () => false, isPlaced: false })).toEqual({
      ...{ ok: false, code: 'application.missing' },
      missing: [
        { step: 'person', field: 'phone', why: 'phone' },
        { step: 'area', field: 'point', why: 'place' }
      ]
    });
  });

  it('[H2.2] an item is judged, with who, when and why; one that is not there is not', () => {
    const judge = (item: Item, isOk = true, reason = '') =>
      decided(submitted, { kind: 'judge', item, isOk, reason, generation: 1 });
    expect(judge('person', false, 'blurred')).toEqual({
      ok: true,
      next: {
        ...{ ...submitted, generation: 2 },
        decisions: { ...submitted.decisions, person: { ...no, by, at: now } }
      }
    });
    expect(judge('paper:p1', true, 'fine')).toMatchObject({
      next: { decisions: { 'paper:p1': { isOk: true, reason: 'fine', by, at: now } } }
    });
    const unknown = { ok: false, code: 'request.unknown' };
    expect([judge('paper:p3'), judge('company')]).toEqual([unknown, unknown]);
    expect(judge('person', false)).toEqual({ ok: false, code: 'application.noReason' });
    const command = { kind: 'judge', item: 'area', isOk: true, reason: '', generation: 1 } as const;
    expect(next(submitted, command, null).decisions.area).toEqual({ ...yes, by: '', at: now });
  });

  it('[H2.2] accepted, it says so; a reason is free', () => {
    const all = ['person', 'address', 'skills', 'area', 'account', 'paper:p1', 'paper:p2'];
    const decisions = Object.fromEntries(all.map((item) => [item, yes])) as Decisions;
    const good = { ...submitted, decisions };
    expect(next(good, { kind: 'accept', reason: 'welcome', generation: 1 })).toEqual({
      ...{ ...good, state: 'accepted', generation: 2 },
      history: [{ at: now, what: 'accept', by, reason: 'welcome' }]
    });
  });

  it.each(
    Object.entries(ITEM_FIELDS).flatMap(([item, fields]) => fields.map((field) => [field, item]))
  )('[H2.4] another %s opens %s and nothing else', (field, item) => {
    const items = Object.keys(ITEM_FIELDS);
    const decisions = Object.fromEntries([...items, 'paper:p1'].map((each) => [each, yes]));
    const judged = { ...draft, decisions: decisions as Decisions };
    const form = { ...aForm(), [field!]: 'other' } as Application['form'];
    const saved = next(judged, { kind: 'save', form, generation: 1 });
    const { [item!]: _open, ...rest } = decisions;
    expect(saved.decisions).toEqual(rest);
    expect(next(judged, { kind: 'save', form: aForm(), generation: 1 }).decisions).toEqual(
      decisions
    );
  });
});

describe('what is open', () => {
  it('[H2.2] what nobody has looked at, what was turned down and is not replaced', () => {
    const of = (decisions: Decisions, papers = [p1]) =>
      openItems(anApplication({ papers, decisions }));
    const form = ['person', 'address', 'skills', 'area', 'account'] as const;
    const good = Object.fromEntries(form.map((item) => [item, yes])) as Decisions;
    expect(of({})).toEqual([...form, 'paper:p1']);
    expect(of({ ...good, 'paper:p1': yes })).toEqual([]);
    expect(of({ ...good, area: no, 'paper:p1': no })).toEqual(['area', 'paper:p1']);
    const again = aPaper({ id: 'p9' });
    expect(of({ ...good, 'paper:p1': no, 'paper:p9': yes }, [p1, again])).toEqual([]);
    expect(of({ ...good, 'paper:p9': yes }, [p1, again])).toEqual(['paper:p1']);
    expect(of({ ...good, 'paper:p1': no, 'paper:p2': yes }, [p1, p2])).toEqual(['paper:p1']);
    expect(of({ ...good, 'paper:p1': no }, [p1, again])).toEqual(['paper:p1', 'paper:p9']);
  });

  it('[H2.12] what was turned down', () => {
    expect(turnedDown({ decisions: { person: no, area: yes, 'paper:p1': no } })).toEqual([
      ...['person', 'paper:p1']
    ]);
    expect(turnedDown({ decisions: {} })).toEqual([]);
  });
});

describe('the tries of the test', () => {
  const tried = (...times: number[]) => ({
    attempts: times.map((at) => ({ at, percent: 0, passed: false }))
  });

  it('[H1.9] three, then a day, then three again', () => {
    const rows: [number[], number | null, number][] = [
      [[], null, 3],
      [[1], null, 2],
      [[1, 2], null, 1],
      [[1, 2, NOW], NOW + DAY_MS, 0],
      [[1, 2, NOW - DAY_MS + 1], NOW + 1, 0],
      [[1, 2, NOW - DAY_MS], null, 3],
      [[1, 2, 3, NOW], null, 2],
      [[1, 2, 3, 4, 5, NOW], NOW + DAY_MS, 0]
    ];
    for (const [times, until, left] of rows) {
      expect(testPauseUntil(tried(...times), NOW), String(times)).toBe(until);
      expect(attemptsLeft(tried(...times), NOW), String(times)).toBe(left);
    }
  });

  it('[H1.9] each is kept; eighty pass', () => {
    const draft = anApplication({ test: tried(1) });
    for (const [percent, passed] of [
      [79, false],
      [80, true],
      [100, true]
    ] as const) {
      expect(next(draft, { kind: 'takeTest', percent }, null)).toEqual({
        ...{ ...draft, generation: 2 },
        test: { attempts: [...draft.test.attempts, { at: now, percent, passed }] }
      });
    }
  });
});
