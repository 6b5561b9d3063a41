import { describe, expect, it } from 'vitest';
import {
  APPLICATION_STATES,
  FORM_ITEMS,
  ITEM_FIELDS,
  itemsOf
} from '#domain/application/application.ts';
import { baseOf, emptyForm, isCalendarDay } from '#domain/application/application-form.ts';
import { PAPER_TYPES, neededPapers } from '#domain/application/papers.ts';
import {
  AGREEMENTS,
  APPLICATION_POLICY,
  EXPIRING_PAPERS,
  PAPER_KINDS,
  SPOKEN_LANGUAGES,
  SUBCONTRACTOR_CONTRACT
} from '#domain/application/policy.ts';
import { aForm, anApplication, aPaper } from '../../support/an-application.ts';

describe('numbers and lists of applying', () => {
  it('[H1.6, H1.7, H1.9, H1.10, H2.6] are those of the rules', () => {
    expect(APPLICATION_POLICY).toEqual({
      ...{ leastAge: 18, mostAge: 100, radiusKm: { least: 1, most: 200, usual: 20 } },
      papers: { mostCount: 20, mostBytes: 12_000_000 },
      remindDays: [30, 14, 3, 0],
      test: { passPercent: 80, attempts: 3, pauseMs: 86_400_000 },
      ...{ confirmLinkMs: 86_400_000, resetLinkMs: 1_800_000, mailsAnHour: 3 },
      passwordLength: { least: 10, most: 200 }
    });
    expect(AGREEMENTS).toEqual({
      codeOfConduct: '2026-11',
      terms: '2026-11',
      subcontractorContract: '2026-11'
    });
  });

  it('[H1.5, H1.7] papers: which there are, who needs which, which end, of which type', () => {
    expect(PAPER_KINDS).toEqual([
      ...['identity', 'tradeLicence', 'liabilityInsurance', 'certificate', 'workPermit']
    ]);
    expect(neededPapers('friend')).toEqual(['identity']);
    expect(neededPapers('pro')).toEqual(['identity', 'tradeLicence', 'liabilityInsurance']);
    expect(EXPIRING_PAPERS).toEqual(['identity', 'liabilityInsurance', 'workPermit']);
    expect(PAPER_TYPES).toEqual(['application/pdf', 'image/jpeg', 'image/png', 'image/webp']);
    expect(SUBCONTRACTOR_CONTRACT).toBe('subcontractorContract');
  });

  it('languages: those of the markets first', () => {
    expect(SPOKEN_LANGUAGES.join(' ')).toBe('de en fr it pl es pt tr sq hr sr ru uk ar');
  });

  it('[H2.1] states', () => {
    expect(APPLICATION_STATES).toEqual([
      ...['draft', 'submitted', 'asked', 'accepted', 'refused', 'suspended']
    ]);
  });

  it('[H2.4] which fields community looks at together: each field of the form once', () => {
    expect(ITEM_FIELDS).toEqual({
      person: ['name', 'birthDate', 'phone', 'languages'],
      address: ['market', 'street', 'houseNumber', 'postcode', 'city'],
      company: ['role', 'company', 'register', 'vatId'],
      skills: ['skills'],
      area: ['basePostcode', 'baseCity', 'point', 'radiusKm'],
      account: ['accountHolder', 'iban']
    });
    // What is agreed to is compared with its version and needs nobody's eye.
    expect([...Object.values(ITEM_FIELDS).flat(), 'codeOfConduct', 'terms'].sort()).toEqual(
      Object.keys(emptyForm('CH')).sort()
    );
  });

  it('[H2.2] items: the form’s and each paper; a company of a Pro only', () => {
    const papers = [aPaper(), aPaper({ id: 'p2' })];
    const of = (role: 'friend' | 'pro' | null) =>
      itemsOf(anApplication({ form: aForm({ role }), papers }));
    const friends = ['person', 'address', 'skills', 'area', 'account', 'paper:p1', 'paper:p2'];
    expect(of('friend')).toEqual(friends);
    expect(of(null)).toEqual(friends);
    expect(of('pro')).toEqual([...FORM_ITEMS, 'paper:p1', 'paper:p2']);
    expect(FORM_ITEMS).toEqual(['person', 'address', 'company', 'skills', 'area', 'account']);
  });
});

describe('the form before anything is filled in', () => {
  it('has every field, and begins with a radius of twenty kilometres', () => {
    expect(emptyForm('DE')).toStrictEqual({
      ...{ role: null, market: 'DE', company: '', register: '', vatId: '', name: '', phone: '' },
      ...{ birthDate: '', street: '', houseNumber: '', postcode: '', city: '', languages: [] },
      ...{ skills: [], basePostcode: '', baseCity: '', point: null, radiusKm: 20 },
      ...{ accountHolder: '', iban: '', codeOfConduct: null, terms: null }
    });
    expect(emptyForm('CH', 'Lea')).toStrictEqual({ ...emptyForm('CH'), name: 'Lea' });
  });

  it('the ways begin at home, or where the base is', () => {
    const home = { postcode: '4058', city: 'Basel' };
    expect(baseOf(aForm(home))).toEqual(home);
    const at = (basePostcode: string, baseCity: string) =>
      baseOf(aForm({ ...home, basePostcode, baseCity }));
    expect(at('4125', 'Riehen')).toEqual({ postcode: '4125', city: 'Riehen' });
    expect(at('4125', '')).toEqual({ postcode: '4125', city: '' });
    expect(at('', 'Riehen')).toEqual({ postcode: '', city: 'Riehen' });
  });

  it.each([
    ...['', '2026-6-08', '2026-06-8', '26-06-08', '2026-02-29', '2026-13-01', '2026-00-10'],
    ...['2026-06-31', '2026-06-08x', 'x2026-06-08', '2026-06-08T00:00:00Z', '+02026-06-08']
  ])('%j is no day of the calendar', (text) => {
    expect(isCalendarDay(text)).toBe(false);
  });

  it.each(['2026-06-08', '2028-02-29', '1900-12-31', '0001-01-01'])('%s is one', (text) => {
    expect(isCalendarDay(text)).toBe(true);
  });
});
