import { describe, expect, it } from 'vitest';
import {
  APPLICATION_TABLE,
  attemptsLeft,
  decide,
  type ApplicationCommand,
  type ApplicationCommandKind
} from '#domain/application/decide.ts';
import { APPLICATION_STATES, type Application } from '#domain/application/application.ts';
import { DAY_MS } from '#domain/policy/policy.ts';
import { aForm, anApplication, aPaper } from '../../support/an-application.ts';
import { NOW } from '../../support/builders.ts';

const known = { isPhone: () => true, isPlaced: true };
const yes = { isOk: true, reason: '', by: 'eva', at: NOW };
const ALL_OK: Application['decisions'] = {
  ...{ person: yes, address: yes, skills: yes, area: yes, account: yes, 'paper:p1': yes }
};
const signature = { method: 'typed', typedName: 'Lea' } as const;
const COMMANDS: Record<ApplicationCommandKind, ApplicationCommand> = {
  save: { kind: 'save', form: aForm(), generation: 1 },
  addPaper: { kind: 'addPaper', paper: aPaper({ id: 'p9' }) },
  dropPaper: { kind: 'dropPaper', id: 'p1' },
  sign: { kind: 'sign', contract: { version: 'v', name: 'Lea', signature, at: NOW } },
  takeTest: { kind: 'takeTest', percent: 80 },
  submit: { kind: 'submit', known },
  judge: { kind: 'judge', item: 'person', isOk: true, reason: '', generation: 1 },
  ask: { kind: 'ask', reason: 'a clearer photo, please', generation: 1 },
  accept: { kind: 'accept', reason: '', generation: 1 },
  refuse: { kind: 'refuse', reason: 'no', generation: 1 },
  suspend: { kind: 'suspend', reason: 'complaints', generation: 1 },
  readmit: { kind: 'readmit', reason: '', generation: 1 }
};
const at = { by: 'eva', now: NOW };
const done = (application: Application, command: ApplicationCommand, by = at) => {
  const decided = decide(application, command, by);
  if (!decided.ok) throw new Error(decided.code);
  return decided.next;
};
const codeOf = (application: Application, command: ApplicationCommand, by = at) => {
  const decided = decide(application, command, by);
  return decided.ok ? 'ok' : decided.code;
};

const GRID = APPLICATION_STATES.flatMap((state) =>
  (Object.keys(COMMANDS) as ApplicationCommandKind[]).map((kind) => [state, kind] as const)
);
/** Said here once more, by hand: what nobody may do matters as much. */
const ALLOWED: Record<string, Record<string, string>> = {
  draft: {
    ...{ save: 'draft', addPaper: 'draft', dropPaper: 'draft', sign: 'draft' },
    ...{ takeTest: 'draft', submit: 'submitted' }
  },
  submitted: { judge: 'submitted', ask: 'asked', accept: 'accepted', refuse: 'refused' },
  asked: {
    ...{ save: 'asked', addPaper: 'asked', dropPaper: 'asked', sign: 'asked' },
    ...{ takeTest: 'asked', submit: 'submitted', refuse: 'refused' }
  },
  accepted: { addPaper: 'accepted', judge: 'accepted', suspend: 'suspended' },
  refused: {},
  suspended: { addPaper: 'suspended', judge: 'suspended', readmit: 'accepted' }
};

