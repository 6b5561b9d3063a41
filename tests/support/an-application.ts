import { emptyForm, type ApplicationForm } from '#domain/application/application-form.ts';
import type { Application } from '#domain/application/application.ts';
import type { KnownOutside } from '#domain/application/missing-items.ts';
import type { Paper } from '#domain/application/papers.ts';
import { AGREEMENTS } from '#domain/application/policy.ts';
import { NOW } from './builders.ts';

export function aForm(fields: Partial<ApplicationForm> = {}): ApplicationForm {
  return {
    ...emptyForm('CH', 'Lea Amstutz'),
    role: 'friend',
    phone: '+41 61 555 01 23',
    birthDate: '1990-02-03',
    ...{ street: 'Rheingasse', houseNumber: '12', postcode: '4058', city: 'Basel' },
    languages: ['de', 'fr'],
    skills: [{ skill: 'wlan', level: 3 }],
    accountHolder: 'Lea Amstutz',
    iban: 'CH93 0076 2011 6238 5295 7',
    codeOfConduct: AGREEMENTS.codeOfConduct,
    terms: AGREEMENTS.terms,
    ...fields
  };
}

export function aPaper(fields: Partial<Paper> = {}): Paper {
  return {
    ...{ id: 'p1', kind: 'identity', name: 'ausweis.pdf', type: 'application/pdf' },
    ...{ size: 1_000, sha256: 'x'.repeat(43), uploadedAt: NOW, expiresOn: '2030-01-01' },
    ...fields
  };
}

/** Ready to be handed in. */
export function anApplication(fields: Partial<Application> = {}): Application {
  return {
    id: 'lea',
    email: 'lea@example.org',
    locale: 'de',
    state: 'draft',
    generation: 1,
    form: aForm(),
    papers: [aPaper()],
    contract: null,
    test: { attempts: [{ at: NOW - 1_000, percent: 90, passed: true }] },
    decisions: {},
    history: [],
    createdAt: NOW - 10_000,
    submittedAt: null,
    ...fields
  };
}

export const KNOWN: KnownOutside = { now: NOW, isPhone: () => true, isPlaced: true };
