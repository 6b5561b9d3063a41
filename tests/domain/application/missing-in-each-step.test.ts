import { describe, expect, it } from 'vitest';
import { emptyForm, type ApplicationForm } from '#domain/application/application-form.ts';
import type { Application } from '#domain/application/application.ts';
import {
  APPLY_STEPS,
  hasPassed,
  missingFrom,
  type KnownOutside
} from '#domain/application/missing-items.ts';
import type { PaperKind } from '#domain/application/policy.ts';
import { aForm, anApplication, aPaper, KNOWN } from '../../support/an-application.ts';
import { NOW } from '../../support/builders.ts';

/** `step field why`, in the order of the form. */
const missing = (fields: Partial<Application> = {}, known: Partial<KnownOutside> = {}) =>
  missingFrom(anApplication(fields), { ...KNOWN, ...known }).map(
    ({ step, field, why }) => `${step} ${field} ${why}`
  );
const inForm = (fields: Partial<ApplicationForm>, known: Partial<KnownOutside> = {}) =>
  missing({ form: aForm(fields) }, known);

const signature = { method: 'typed', typedName: 'Lea' } as const;
const contract = { version: '2026-11', name: 'Lea', signature, at: NOW };
const papers = (['identity', 'tradeLicence', 'liabilityInsurance'] as const).map((kind, at) =>
  aPaper({ id: `p${at}`, kind })
);
const aPro: Partial<Application> = { papers, contract };
const proForm = (fields: Partial<ApplicationForm> = {}) =>
  aForm({ role: 'pro', company: 'Amstutz AG', register: 'CH-270.3.0', ...fields });
const ofPro = (fields: Partial<ApplicationForm>) => missing({ ...aPro, form: proForm(fields) });

