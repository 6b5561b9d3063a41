import { describe, expect, it } from 'vitest';
import { earningExample } from '#domain/application/earning-example.ts';
import { paperReminders } from '#domain/application/expiring-papers.ts';
import { mergeForms } from '#domain/application/merge-forms.ts';
import { papersOf, providerFrom } from '#domain/application/new-provider.ts';
import { daysLeft, endOfPaper, holdsAt, longestOfKind } from '#domain/application/papers.ts';
import type { Application } from '#domain/application/application.ts';
import { aForm, anApplication, aPaper } from '../../support/an-application.ts';
import { aProvider, NOW } from '../../support/builders.ts';

const yes = { isOk: true, reason: '', by: 'eva', at: NOW };
const signature = { method: 'typed', typedName: 'Lea' } as const;
const contract = { version: '2026-11', name: 'Lea', signature, at: NOW };
const at = (time: string) => Date.parse(time);

describe('whoever is accepted', () => {
  const application = anApplication({
    state: 'accepted',
    decisions: { 'paper:p1': yes },
    contract
  });
  const known = { base: { lat: 47.56, lon: 7.59 }, phone: '+41615550123', now: NOW };
  const friend = {
    ...{ _id: 'provider:lea', type: 'provider', id: 'lea', role: 'friend', name: 'Lea Amstutz' },
    ...{ company: '', email: 'lea@example.org', phone: '+41615550123', locale: 'de' },
    ...{ market: 'CH', radiusM: 20_000, skills: [{ skill: 'wlan', level: 3 }], tests: ['basics'] },
    base: { postcode: '4058', city: 'Basel', lat: 47.56, lon: 7.59 },
    ...{ papers: ['identity'], paperEnds: { identity: at('2029-12-31T23:00:00Z') } },
    ...{ vetted: true, active: true, stars: { sum: 0, count: 0 } },
    ...{ reliability: { kept: 0, lost: 0 }, commissionBps: null, bio: '', since: NOW }
  };

  it('[H2.9] is a provider as they applied', () => {
    expect(providerFrom(application, known)).toStrictEqual(friend);
    const form = aForm({ company: 'Amstutz AG', basePostcode: '4125', baseCity: 'Riehen' });
    expect(providerFrom({ ...application, form }, known)).toStrictEqual({
      ...friend,
      base: { postcode: '4125', city: 'Riehen', lat: 47.56, lon: 7.59 }
    });
    const pro = { ...application, form: { ...form, role: 'pro' as const, market: 'DE' as const } };
    expect(providerFrom({ ...pro, state: 'suspended', locale: 'en' }, known)).toMatchObject({
      ...{ role: 'pro', company: 'Amstutz AG', market: 'DE', locale: 'en', vetted: false },
      papers: ['identity', 'subcontractorContract']
    });
    const none = { ...application, form: aForm({ role: null }) };
    expect(providerFrom(none, known).role).toBe('friend');
  });

  it('[H2.9] keeps what they have earned since, and passes each test once', () => {
    const before = aProvider({
      ...{ id: 'lea', name: 'Before', stars: { sum: 9, count: 2 }, active: false, bio: 'Hello' },
      ...{ tests: ['basics', 'partner-x'], since: 5, commissionBps: 1000, vetted: false },
      reliability: { kept: 3, lost: 1 }
    });
    expect(providerFrom(application, known, before)).toEqual({
      ...friend,
      ...{ stars: { sum: 9, count: 2 }, active: false, bio: 'Hello', since: 5 },
      ...{ tests: ['basics', 'partner-x'], commissionBps: 1000 },
      reliability: { kept: 3, lost: 1 }
    });
    const other = providerFrom(application, known, { ...before, tests: ['partner-x'] });
    expect(other.tests).toEqual(['partner-x', 'basics']);
  });

  it('[H2.7] papers count that were found good, each kind until the longest of it ends', () => {
    const no = { ...yes, isOk: false, reason: 'x' };
    const papers = [
      aPaper({ id: 'a', expiresOn: '2027-01-01' }),
      aPaper({ id: 'b', expiresOn: '2028-01-01' }),
      aPaper({ id: 'c', kind: 'tradeLicence', expiresOn: null }),
      aPaper({ id: 'd', kind: 'workPermit' }),
      aPaper({ id: 'e', kind: 'certificate' })
    ];
    const decisions: Application['decisions'] = {
      ...{ 'paper:a': yes, 'paper:b': yes, 'paper:c': yes, 'paper:d': no }
    };
    const of = (role: 'friend' | 'pro', signed: Application['contract']) =>
      papersOf(anApplication({ form: aForm({ role }), papers, decisions, contract: signed }));
    const paperEnds = { identity: at('2027-12-31T23:00:00Z') };
    const good = { papers: ['identity', 'tradeLicence'], paperEnds };
    expect(of('pro', null)).toEqual(good);
    expect(of('friend', contract)).toEqual(good);
    expect(of('pro', contract)).toEqual({
      ...good,
      papers: ['identity', 'tradeLicence', 'subcontractorContract']
    });
  });
});

