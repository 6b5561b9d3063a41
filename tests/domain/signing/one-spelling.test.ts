import { describe, expect, it } from 'vitest';
import { inMarketsGerman } from '#domain/catalog/in-german.ts';
import type { Product } from '#domain/catalog/service-package.ts';
import { rank } from '#domain/matching/ranking.ts';
import { newOffers } from '#domain/offer/new-offers.ts';
import { startRound } from '#domain/order/advance-order.ts';
import type { Job } from '#domain/order/job.ts';
import { applyToJob } from '#domain/order/life-cycle/apply-to-job.ts';
import { buildConsent } from '#domain/order/signing/consent.ts';
import { withAddedPackage } from '#domain/order/signing/extra-work.ts';
import { buildStatement, isStatementOf } from '#domain/order/signing/statement.ts';
import { offerDocument } from '../../../sync-server/projector/offer-document.ts';
import { aCommand, anOrder, anOrderAfter, aPackage } from '../../support/builders.ts';
import { aProvider, FACTS, NOW, SIGNATURE } from '../../support/builders.ts';

const BIG = aPackage({
  ...{ _id: 'package:big', id: 'big', title: { de: 'Großes „Paket“', en: 'Big package' } },
  scope: [{ de: 'Anschließen' }],
  checklist: [{ id: 'big.plug', phase: 'work', text: { de: 'Anschließen' }, required: false }]
});
const STRAP: Product = {
  ...{ _id: 'product:strap', type: 'product', id: 'strap', version: 1, brand: 'Weiß' },
  ...{ title: { de: 'Schließband' }, prices: { DE: 900, CH: 900 }, salesCommissionBps: 800 },
  ...{ goesWith: ['wlan'], active: true }
};
const RULES = { catalog: { packageAt: () => BIG, productAt: () => STRAP } };
const ADDED = {
  ...{ action: 'y', packageId: 'big', packageVersion: 1, quantity: 1, at: NOW },
  ...{ consentHash: 'A'.repeat(43), signature: SIGNATURE }
};

const atWork = (market: Job['market']): Job => {
  const { job } = anOrderAfter('work.start');
  return { ...job, market, provider: { id: 'anna', name: 'Anna Weiß', role: 'pro' } };
};

/** As an app of before built it: in the German of Germany. */
function earlierConsent(job: Job) {
  const after = { ...job, addedPackages: [{ ...ADDED, title: BIG.title, unitMinor: 7900 }] };
  return { ...buildConsent(job, after, FACTS) };
}
function add(job: Job, consent: Record<string, unknown>) {
  const { packageId, packageVersion, quantity, consentHash, signature } = ADDED;
  const said = { packageId, packageVersion, quantity, consentHash, signature };
  const body = { ...said, facts: FACTS, consent };
  return applyToJob(job, aCommand('package.add', job, { body }), RULES);
}