describe('what is missing, step by step', () => {
  it('[H1.3] of somebody who has only begun: everything that is needed', () => {
    const begun = { form: emptyForm('CH'), papers: [], test: { attempts: [] } };
    const common = [
      ...['person name required', 'person street required', 'person houseNumber required'],
      ...['person postcode required', 'person city required', 'person birthDate required'],
      ...['person phone required', 'person languages required', 'skills skills required'],
      'area basePostcode postcode'
    ];
    const later = [
      ...['account accountHolder required', 'account iban required'],
      ...['rules codeOfConduct required', 'rules terms required']
    ];
    const test = 'test test test';
    expect(missing(begun)).toEqual(['kind role required', ...common, ...later, test]);
    const friend: Application['form'] = { ...emptyForm('CH'), role: 'friend' };
    const identity = 'papers identity paper';
    expect(missing({ ...begun, form: friend })).toEqual([...common, identity, ...later, test]);
    expect(missing({ ...begun, form: { ...friend, role: 'pro' } })).toEqual([
      ...['kind company required', 'kind register required', ...common, identity],
      ...['papers tradeLicence paper', 'papers liabilityInsurance paper', ...later],
      ...['rules contract required', test]
    ]);
  });

  it('[H1.5] of a Pro who has everything: nothing', () => {
    expect(ofPro({})).toEqual([]);
  });

  const dots = '...';
  it.each<[string, Partial<ApplicationForm>, string[]]>([
    ['name', { name: '' }, ['person name required']],
    ['a name of dots', { name: dots }, ['person name required']],
    ['street', { street: '\u200b' }, ['person street required']],
    ['house number', { houseNumber: '' }, ['person houseNumber required']],
    ['town', { city: '' }, ['person city required', 'area basePostcode postcode']],
    ['postcode', { postcode: '' }, ['person postcode required', 'area basePostcode postcode']],
    [
      'another one’s postcode',
      { postcode: '79539' },
      [...['person postcode postcode', 'area basePostcode postcode']]
    ],
    [
      'that postcode at home',
      { market: 'DE', postcode: '79539', iban: 'DE02120300000000202051' },
      []
    ],
    [
      'a wrong one, working elsewhere',
      { postcode: '1', basePostcode: '4058', baseCity: 'Basel' },
      ['person postcode postcode']
    ],
    ['day of birth', { birthDate: '' }, ['person birthDate required']],
    ['number', { phone: '' }, ['person phone required']],
    ['languages', { languages: [] }, ['person languages required']],
    ['skills', { skills: [] }, ['skills skills required']],
    ['town of the base', { basePostcode: '4058' }, ['area basePostcode postcode']],
    ['postcode of the base', { baseCity: 'Basel' }, ['area basePostcode postcode']],
    [
      'a base abroad',
      { baseCity: 'Lörrach', basePostcode: '79539' },
      ['area basePostcode postcode']
    ],
    ['holder', { accountHolder: dots }, ['account accountHolder required']],
    ['account', { iban: '' }, ['account iban required']],
    ['a wrong account', { iban: 'CH93' }, ['account iban iban']],
    ['an account elsewhere', { iban: 'DE02120300000000202051' }, ['account iban ibanElsewhere']],
    [
      'holder and account',
      { accountHolder: '', iban: '' },
      [...['account accountHolder required', 'account iban required']]
    ],
    [
      'holder, account wrong',
      { accountHolder: '', iban: 'CH93' },
      [...['account accountHolder required', 'account iban iban']]
    ],
    [
      'holder, account elsewhere',
      { accountHolder: '', iban: 'DE02120300000000202051' },
      [...['account accountHolder required', 'account iban ibanElsewhere']]
    ],
    ['code of conduct', { codeOfConduct: null }, ['rules codeOfConduct required']],
    ['an old one', { codeOfConduct: '2025-01' }, ['rules codeOfConduct version']],
    ['terms', { terms: null }, ['rules terms required']],
    ['old ones', { terms: '2025-01' }, ['rules terms version']],
    ['a Friend’s company', { company: '', register: '', vatId: 'x' }, []]
  ])('[H1.3] %s', (_title, fields, expected) => {
    expect(inForm(fields)).toEqual(expected);
  });

  it.each<[string, Partial<ApplicationForm>, string[]]>([
    ['company', { company: ' ' }, ['kind company required']],
    ['register', { register: '' }, ['kind register required']],
    ['VAT id, where there is none', { vatId: '' }, []],
    ['VAT id', { vatId: 'CHE-123.456.788' }, []],
    ['a VAT id of elsewhere', { vatId: 'DE136695976' }, ['kind vatId vatId']],
    [
      'all of it',
      { company: '', register: '', vatId: 'x' },
      [...['kind company required', 'kind register required', 'kind vatId vatId']]
    ]
  ])('[H1.5] of a Pro: %s', (_title, fields, expected) => {
    expect(ofPro(fields)).toEqual(expected);
  });

  it('[H1.5] of a Pro the contract in its present version', () => {
    const form = proForm();
    const of = (signed: Application['contract']) => missing({ form, papers, contract: signed });
    expect(of(null)).toEqual(['rules contract required']);
    expect(of({ ...contract, version: '2025-01' })).toEqual(['rules contract version']);
    expect(of(contract)).toEqual([]);
    expect(missing({ contract: { ...contract, version: 'old' } })).toEqual([]);
  });

  it('[H1.4] of age from the birthday on, and below a hundred', () => {
    // In Basel the day has begun at 22:00 UTC.
    const at = (birthDate: string, now: string) => inForm({ birthDate }, { now: Date.parse(now) });
    const young = ['person birthDate tooYoung'];
    expect(at('2008-06-09', '2026-06-08T21:59:59.999Z')).toEqual(young);
    expect(at('2008-06-09', '2026-06-08T22:00:00Z')).toEqual([]);
    expect(at('2008-06-10', '2026-06-08T22:00:00Z')).toEqual(young);
    expect(at('1926-06-09', '2026-06-08T21:59:59.999Z')).toEqual([]);
    expect(at('1926-06-09', '2026-06-08T22:00:00Z')).toEqual(young);
  });

  it('[H1.3] a number is asked of its market, and whether there is a point only where a base is', () => {
    const seen: unknown[] = [];
    const isPhone = (text: string, market: string) => seen.push([text, market]) > 1;
    expect(inForm({ phone: '061' }, { isPhone })).toEqual(['person phone phone']);
    expect(inForm({ phone: '061' }, { isPhone })).toEqual([]);
    expect(seen[0]).toEqual(['061', 'CH']);
    const nowhere = { isPlaced: false };
    expect(inForm({}, nowhere)).toEqual(['area point place']);
    expect(inForm({ point: { lat: 0, lon: 0 } }, nowhere)).toEqual([]);
    expect(inForm({ basePostcode: '1' }, nowhere)).toEqual(['area basePostcode postcode']);
    expect(inForm({}, { isPlaced: undefined })).toEqual([]);
  });

  it('[H1.6] a paper of each kind that holds today', () => {
    const no = { isOk: false, reason: 'blurred', by: 's', at: NOW };
    const yes = { ...no, isOk: true };
    const of = (kind: PaperKind, fields: Partial<Application>) =>
      missing({ ...aPro, form: proForm(), ...fields }).map((each) => [
        each.startsWith(`papers ${kind} `),
        each.split(' ')[2]
      ]);
    for (const [at, { kind, id }] of papers.entries()) {
      const others = papers.filter((paper) => paper.id !== id);
      const expired = aPaper({ id: 'x', kind, expiresOn: '2026-06-08' });
      const day = aPaper({ id: 'x', kind, expiresOn: '2026-06-09' });
      const judged = (one: object) => ({ [`paper:p${at}`]: one }) as Application['decisions'];
      expect(of(kind, { papers: others })).toEqual([[true, 'paper']]);
      expect(of(kind, { papers: [...others, expired] })).toEqual([[true, 'paperExpired']]);
      expect(of(kind, { papers: [...others, day] })).toEqual([]);
      expect(of(kind, { papers: [expired, ...papers] })).toEqual([]);
      expect(of(kind, { decisions: judged(no) })).toEqual([[true, 'notOk']]);
      expect(of(kind, { decisions: judged(yes) })).toEqual([]);
      const both = { papers: [...papers, expired], decisions: judged(no) };
      expect(of(kind, both)).toEqual([[true, 'paperExpired']]);
      expect(of(kind, { ...both, papers: [...papers, day] })).toEqual([]);
    }
  });

  it('[H1.9] the test, once', () => {
    const tried = (...passed: boolean[]) => ({
      attempts: passed.map((each) => ({ at: NOW, percent: 0, passed: each }))
    });
    expect(missing({ test: tried() })).toEqual(['test test test']);
    expect(missing({ test: tried(false, false) })).toEqual(['test test test']);
    expect(missing({ test: tried(true, false) })).toEqual([]);
    expect([tried(), tried(false, true), tried(true)].map(hasPassed)).toEqual([false, true, true]);
  });

  it('[H1.3] in steps, in the order in which they are asked', () => {
    expect(APPLY_STEPS).toEqual([
      ...['kind', 'person', 'skills', 'area', 'papers', 'account', 'rules', 'test']
    ]);
  });
});
