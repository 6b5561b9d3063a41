import { describe, expect, it } from 'vitest';
import type { Product } from '#domain/catalog/service-package.ts';
import { applyToJob } from '#domain/order/life-cycle/apply-to-job.ts';
import type { CommandBody } from '#domain/order/life-cycle/command.ts';
import type { Job } from '#domain/order/job.ts';
import { priceLines, priceTotals } from '#domain/price/price.ts';
import { checkCode } from '#domain/order/signing/check-code.ts';
import { aBody, aCommand, anOrderAfter, RULES } from '../support/builders.ts';

const friendsJob = () => anOrderAfter('work.start').job;
const prosJob = (): Job => ({
  ...friendsJob(),
  provider: { id: 'anna', name: 'Anna', role: 'pro' }
});
const total = (job: Job) => priceTotals(priceLines(job)).totalMinor;

describe('products sold on the spot', () => {
  const product: Product = {
    ...{ _id: 'product:repeater', type: 'product', id: 'repeater', version: 1, brand: 'Nordhall' },
    ...{ title: { de: 'Verstärker' }, prices: { DE: 5900, CH: 6900 }, salesCommissionBps: 800 },
    ...{ goesWith: ['wlan'], active: true }
  };
  const rules = { catalog: { packageAt: () => undefined, productAt: () => product } };
  const body = { productId: 'repeater', productVersion: 1, quantity: 1 };

  it.each([
    ['on a normal job, whatever the brand', null, 800],
    ["on a partner's job, of that partner's brand", ['Other', 'Nordhall'], 800],
    ["nothing on a partner's job, of another brand", ['Other'], 0]
  ])('[R18.1, R18.2] earn sales commission: %s', (_title, brands, salesCommissionBps) => {
    const job = {
      ...friendsJob(),
      partner: brands && { id: 'nordhall', name: 'Nordhall Elektronik', brands }
    };
    expect(applyToJob(job, aCommand('product.sell', job, { body }), rules)).toMatchObject({
      outcome: 'applied',
      next: { soldProducts: [{ productId: 'repeater', salesCommissionBps }] }
    });
  });
});

describe('a product that does not go with the visit', () => {
  it('[R18.3] is held, whoever made it', () => {
    const product: Product = {
      ...{ _id: 'product:frame', type: 'product', id: 'frame', version: 1, brand: 'Nordhall' },
      ...{ title: { de: 'Bilderrahmen' }, prices: { CH: 6900 }, salesCommissionBps: 800 },
      ...{ goesWith: ['tv'], active: true }
    };
    const rules = { catalog: { packageAt: () => undefined, productAt: () => product } };
    const job = friendsJob();
    const body = { productId: 'frame', productVersion: 1, quantity: 1 };
    expect(applyToJob(job, aCommand('product.sell', job, { body }), rules)).toEqual({
      outcome: 'held',
      code: 'product.notFitting'
    });
  });
});

describe('more work is agreed before it is done', () => {
  it('[R13.1] lets a Friend agree a higher price that the customer signed', () => {
    const job = friendsJob();
    const decision = applyToJob(job, aCommand('price.agree', job), RULES);
    expect(decision).toMatchObject({
      outcome: 'applied',
      next: { agreedPrice: { priceMinor: 9900 } }
    });
    if (decision.outcome === 'applied') expect(total(decision.next)).toBe(9900 + 490);
  });

  it('[R13.2] lets a Pro add a package with its price and its checklist', () => {
    const job = { ...prosJob(), checklist: [] };
    const decision = applyToJob(job, aCommand('package.add', job), RULES);
    expect(decision).toMatchObject({ outcome: 'applied' });
    if (decision.outcome !== 'applied') return;
    expect(total(decision.next)).toBe(2 * 7900 + 490);
    expect(decision.next.checklist.map((item) => item.id)).toEqual(['wlan.router', 'wlan.explain']);
  });

  it('[R13.1] refuses a price that is not higher', () => {
    const job = friendsJob();
    const body = { ...(aBody('price.agree', job) as CommandBody<'price.agree'>), priceMinor: 7900 };
    expect(applyToJob(job, aCommand('price.agree', job, { body }), RULES)).toEqual({
      outcome: 'refused',
      code: 'price.notHigher'
    });
  });

  it('[R13.5] holds a consent that names another total than the rules', () => {
    const job = friendsJob();
    const signed = aBody('price.agree', job) as CommandBody<'price.agree'>;
    const body = { ...signed, consent: { ...signed.consent, afterMinor: 1 } };
    expect(applyToJob(job, aCommand('price.agree', job, { body }), RULES)).toEqual({
      outcome: 'held',
      code: 'consent.mismatch'
    });
  });

  it('[R13.6] holds a package that was never sold at that version', () => {
    const job = prosJob();
    const body = {
      ...(aBody('package.add', job) as CommandBody<'package.add'>),
      packageId: 'unheard-of'
    };
    expect(applyToJob(job, aCommand('package.add', job, { body }), RULES)).toEqual({
      outcome: 'held',
      code: 'package.unknown'
    });
  });
});

describe('completion', () => {
  const ready = () => anOrderAfter('checklist.set').job;

  it('[R15.3] takes a statement that is the job’s, to the byte', () => {
    const job = ready();
    const decision = applyToJob(job, aCommand('job.complete', job), RULES);
    expect(decision).toMatchObject({
      outcome: 'applied',
      next: { state: 'completed', billing: { state: 'due', totalMinor: 8390 } }
    });
  });

  it.each([
    ['total', { totalMinor: 8391 }],
    ['currency', { currency: 'EUR' }],
    ['signer', { signer: { name: 'Jemand', role: 'customer' } }],
    ['an extra member', { discountMinor: 0 }]
  ])('[R15.4] holds a statement with another %s', (_what, change) => {
    const job = ready();
    const signed = aBody('job.complete', job) as CommandBody<'job.complete'>;
    const body = { ...signed, statement: { ...signed.statement, ...change } };
    expect(applyToJob(job, aCommand('job.complete', job, { body }), RULES)).toEqual({
      outcome: 'held',
      code: 'statement.mismatch'
    });
  });

  it('[R14.1] refuses while a required item is open', () => {
    const job = anOrderAfter('work.start').job;
    expect(applyToJob(job, aCommand('job.complete', job), RULES)).toEqual({
      outcome: 'refused',
      code: 'checklist.open'
    });
  });
});

describe('checkCode', () => {
  it('[R15.22] is the first 40 bits of the hash in letters that survive reading aloud', () => {
    expect(checkCode('A'.repeat(43))).toBe('0000-0000');
    expect(checkCode('_'.repeat(43))).toBe('ZZZZ-ZZZZ');
    expect(checkCode('a7z7Dxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx')).toMatch(
      /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/
    );
  });
});
