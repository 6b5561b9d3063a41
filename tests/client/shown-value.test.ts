import { expect, it } from 'vitest';
import { emptyForm } from '#domain/application/application-form.ts';
import { shownRows } from '../../src/lib/catalog/list/shown-rows.ts';
import { shownValue } from '../../src/lib/apply/shown-value.ts';
import { m } from '../../src/lib/paraglide/messages.js';

it.each([
  [shownValue('role', 'friend'), m.helpers_friend()],
  [shownValue('birthDate', '1990-02-03'), '03.02.1990'],
  [shownValue('languages', ['de', 'en']), 'Deutsch, Englisch'],
  [shownValue('market', 'CH'), 'Schweiz'],
  [shownValue('iban', 'CH9300762011623852957'), 'CH93 0076 2011 6238 5295 7'],
  [shownValue('skills', [{ skill: 'wlan', level: 3 }]), 'WLAN und Internet, Stufe 3'],
  [shownValue('radiusKm', 20), '20 km'],
  [shownValue('city', 'Basel'), 'Basel']
])('what an applicant has filled in is said in words: %s', (shown, words) => {
  expect(shown).toBe(words);
});

it('says that nothing was entered, whatever the field', () => {
  const form = emptyForm('CH');
  const empty = ['role', 'languages', 'skills', 'point', 'city', 'terms'] as const;
  for (const field of empty) expect(shownValue(field, form[field])).toBe(m.helpers_nothing_said());
});

it('[O4.12] a package is found by its search words, as the field for it says', () => {
  const row = {
    ...{ kind: 'package' as const, id: 'wlan', title: { de: 'Internet' }, skills: [], prices: {} },
    ...{ version: 1, active: true, proOnly: false, addOn: false, missing: [], draft: null },
    terms: ['Fritzbox', 'Rüter']
  };
  const filter = { words: 'ruter', kind: '', skill: '', state: '' };
  expect(shownRows([row], filter)).toEqual([row]);
  expect(shownRows([row], { ...filter, words: 'drucker' })).toEqual([]);
});
