import { describe, expect, it } from 'vitest';
import type { Product } from '#domain/catalog/service-package.ts';
import { jobSchema, type Job } from '#domain/order/job.ts';
import { applyToJob } from '#domain/order/life-cycle/apply-to-job.ts';
import type { CommandBody, CommandKind, Rules } from '#domain/order/life-cycle/command.ts';
import { priceLines, priceTotals } from '#domain/price/price.ts';
import { aBody, aPackage, anOrderAfter, FACTS, NOW, SIGNATURE } from '../support/builders.ts';
import { buildConsent } from '#domain/order/signing/consent.ts';
import { withActionsPackage } from '#domain/order/signing/extra-work.ts';

const product: Product = {
  ...{ _id: 'product:cable', type: 'product', id: 'cable', version: 1, brand: 'Nordhall' },
  ...{ title: { de: 'Kabel' }, prices: { CH: 1200 }, salesCommissionBps: 800 },
  ...{ goesWith: ['wlan'], active: true }
};
const tv = aPackage({
  ...{ _id: 'package:tv', id: 'tv', title: { de: 'TV einrichten' } },
  checklist: [
    { id: 'wlan.explain', phase: 'explain', text: { de: 'Gerät erklärt' }, required: true },
    { id: 'tv.mount', phase: 'work', text: { de: 'TV montiert' }, required: true }
  ]
});
const rules: Rules = {
  catalog: {
    packageAt: (id) => [tv, aPackage()].find((each) => each.id === id),
    productAt: (id) => (id === 'cable' ? product : undefined)
  }
};
const friends = () => anOrderAfter('work.start').job;
const pros = (): Job => ({ ...friends(), provider: { id: 'anna', name: 'Anna', role: 'pro' } });
const total = (job: Job) => priceTotals(priceLines(job)).totalMinor;

interface Said {
  id: string;
  kind: CommandKind;
  body: CommandBody<CommandKind>;
}

function apply(job: Job, { id, kind, body }: Said): Job {
  const actor = { type: 'provider', id: 'anna' } as const;
  const decision = applyToJob(job, { id, kind, body, actor, at: NOW }, rules);
  if (decision.outcome !== 'applied') throw new Error(`${id}: ${decision.code}`);
  return decision.next;
}
const all = (job: Job, said: readonly Said[]) => said.reduce(apply, job);

const sell = (id: string, quantity = 1): Said => ({
  ...{ id, kind: 'product.sell' },
  body: { productId: 'cable', productVersion: 1, quantity }
});
const back = (action: string, id = `back-${action}`): Said => ({
  ...{ id, kind: 'addition.takeBack' },
  body: { action }
});
const agree = (id: string, job: Job): Said => ({
  ...{ id, kind: 'price.agree' },
  body: aBody('price.agree', job)
});
function addTv(id: string, job: Job): Said {
  const said = {
    ...{ packageId: 'tv', packageVersion: 1, quantity: 1, facts: FACTS },
    ...{ consentHash: 'A'.repeat(43), signature: SIGNATURE, consent: {} }
  } as CommandBody<'package.add'>;
  const after = withActionsPackage(job, { id, at: NOW, body: said }, rules.catalog)!;
  return {
    id,
    kind: 'package.add',
    body: { ...said, consent: { ...buildConsent(job, after, FACTS) } }
  };
}

describe('what was sold or agreed on the spot', () => {
  it('[R13.9] goes from the price with its checklist until the statement is signed', () => {
    const job = pros();
    const more = all(job, [addTv('tv1', job), sell('s1', 2)]);
    expect(total(more)).toBe(total(job) + 7900 + 2 * 1200);
    const ticked = { ...more, checked: { 'tv.mount': { done: true, at: NOW } } };
    const less = all(ticked, [back('tv1'), back('s1')]);
    expect(total(less)).toBe(total(job));
    expect(less.checklist).toEqual(job.checklist);
    expect(less.checked).toEqual({});
    expect(() => apply({ ...less, state: 'completed' }, back('s1', 'again'))).toThrow(
      'job.wrongState'
    );
  });

  it('[R13.9] leaves the booked price where a higher one is taken back, never an agreed one', () => {
    const job = friends();
    const first = apply(job, agree('p1', job));
    const second = {
      ...first,
      agreedPrice: { ...first.agreedPrice!, action: 'p2', priceMinor: 8000 }
    };
    expect(total(apply(second, back('p2')))).toBe(total(job));
    // Of one that was replaced nothing is left to take.
    expect(total(apply(second, back('p1')))).toBe(total(second));
  });

  it('[R13.9] keeps the items that another package asks for too', () => {
    const job = pros();
    const one = apply(job, addTv('tv1', job));
    const two = apply(one, addTv('tv2', one));
    expect(apply(two, back('tv1')).checklist).toEqual(two.checklist);
    expect(all(two, [back('tv1'), back('tv2')]).checklist).toEqual(job.checklist);
  });

  it('[R13.10] is the same job whichever of both comes first, and however often', () => {
    const job = pros();
    const [added, sold] = [addTv('tv1', job), sell('s1')];
    const expected = all(job, [added, sold, back('tv1'), back('s1')]);
    const orders = [
      [back('s1'), added, sold, back('tv1')],
      [back('tv1'), back('s1'), added, sold],
      [added, back('tv1'), back('tv1', 'twice'), back('s1'), sold, back('s1', 'other')]
    ];
    for (const order of orders) {
      const { takenBack, ...rest } = all(job, order);
      const byAction = (a: { action: string }, b: { action: string }) =>
        a.action.localeCompare(b.action);
      expect({ ...rest, takenBack: takenBack?.toSorted(byAction) }).toEqual({
        ...expected,
        takenBack: expected.takenBack?.toSorted(byAction)
      });
    }
    const agreed = agree('p1', friends());
    expect(all(friends(), [back('p1'), agreed]).agreedPrice).toBeNull();
  });

  it('[R13.11] stays with what was signed for it, and counts for nothing', () => {
    const job = friends();
    const agreed = apply(job, agree('p1', job));
    const less = apply(agreed, back('p1'));
    expect(less.takenBack).toEqual([{ action: 'p1', at: NOW, was: agreed.agreedPrice }]);
    expect(jobSchema.safeParse(less).success).toBe(true);
    expect(priceLines(less)).toEqual(priceLines(job));
  });

  it('[R13.9] can be sold, added or agreed again', () => {
    const job = friends();
    const again = all(job, [sell('s1'), back('s1'), sell('s2')]);
    expect(total(again)).toBe(total(job) + 1200);
    const agreed = all(job, [agree('p1', job), back('p1'), agree('p2', job)]);
    expect(agreed.agreedPrice?.action).toBe('p2');
  });
});
