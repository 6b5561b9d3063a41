import { describe, expect, it } from 'vitest';
import { missingFrom } from '#domain/application/missing-items.ts';
import type { Application } from '#domain/application/application.ts';
import type { ApplicationForm } from '#domain/application/application-form.ts';
import { AGREEMENTS } from '#domain/application/policy.ts';
import { aForm, anApplication, aPaper, KNOWN } from '../../support/an-application.ts';
import { NOW } from '../../support/builders.ts';

const missingIn = (fields: Partial<Application>, known = KNOWN) =>
  missingFrom(anApplication(fields), known).map(({ field, why }) => `${field}: ${why}`);
const inForm = (fields: Partial<ApplicationForm>) => missingIn({ form: aForm(fields) });
const pro = { role: 'pro', company: 'Amstutz Technik GmbH', register: 'CH-270.3.0' } as const;

describe('what is missing before it may be handed in', () => {
  it('[H1.3] is nothing where everything is there', () => {
    expect(missingIn({})).toEqual([]);
  });

  it.each<[string, Partial<ApplicationForm>, string[]]>([
    ['neither Friend nor Pro', { role: null }, ['role: required']],
    ['no name', { name: '' }, ['name: required']],
    ['a row of dots for a name', { name: '...' }, ['name: required']],
    ['no birth date', { birthDate: '' }, ['birthDate: required']],
    ['no number', { phone: '' }, ['phone: required']],
    ['no street', { street: '' }, ['street: required']],
    ['no language', { languages: [] }, ['languages: required']],
    ['no skill', { skills: [] }, ['skills: required']],
    ['a base without a town', { basePostcode: '4051' }, ['basePostcode: postcode']],
    ['no IBAN', { iban: '' }, ['iban: required']],
    ['an IBAN with a wrong digit', { iban: 'CH93 0076 2011 6238 5295 8' }, ['iban: iban']],
    ['an account abroad', { iban: 'DE02120300000000202051' }, ['iban: ibanElsewhere']],
    ['no word on the terms', { terms: null }, ['terms: required']],
    ['terms of last year', { terms: '2025-01' }, ['terms: version']]
  ])('[H1.3] %s', (_title, fields, expected) => {
    expect(inForm(fields)).toEqual(expected);
  });

  it('[H1.4] somebody has to be of age on the day, in the market’s calendar', () => {
    const year = new Date(NOW).getUTCFullYear() - 18;
    const today = `${year}${new Date(NOW).toISOString().slice(4, 10)}`;
    const tomorrow = `${year}${new Date(NOW + 24 * 3_600_000).toISOString().slice(4, 10)}`;
    expect(inForm({ birthDate: today })).toEqual([]);
    expect(inForm({ birthDate: tomorrow })).toEqual(['birthDate: tooYoung']);
  });

  it('[H1.5] a Pro needs company, register, two papers more and a signed contract', () => {
    expect(inForm({ role: 'pro' })).toEqual([
      ...['company: required', 'register: required'],
      ...['tradeLicence: paper', 'liabilityInsurance: paper', 'contract: required']
    ]);
    const papers = [
      aPaper(),
      aPaper({ id: 'p2', kind: 'tradeLicence', expiresOn: null }),
      aPaper({ id: 'p3', kind: 'liabilityInsurance' })
    ];
    const signature = { method: 'typed', typedName: 'Lea Amstutz' } as const;
    const contract = { name: 'Lea Amstutz', signature, at: NOW };
    const version = AGREEMENTS.subcontractorContract;
    const whole = { form: aForm(pro), papers, contract: { ...contract, version } };
    expect(missingIn(whole)).toEqual([]);
    expect(missingIn({ ...whole, contract: { ...contract, version: 'old' } })).toEqual([
      'contract: version'
    ]);
    expect(missingIn({ ...whole, form: aForm({ ...pro, vatId: 'CHE-1' }) })).toEqual([
      'vatId: vatId'
    ]);
  });

  it('[H1.6] a paper that has expired or was turned down does not count', () => {
    const expired = aPaper({ expiresOn: '2020-01-01' });
    expect(missingIn({ papers: [] })).toEqual(['identity: paper']);
    expect(missingIn({ papers: [expired] })).toEqual(['identity: paperExpired']);
    const no = { isOk: false, reason: 'blurred', by: 's', at: NOW };
    expect(missingIn({ decisions: { 'paper:p1': no } })).toEqual(['identity: notOk']);
    const again = [aPaper(), aPaper({ id: 'p2' })];
    expect(missingIn({ papers: again, decisions: { 'paper:p1': no } })).toEqual([]);
  });

  it('[H1.3] a base that leads nowhere has to be shown, a number that nobody can dial corrected', () => {
    expect(missingIn({}, { ...KNOWN, isPlaced: false })).toEqual(['point: place']);
    const point = { lat: 47.5, lon: 7.6 };
    expect(missingIn({ form: aForm({ point }) }, { ...KNOWN, isPlaced: false })).toEqual([]);
    expect(missingIn({}, { ...KNOWN, isPhone: () => false })).toEqual(['phone: phone']);
  });

  it('[H1.9] the test has to be passed', () => {
    const attempts = [{ at: NOW, percent: 70, passed: false }];
    expect(missingIn({ test: { attempts } })).toEqual(['test: test']);
  });
});