describe('[R24.21] what a job takes from the catalogue', () => {
  it.each([
    ['CH', 'Grosses «Paket»', 'Anschliessen', 'Schliessband'],
    ['DE', 'Großes „Paket“', 'Anschließen', 'Schließband']
  ] as const)(
    'is in the German of %s, booked, added and sold alike',
    (market, title, item, strap) => {
      const booked = anOrder({ market, service: { ...BIG, prices: { DE: 7900, CH: 7900 } } }).job;
      expect(booked.service.title).toEqual({ de: title, en: 'Big package' });
      expect(booked.checklist[0]?.text.de).toBe(item);

      const job = atWork(market);
      const added = withAddedPackage(job, { ...BIG, prices: { DE: 7900, CH: 7900 } }, ADDED);
      expect(added?.addedPackages[0]?.title).toEqual({ de: title, en: 'Big package' });
      expect(added?.checklist.at(-1)?.text.de).toBe(item);

      const body = { productId: 'strap', productVersion: 1, quantity: 1 };
      expect(applyToJob(job, aCommand('product.sell', job, { body }), RULES)).toMatchObject({
        next: { soldProducts: [{ title: { de: strap } }] }
      });
    }
  );

  it('is in it as a helper reads it: guide, tools and lists, nothing but German', () => {
    const guide = [{ title: { de: 'Größe', en: 'Straße' }, text: { de: 'Maße „S“' } }];
    const read = { guide, terms: { de: ['groß'], en: ['ß'] }, brand: 'Weiß', version: 1 };
    expect(inMarketsGerman([read], 'CH')).toEqual([
      {
        ...read,
        guide: [{ title: { de: 'Grösse', en: 'Straße' }, text: { de: 'Masse «S»' } }],
        terms: { de: ['gross'], en: ['ß'] }
      }
    ]);
    expect(inMarketsGerman(read, 'DE')).toBe(read);
  });

  it('is in it in an offer as well', () => {
    const order = anOrder({ service: BIG });
    const ranked = rank(aProvider(), 'wlan', order.job.place, null);
    const sent = startRound(order, newOffers(order.job, [ranked]), NOW);
    const { title, scope } = offerDocument(sent, sent.offers[0]!, {}, RULES.catalog);
    expect([title.de, scope]).toEqual(['Grosses «Paket»', [{ de: 'Anschliessen' }]]);
  });
});

describe('[R15.42] a paper that an app of before has signed in the earlier spelling', () => {
  it('is the consent to the job’s package, which has the spelling of its market', () => {
    const job = atWork('CH');
    expect(earlierConsent(job).title).toBe('Großes „Paket“');
    expect(add(job, earlierConsent(job))).toMatchObject({
      outcome: 'applied',
      next: { addedPackages: [{ title: { de: 'Grosses «Paket»' } }] }
    });
  });

  it('is none where another word or an amount differs', () => {
    const job = atWork('CH');
    const mismatch = { outcome: 'held', code: 'consent.mismatch' };
    for (const other of [{ title: 'Großes Paket' }, { afterMinor: 1 }, { title: 5 }]) {
      expect(add(job, { ...earlierConsent(job), ...other })).toEqual(mismatch);
    }
    const german = atWork('DE');
    const swiss = { ...earlierConsent(german), title: 'Grosses «Paket»' };
    expect(add(german, swiss)).toMatchObject({ outcome: 'held' });
  });

  it('is the job’s statement, whichever of the two was written first, name for name', () => {
    const written = atWork('CH');
    const spelled = withAddedPackage(written, BIG, ADDED)!;
    const earlier: Job = {
      ...spelled,
      addedPackages: [{ ...spelled.addedPackages[0]!, title: BIG.title }],
      checklist: [...written.checklist, ...BIG.checklist]
    };
    const signed = buildStatement(earlier, FACTS);
    expect(signed).not.toEqual(buildStatement(spelled, FACTS));
    expect(isStatementOf(spelled, FACTS, signed)).toBe(true);
    expect(isStatementOf(earlier, FACTS, buildStatement(spelled, FACTS))).toBe(true);
    const renamed = { ...signed.provider, name: 'Anna Weiss' };
    expect(isStatementOf(spelled, FACTS, { ...signed, provider: renamed })).toBe(false);
    const shorter = { ...signed, lines: signed.lines.slice(1) };
    for (const other of [shorter, { ...signed, lines: null }, null, 'text']) {
      expect(isStatementOf(spelled, FACTS, other)).toBe(false);
    }
  });

  it('has the customer’s own words to the letter', () => {
    const job: Job = {
      ...atWork('CH'),
      agreedPrice: { ...ADDED, priceMinor: 9900, reason: 'größer' }
    };
    const signed = buildStatement(job, FACTS);
    expect(isStatementOf(job, FACTS, signed)).toBe(true);
    const lines = signed.lines.map((line) =>
      line.kind === 'additionalWork' ? { ...line, title: line.title.replace('ß', 'ss') } : line
    );
    expect(lines).not.toEqual(signed.lines);
    expect(isStatementOf(job, FACTS, { ...signed, lines })).toBe(false);
  });
});
