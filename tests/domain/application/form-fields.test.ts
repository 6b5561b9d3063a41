import { describe, expect, it } from 'vitest';
import { asked, grade, testAnswers } from '#domain/application/admission-test.ts';
import { applicationForm } from '#domain/application/application-form.ts';
import { SPOKEN_LANGUAGES } from '#domain/application/policy.ts';
import { SKILLS } from '#domain/catalog/service-package.ts';
import { TEXT_LIMITS, type TextLimit } from '#domain/text/text-limits.ts';
import { aForm } from '../../support/an-application.ts';

const isTaken = (field: string, value: unknown) =>
  applicationForm.safeParse({ ...aForm(), [field]: value }).success;
const many = <T>(count: number, each: T) => Array.from({ length: count }, () => each);
const skill = { skill: 'wlan', level: 3 };

const LINES: Record<string, TextLimit> = {
  ...{ company: 'company', register: 'company', vatId: 'vatId', name: 'name', phone: 'phone' },
  ...{ street: 'street', houseNumber: 'houseNumber', postcode: 'postcode', city: 'city' },
  ...{ basePostcode: 'postcode', baseCity: 'city', accountHolder: 'name', iban: 'iban' }
};
const point = (lat: unknown, lon: unknown) => ({ lat, lon });

describe('a form that is saved', () => {
  it.each(Object.entries(LINES))('[T1.4] %s: a line, as long as a %s', (field, limit) => {
    const most = TEXT_LIMITS[limit];
    for (const text of ['', 'x'.repeat(most)]) expect(isTaken(field, text)).toBe(true);
    for (const text of ['x'.repeat(most + 1), null, 5, undefined]) {
      expect(isTaken(field, text)).toBe(false);
    }
    const read = applicationForm.parse({ ...aForm(), [field]: ' a\n\u200bb ' });
    expect(read[field as keyof typeof read]).toBe('a b');
  });

  it.each<[string, unknown[], unknown[]]>([
    ['role', [null, 'friend', 'pro'], ['', 'boss', undefined]],
    ['market', ['CH', 'DE'], ['', 'FR', null]],
    ['birthDate', ['', '1990-02-03'], ['1990-02-30', 'x', '3.2.1990', null]],
    [
      'languages',
      [[], ['de', 'uk'], many(SPOKEN_LANGUAGES.length, 'de')],
      [...[['xx'], 'de', null, many(SPOKEN_LANGUAGES.length + 1, 'de')]]
    ],
    [
      'skills',
      [[], [skill], [1, 5].map((level) => ({ ...skill, level }))],
      [
        ...[0, 6, 1.5, '1', null].map((level) => [{ ...skill, level }]),
        ...[[{ ...skill, skill: 'No Skill' }], [{ level: 1 }], null, 'wlan']
      ]
    ],
    [
      'point',
      [null, point(-90, -180), point(90, 180), point(47.5, 7.6)],
      [
        ...[point(-90.1, 0), point(90.1, 0), point(0, -180.1), point(0, 180.1)],
        ...[point('0', 0), point(0, null), {}, undefined]
      ]
    ],
    ['radiusKm', [1, 20, 200], [0, 201, 1.5, '20', null]],
    ['codeOfConduct', [null, '', 'x'.repeat(40)], ['x'.repeat(41), 5, undefined]],
    ['terms', [null, '', 'x'.repeat(40)], ['x'.repeat(41), 5, undefined]]
  ])('[H1.2] %s: takes what it may be, and nothing else', (field, taken, refused) => {
    for (const value of taken) expect(isTaken(field, value), JSON.stringify(value)).toBe(true);
    for (const value of refused) expect(isTaken(field, value), JSON.stringify(value)).toBe(false);
  });

  it('[H1.2] skills: each once at most', () => {
    expect(isTaken('skills', many(SKILLS.length, skill))).toBe(true);
    expect(isTaken('skills', many(SKILLS.length + 1, skill))).toBe(false);
  });

  it('[H1.2] is all of it, and nothing that it does not know', () => {
    for (const field of Object.keys(aForm())) {
      const { [field as keyof typeof whole]: _left, ...rest } = whole;
      expect(applicationForm.safeParse(rest).success, field).toBe(false);
    }
    expect(applicationForm.parse({ ...aForm(), colour: 'red' })).toEqual(aForm());
  });
  const whole = aForm();
});

describe('the admission test', () => {
  const text = (de: string) => ({ de });
  const question = (id: string, right: string) => ({
    ...{ id, text: text(`${id}?`), right, lesson: text('read') },
    answers: ['a', 'b'].map((each) => ({ id: each, text: text(each), hint: 'x' }))
  });
  const questions = [question('q1', 'a'), question('q2', 'b'), question('q3', 'b')];

  it('[H1.9] is asked without what is right and what to read', () => {
    expect(asked(questions[0]!)).toStrictEqual({
      ...{ id: 'q1', text: text('q1?') },
      answers: [
        { id: 'a', text: text('a') },
        { id: 'b', text: text('b') }
      ]
    });
  });

  it.each([
    [{ q1: 'a', q2: 'b', q3: 'b' }, 100, []],
    [{ q1: 'a', q2: 'b' }, 66, ['q3']],
    [{ q3: 'a', q2: 'b' }, 33, ['q1', 'q3']],
    [{ q4: 'a' }, 0, ['q1', 'q2', 'q3']]
  ])('[H1.9] %j is %i per cent, rounded down', (answers, percent, wrong) => {
    expect(grade(questions, answers as Record<string, string>)).toEqual({ percent, wrong });
  });

  it('[H1.9] of no question nothing is right', () => {
    expect(grade([], {})).toEqual({ percent: 0, wrong: [] });
  });

  it('[H1.9] answers are ids', () => {
    const long = 'x'.repeat(40);
    const isRead = (answers: unknown) => testAnswers.safeParse({ answers }).success;
    expect([{}, { q1: 'a' }, { [long]: long }].map(isRead)).toEqual([true, true, true]);
    const wrong = [{ [`${long}x`]: 'a' }, { q1: `${long}x` }, { q1: 5 }, null, undefined];
    expect(wrong.map(isRead)).toEqual(wrong.map(() => false));
  });
});