describe('an application', () => {
  it.each(GRID)('[H2.1] in state %s, %s: is done or refused as the table says', (state, kind) => {
    const application = anApplication({ state, decisions: ALL_OK });
    const decided = decide(application, COMMANDS[kind], at);
    const to = ALLOWED[state]![kind];
    expect(decided.ok ? decided.next.state : decided.code).toBe(to ?? 'application.wrongState');
    if (decided.ok) expect(decided.next.generation).toBe(2);
    expect(APPLICATION_TABLE[kind].from.includes(state)).toBe(to !== undefined);
  });

  it('[H1.2] is not saved over what somebody has not seen', () => {
    const application = anApplication({ generation: 3 });
    expect(codeOf(application, { ...COMMANDS.save, generation: 2 } as never)).toBe(
      'application.changed'
    );
    expect(codeOf(anApplication({ state: 'submitted', generation: 3 }), COMMANDS.accept)).toBe(
      'application.changed'
    );
  });

  it('[H1.3] is not handed in while something is missing', () => {
    const decided = decide(anApplication({ papers: [] }), COMMANDS.submit, at);
    expect(decided).toMatchObject({
      code: 'application.missing',
      missing: [{ step: 'papers', field: 'identity' }]
    });
  });

  it('[H2.2] is accepted when every item was found good, and not before', () => {
    const submitted = anApplication({ state: 'submitted', decisions: ALL_OK });
    expect(codeOf(submitted, COMMANDS.accept)).toBe('ok');
    const { person: _, ...rest } = ALL_OK;
    expect(codeOf({ ...submitted, decisions: rest }, COMMANDS.accept)).toBe(
      'application.openItems'
    );
    const no = { ...yes, isOk: false, reason: 'blurred' };
    const turned = { ...ALL_OK, 'paper:p1': no } as Application['decisions'];
    expect(codeOf({ ...submitted, decisions: turned }, COMMANDS.accept)).toBe(
      'application.openItems'
    );
    const papers = [aPaper(), aPaper({ id: 'p2' })];
    const replaced = { ...turned, 'paper:p2': yes } as Application['decisions'];
    expect(codeOf({ ...submitted, papers, decisions: replaced }, COMMANDS.accept)).toBe('ok');
  });

  it('[H2.3] nothing is turned down, asked for, refused or suspended without a reason', () => {
    const submitted = anApplication({ state: 'submitted' });
    const judge = { ...COMMANDS.judge, isOk: false } as ApplicationCommand;
    expect(codeOf(submitted, judge)).toBe('application.noReason');
    for (const kind of ['ask', 'refuse'] as const) {
      const command = { ...COMMANDS[kind], reason: '' } as ApplicationCommand;
      expect(codeOf(submitted, command)).toBe('application.noReason');
    }
    const suspend = { ...COMMANDS.suspend, reason: '' } as ApplicationCommand;
    expect(codeOf(anApplication({ state: 'accepted' }), suspend)).toBe('application.noReason');
    // The reasons of what was turned down say what is asked for.
    const no = { ...yes, isOk: false, reason: 'blurred' };
    const turned = { ...submitted, decisions: { person: no } };
    expect(codeOf(turned, { ...COMMANDS.ask, reason: '' } as never)).toBe('ok');
  });

  it('[H2.4] what is changed after it was found good is open again, the rest stays', () => {
    const asked = anApplication({ state: 'asked', decisions: ALL_OK });
    const form = aForm({ city: 'Riehen', postcode: '4125' });
    const saved = done(asked, { kind: 'save', form, generation: 1 });
    expect(Object.keys(saved.decisions).sort()).toEqual(
      Object.keys(ALL_OK)
        .filter((item) => item !== 'address')
        .sort()
    );
  });

  it('[H1.9] the test may be tried three times, then again a day later', () => {
    let application = anApplication({ test: { attempts: [] } });
    for (const percent of [10, 50, 79]) {
      application = done(application, { kind: 'takeTest', percent });
    }
    expect(application.test.attempts.map(({ passed }) => passed)).toEqual([false, false, false]);
    expect(attemptsLeft(application.test, NOW)).toBe(0);
    expect(codeOf(application, COMMANDS.takeTest, { by: 'x', now: NOW + DAY_MS - 1 })).toBe(
      'test.pause'
    );
    const later = done(application, COMMANDS.takeTest, { by: 'x', now: NOW + DAY_MS });
    expect(later.test.attempts.at(-1)).toMatchObject({ percent: 80, passed: true });
  });

  it('[H1.6] takes no more papers than twenty', () => {
    const papers = Array.from({ length: 20 }, (_none, at) => aPaper({ id: `p${at}` }));
    expect(codeOf(anApplication({ papers }), COMMANDS.addPaper)).toBe('application.tooManyPapers');
  });

  it('[H2.5] says who did what and why, in order', () => {
    const refused = done(done(anApplication(), COMMANDS.submit, { by: null as never, now: NOW }), {
      ...COMMANDS.refuse,
      generation: 2
    } as ApplicationCommand);
    expect(refused.history).toEqual([
      { at: NOW, what: 'submit', by: null, reason: '' },
      { at: NOW, what: 'refuse', by: 'eva', reason: 'no' }
    ]);
  });
});
