import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priceLines, priceTotals } from '#domain/price/price.ts';
import { hashOf } from '#domain/protocol/hash.ts';
import { buildConsent } from '#domain/order/signing/consent.ts';
import { buildStatement, isSameText } from '#domain/order/signing/statement.ts';
import { anyJob } from '../support/billing-arbitraries.ts';
import { aBody, aJob, anOrderAfter, FACTS, NOW, SIGNATURE } from '../support/builders.ts';

/** The same value with the members of every object in another order. */
function shuffled(value: unknown, seed: number): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, seed));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, item]) => [key, shuffled(item, seed)] as const);
  const rotated = [...entries.slice(seed % (entries.length || 1)), ...entries].reverse();
  return Object.fromEntries(rotated);
}

describe('statement', () => {
  it('[R15.2] has a hash that does not depend on the order of members', async () => {
    await fc.assert(
      fc.asyncProperty(anyJob, fc.nat(50), async (job, seed) => {
        const statement = buildStatement(job, FACTS);
        expect(await hashOf(shuffled(statement, seed))).toBe(await hashOf(statement));
        expect(isSameText(shuffled(statement, seed), statement)).toBe(true);
      }),
      { numRuns: 50 }
    );
  });

  it('[R15.1] is built the same again after a way over the wire', () => {
    fc.assert(
      fc.property(anyJob, (job) => {
        const statement = buildStatement(job, FACTS);
        const wired = JSON.parse(JSON.stringify(job)) as typeof job;
        expect(
          isSameText(JSON.parse(JSON.stringify(statement)), buildStatement(wired, FACTS))
        ).toBe(true);
        expect(statement.totalMinor).toBe(priceTotals(priceLines(job)).totalMinor);
      })
    );
  });

  it('[R15.1] is built the same from the completed job as from the running one', () => {
    const running = anOrderAfter('checklist.set').job;
    const completed = anOrderAfter('job.complete').job;
    expect(isSameText(buildStatement(completed, FACTS), buildStatement(running, FACTS))).toBe(true);
  });

  it.each([
    ['the total', { totalMinor: 8391 }],
    ['the signer', { signer: { name: 'Rosa Keler', role: 'customer' } }],
    ['the time', { signedAt: FACTS.signedAt + 1 }],
    ['the language', { language: 'en' }],
    ['a photo', { photos: ['x'] }],
    ['one thing more', { extra: null }]
  ])('[R15.2] differs when %s does', async (_what, change) => {
    const statement = buildStatement(aJob(), FACTS);
    expect(isSameText({ ...statement, ...change }, statement)).toBe(false);
    expect(await hashOf({ ...statement, ...change })).not.toBe(await hashOf(statement));
  });

  it.each([
    ['nothing', undefined],
    ['a number that JSON does not know', { totalMinor: Infinity }],
    ['a cycle', cycle()]
  ])('[R15.2] is not %s', (_what, signed) => {
    expect(isSameText(signed, buildStatement(aJob(), FACTS))).toBe(false);
  });

  it('[R15.24] speaks the language in which it is signed', () => {
    const statement = buildStatement(aJob(), { ...FACTS, language: 'en' });
    expect(statement.lines.map((line) => line.title)).toEqual([
      'Set up Wi-Fi',
      'Happiness guarantee'
    ]);
  });
});

describe('consent', () => {
  it('[R13.4] names the price before and after, guarantee fee included', () => {
    const job = anOrderAfter('work.start').job;
    const body = aBody('price.agree', job) as { consent: unknown; priceMinor: number };
    expect(body.consent).toMatchObject({
      kind: 'price.agree',
      title: 'zweiter Router',
      beforeMinor: 8390,
      afterMinor: 10_390
    });
  });

  it('[R13.4] names the package that was added', () => {
    const job = aJob({ provider: { id: 'p', name: 'P', role: 'pro' } });
    const added = {
      action: 'a',
      packageId: 'tv',
      packageVersion: 1,
      title: { de: 'TV', en: 'TV set' },
      quantity: 2,
      unitMinor: 5000,
      at: NOW,
      consentHash: 'h',
      signature: SIGNATURE
    };
    const after = { ...job, addedPackages: [added] };
    expect(buildConsent(job, after, { ...FACTS, language: 'en' })).toMatchObject({
      kind: 'package.add',
      title: 'TV set',
      afterMinor: 18_390
    });
  });
});

function cycle(): unknown {
  const value: Record<string, unknown> = {};
  value.self = value;
  return value;
}
