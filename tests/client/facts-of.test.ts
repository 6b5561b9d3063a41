import { expect, it } from 'vitest';
import { emptyForm } from '#domain/application/application-form.ts';
import { factsOf } from '../../src/lib/vetting/facts-of.ts';
import { m } from '../../src/lib/paraglide/messages.js';

const FORM = { ...emptyForm('CH', 'Lea Amstutz'), city: 'Basel', postcode: '4058' };

it('community reads where somebody starts, from home or elsewhere', () => {
  expect(factsOf('area', FORM)).toEqual([
    { label: m.helpers_base_city(), value: m.helpers_vet_from_home() },
    { label: m.helpers_radius(), value: '20 km' }
  ]);
  const elsewhere = { ...FORM, basePostcode: '4133', baseCity: 'Pratteln' };
  expect(factsOf('area', elsewhere).map(({ value }) => value)).toEqual([
    ...['4133', 'Pratteln', '20 km']
  ]);
});

it('community reads what was asked for in words of its own, and what is missing as such', () => {
  const [name, birth, phone, languages] = factsOf('person', FORM);
  expect(name?.value).toBe('Lea Amstutz');
  expect([birth, phone, languages].map((each) => each?.value)).toEqual(
    Array.from({ length: 3 }, () => m.helpers_nothing_said())
  );
  expect(languages?.label).toBe(m.helpers_vet_languages());
});
