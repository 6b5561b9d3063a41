import { describe, expect, it } from 'vitest';
import { buildConsent } from '#domain/order/signing/consent.ts';
import { checkCode } from '#domain/order/signing/check-code.ts';
import { withActionsPackage, withActionsPrice } from '#domain/order/signing/extra-work.ts';
import { canonicalText } from '#domain/protocol/canonical-text.ts';
import { hashOf } from '#domain/protocol/hash.ts';
import type { SigningFacts } from '#domain/protocol/signature.ts';
import { aFullJob, FULL_RULES } from '../../support/a-full-job.ts';
import { NOW, SIGNATURE } from '../../support/builders.ts';

// Both sides build what is signed with the same function: only what is written out here tells when it changes.
const GERMAN: SigningFacts = {
  signer: { name: 'Rosa Keller', role: 'customer' },
  signedAt: 1_781_078_400_000,
  language: 'de'
};
const ENGLISH: SigningFacts = {
  signer: { name: 'Max Keller', role: 'representative' },
  signedAt: 1_781_078_400_001,
  language: 'en'
};

describe('[R13.4] the consent, written out', () => {
  const said = { consentHash: 'E'.repeat(43), signature: SIGNATURE, consent: {} };

  it('to a higher price', async () => {
    const before = aFullJob('friend', { agreedPrice: null });
    const body = { ...said, facts: GERMAN, priceMinor: 12_900, reason: 'Kabel durch die Wand' };
    const after = withActionsPrice(before, { id: 'device-1:0000000020', at: NOW, body });
    expect(after).toEqual({
      ...before,
      agreedPrice: {
        action: 'device-1:0000000020',
        priceMinor: 12_900,
        reason: 'Kabel durch die Wand',
        at: NOW,
        consentHash: 'E'.repeat(43),
        signature: SIGNATURE
      }
    });
    const consent = buildConsent(before, after, GERMAN);
    expect(consent).toEqual({
      afterMinor: 19360,
      beforeMinor: 14360,
      consentVersion: 1,
      currency: 'CHF',
      kind: 'price.agree',
      language: 'de',
      order: 'order1',
      signedAt: 1781078400000,
      signer: { name: 'Rosa Keller', role: 'customer' },
      title: 'Kabel durch die Wand'
    });
    expect(canonicalText(consent)).toBe(
      '{"afterMinor":19360,"beforeMinor":14360,"consentVersion":1,"currency":"CHF","kind":"price.agree","language":"de","order":"order1","signedAt":1781078400000,"signer":{"name":"Rosa Keller","role":"customer"},"title":"Kabel durch die Wand"}'
    );
    expect(await hashOf(consent)).toBe('ldAnXfb7z9y_jdbTHQm7NQHbiWCT0tildd3SllZ9THc');
  });

  it('to a higher price once more', () => {
    const before = aFullJob();
    const body = { ...said, facts: GERMAN, priceMinor: 10_000, reason: 'noch mehr' };
    const after = withActionsPrice(before, { id: 'a', at: NOW, body });
    const { kind, beforeMinor, afterMinor, title } = buildConsent(before, after, GERMAN);
    expect([kind, beforeMinor, afterMinor, title]).toEqual([
      ...['price.agree', 9900 + 3 * 1990 + 490, 10_000 + 3 * 1990 + 490, 'noch mehr']
    ]);
  });

  it('to a further package, at the price of its version', () => {
    const before = aFullJob('pro', { addedPackages: [] });
    const body = { ...said, facts: ENGLISH, packageId: 'tv', packageVersion: 2, quantity: 2 };
    const after = withActionsPackage(before, { id: 'a', at: NOW, body }, FULL_RULES.catalog)!;
    expect(after.addedPackages).toEqual([
      {
        action: 'a',
        packageId: 'tv',
        packageVersion: 2,
        title: { de: 'TV einrichten', en: 'Set up a TV' },
        quantity: 2,
        unitMinor: 4900,
        at: NOW,
        consentHash: 'E'.repeat(43),
        signature: SIGNATURE,
        items: ['tv.mount']
      }
    ]);
    // An item that the job has already is not there twice.
    expect(after.checklist.map(({ id }) => id)).toEqual([
      ...['wlan.router', 'wlan.explain', 'tv.mount']
    ]);
    expect(after.checklist[1]?.text).toEqual({ de: 'Gerät erklärt' });
    expect({ ...after, addedPackages: [], checklist: before.checklist }).toEqual(before);
    expect(buildConsent(before, after, ENGLISH)).toEqual({
      afterMinor: 24160,
      beforeMinor: 14360,
      consentVersion: 1,
      currency: 'CHF',
      kind: 'package.add',
      language: 'en',
      order: 'order1',
      signedAt: 1781078400001,
      signer: { name: 'Max Keller', role: 'representative' },
      title: 'Set up a TV'
    });
  });

  it('is about the package that came last', () => {
    const before = aFullJob('pro');
    const body = { ...said, facts: GERMAN, packageId: 'tv', packageVersion: 3, quantity: 1 };
    const after = withActionsPackage(before, { id: 'b', at: NOW, body }, FULL_RULES.catalog)!;
    expect(after.addedPackages.map(({ action }) => action)).toEqual(['device-1:0000000012', 'b']);
    const named = {
      ...after,
      addedPackages: after.addedPackages.with(0, {
        ...after.addedPackages[0]!,
        title: { de: 'Alt' }
      })
    };
    expect(buildConsent(before, named, GERMAN)).toMatchObject({
      title: 'TV einrichten',
      beforeMinor: 7900 + 2 * 5900 + 3 * 1990 + 490,
      afterMinor: 7900 + 3 * 5900 + 3 * 1990 + 490
    });
  });

  it.each([
    ['is unknown', 'radio', 3, 'CH'],
    ['was never sold at that version', 'tv', 1, 'CH'],
    ['was not sold there at that version', 'tv', 2, 'DE']
  ] as const)(
    '[R13.6] there is none to a package that %s',
    (_title, packageId, packageVersion, market) => {
      const body = { ...said, facts: GERMAN, packageId, packageVersion, quantity: 1 };
      const job = aFullJob('pro', { market });
      expect(
        withActionsPackage(job, { id: 'a', at: NOW, body }, FULL_RULES.catalog)
      ).toBeUndefined();
    }
  );
});

describe('[R15.22] the check code', () => {
  it.each([
    ['AAAAAAAAAA', '0000-0000'],
    ['AAAAAAE', '0000-0001'],
    ['CIYAiEQ', '1230-1224'],
    // What is behind the first five bytes makes no difference.
    ['_______8', 'ZZZZ-ZZZZ'],
    ['____________', 'ZZZZ-ZZZZ'],
    ['q83vEjRWeJ', 'NF6Y-Y4HM']
  ])('of %s is %s', (hash, code) => {
    expect(checkCode(hash)).toBe(code);
  });
});