describe('how long a paper holds', () => {
  it('[H2.7] up to the first moment of its day in the market’s time', () => {
    const paper = { expiresOn: '2026-07-01' };
    expect(endOfPaper(paper, 'CH')).toBe(at('2026-06-30T22:00:00Z'));
    expect(holdsAt(paper, 'CH', at('2026-06-30T21:59:59.999Z'))).toBe(true);
    expect(holdsAt(paper, 'CH', at('2026-06-30T22:00:00Z'))).toBe(false);
    expect(holdsAt({ expiresOn: null }, 'CH', Number.MAX_SAFE_INTEGER)).toBe(true);
    // What is no day at all ends where its text would.
    expect(endOfPaper({ expiresOn: 'x' }, 'CH')).toBeNaN();
  });

  it('[H2.7] of each kind the longest: none ends later than one without an end', () => {
    const paper = (id: string, expiresOn: string | null, kind: 'identity' | 'workPermit') =>
      aPaper({ id, expiresOn, kind });
    const [early, late, ever] = (['2027-01-01', '2028-01-01', null] as const).map((end, n) =>
      paper(`i${n}`, end, 'identity')
    );
    const permit = paper('w', '2026-01-01', 'workPermit');
    const rows = [
      [[early, late], [late]],
      [[late, early], [late]],
      [[late, ever, early], [ever]],
      [[ever, late], [ever]],
      [
        [permit, early],
        [permit, early]
      ],
      [[early, { ...early!, id: 'again' }], [early]],
      [[], []]
    ];
    for (const [papers, longest] of rows) {
      expect(longestOfKind(papers as never)).toEqual(longest);
    }
  });

  it('[H2.6] days are counted in the market’s calendar', () => {
    const left = (now: string) => daysLeft('2026-07-01', 'CH', at(now));
    expect(left('2026-06-08T21:59:59Z')).toBe(23);
    expect(left('2026-06-08T22:00:00Z')).toBe(22);
    expect(left('2026-06-30T22:00:00Z')).toBe(0);
    expect(left('2026-07-02T22:00:00Z')).toBe(-2);
    // Over the day on which the clocks change.
    expect(daysLeft('2026-10-26', 'CH', at('2026-10-24T22:30:00Z'))).toBe(1);
  });
});

describe('whom a paper is told of', () => {
  const papers = [
    aPaper({ id: 'a', expiresOn: '2026-07-01' }),
    aPaper({ id: 'b', kind: 'certificate', expiresOn: '2026-06-20' }),
    aPaper({ id: 'c', kind: 'tradeLicence', expiresOn: null }),
    aPaper({ id: 'd', kind: 'workPermit', expiresOn: '2026-06-10' })
  ];
  const decisions: Application['decisions'] = { 'paper:a': yes, 'paper:b': yes, 'paper:c': yes };
  const of = (fields: Partial<Application> = {}, now = '2026-06-10T10:00:00Z') =>
    paperReminders(anApplication({ state: 'accepted', papers, decisions, ...fields }), at(now));

  it('[H2.6] their owner, of each that was found good, at the last mark that is reached', () => {
    expect(of()).toEqual([
      { paper: papers[0], mark: 30, daysLeft: 21, isNeeded: true },
      { paper: papers[1], mark: 14, daysLeft: 10, isNeeded: false }
    ]);
    expect(of({}, '2026-07-05T10:00:00Z')).toEqual([
      { paper: papers[0], mark: 0, daysLeft: 0, isNeeded: true },
      { paper: papers[1], mark: 0, daysLeft: 0, isNeeded: false }
    ]);
    expect(of({}, '2026-05-01T10:00:00Z')).toEqual([]);
  });

  it('[H2.6] nobody who is not in', () => {
    for (const state of ['draft', 'submitted', 'asked', 'refused', 'suspended'] as const) {
      expect(of({ state })).toEqual([]);
    }
    expect(of({ form: aForm({ role: null }) })).toEqual([]);
  });
});

describe('what one earns', () => {
  it.each([
    ['friend', 'CH', 10_000, 8_000],
    ['pro', 'CH', 10_810, 8_500],
    ['friend', 'DE', 10_000, 8_000],
    ['pro', 'DE', 11_900, 8_500]
  ] as const)('[H1.11] a %s in %s, of %i: %i', (role, market, priceMinor, payoutMinor) => {
    const service = { id: 'wlan', title: { de: 'WLAN' }, prices: { [market]: priceMinor } };
    expect(earningExample(service, { market, role, day: '2026-11-01' })).toEqual({
      ...{ priceMinor, payoutMinor }
    });
  });
});

describe('two devices with one application', () => {
  it('[H1.2] of each field: mine where I changed it, theirs where only they did', () => {
    const other = {
      ...{ radiusKm: 7, languages: ['it' as const], point: { lat: 1, lon: 2 }, city: 'Riehen' }
    };
    for (const [field, value] of Object.entries(other)) {
      const changed = { ...aForm(), [field]: value };
      expect(mergeForms(aForm(), changed, aForm())).toEqual({ form: changed, conflicts: [] });
      expect(mergeForms(aForm(), aForm(), changed)).toEqual({ form: changed, conflicts: [] });
      expect(mergeForms(aForm(), changed, changed)).toEqual({ form: changed, conflicts: [] });
      expect(mergeForms(changed, aForm(), changed)).toEqual({ form: aForm(), conflicts: [] });
    }
  });

  it('[H1.2] what both have changed differently is asked, each field by itself', () => {
    const mine = aForm({ name: 'A', city: 'A', street: 'A' });
    const theirs = aForm({ name: 'B', city: 'B', street: 'A', phone: 'B' });
    expect(mergeForms(aForm(), mine, theirs)).toEqual({
      form: aForm({ name: 'A', city: 'A', street: 'A', phone: 'B' }),
      conflicts: ['name', 'city']
    });
  });
});
