import { describe, expect, it } from 'vitest';
import { billOf } from '#domain/billing/bill.ts';
import type { Invoice } from '#domain/billing/invoice.ts';
import type { Job } from '#domain/order/job.ts';
import type { Order } from '#domain/order/order.ts';
import { beginBill } from '../../../sync-server/billing/begin-bill.ts';
import { DEMO_ISSUERS } from '../../../sync-server/config/operator.ts';
import { billingInMemory, CASE } from '../../support/billing-in-memory.ts';
import { aDueOrder } from '../../support/billing-world.ts';
import { NOW } from '../../support/builders.ts';

const FAILED: Partial<Job> = { state: 'failed', completion: null };
const failure = (cause: NonNullable<Job['failure']>['cause']): Partial<Job> => ({
  ...FAILED,
  failure: { at: NOW, cause, note: '' }
});
const dearer = ({ job, ...order }: Order): Order => ({
  ...order,
  job: { ...job, service: { ...job.service, priceMinor: 1 } }
});

/** Billing over one order, and who was asked for the papers of the company. */
async function worldOf(order: Order | undefined, ...ledger: object[]) {
  const world = billingInMemory(...ledger);
  if (order) await world.store.orders.put(order);
  const issuers: string[] = [];
  const changes: string[] = [];
  const deps = {
    ...world.deps,
    issuerOf: async (market: 'DE' | 'CH') => (issuers.push(market), DEMO_ISSUERS[market]),
    changeOrder: async (id: string, decide: (order: Order) => Order) => {
      changes.push(id);
      return world.deps.changeOrder(id, decide);
    }
  };
  const begin = () => beginBill(deps, 'o1');
  const orderNow = async () => (await world.store.orders.get('o1'))!;
  /** Somebody else’s write, just before the next one of billing. */
  const justBefore = (work: (order: Order) => Order) => {
    const { changeOrder } = deps;
    deps.changeOrder = async (id, decide) => {
      deps.changeOrder = changeOrder;
      await world.deps.changeOrder(id, work);
      return changeOrder(id, decide);
    };
  };
  return { ...world, deps, begin, orderNow, issuers, changes, justBefore };
}
const invoiceThere = (fields: Partial<Invoice>) => ({
  ...{ _id: 'invoice:o1', type: 'invoice', number: 'CH-2026-000009', order: 'o1' },
  ...{ kind: 'completion', totalMinor: 8390 },
  ...fields
});

describe('where a bill begins', () => {
  it('[R15.36] the order says so, with the bill and its moment, before anything else is written', async () => {
    const order = await aDueOrder('o1');
    const world = await worldOf(order);
    const bill = billOf(order.job)!;
    const begun = await world.begin();
    expect(begun).toMatchObject({ bill, begunAt: NOW, order: { begunBill: bill } });
    expect(await world.orderNow()).toMatchObject({
      ...{ begunBill: bill, billingBegunAt: NOW, job: order.job, generation: order.generation + 1 }
    });
    expect(world.of(world.ledger)).toEqual([]);
    expect(world.of(world.cases)).toEqual([]);
    expect(world.issuers).toEqual(['CH']);
  });

  it('[R15.36] what has begun is finished as it is, whatever the order says since', async () => {
    const order = await aDueOrder('o1');
    const world = await worldOf(order);
    await world.begin();
    await world.deps.changeOrder('o1', dearer);
    world.clock.advance(5_000);
    const again = await world.begin();
    expect(again).toMatchObject({ bill: billOf(order.job), begunAt: NOW });
    expect(again!.order.job.service.priceMinor).toBe(1);
    expect(world.changes).toHaveLength(2);
  });

  it('nothing is due of an order that is not there, not finished or billed', async () => {
    expect(await (await worldOf(undefined)).begin()).toBeUndefined();
    for (const state of ['none', 'held', 'billed'] as const) {
      const { job, ...order } = await aDueOrder('o1');
      const world = await worldOf({
        ...order,
        job: { ...job, billing: { ...job.billing, state } }
      });
      expect(await world.begin()).toBeUndefined();
      expect(world.changes).toEqual([]);
    }
  });

  it('[R15.36] its moment is that of an invoice that was begun before, else of the order', async () => {
    const order = await aDueOrder('o1');
    const record = { _id: 'bill:o1', type: 'bill', order: 'o1', issuedAt: NOW - 99 };
    const both = await worldOf({ ...order, billingBegunAt: NOW - 50 }, record);
    expect((await both.begin())!.begunAt).toBe(NOW - 99);
    const own = await worldOf({ ...order, billingBegunAt: NOW - 50 });
    expect((await own.begin())!.begunAt).toBe(NOW - 50);
  });

  it('[R15.36] of two who begin at once both finish the bill of the first', async () => {
    const order = await aDueOrder('o1');
    const world = await worldOf(order);
    const first = { ...billOf(order.job)!, lines: [] };
    world.justBefore((current) => ({ ...current, begunBill: first, billingBegunAt: NOW - 7 }));
    expect(await world.begin()).toMatchObject({ bill: first, begunAt: NOW - 7 });
    expect(await world.orderNow()).toMatchObject({ begunBill: first, billingBegunAt: NOW - 7 });
  });

  it('[R15.36] what has changed since it was checked is checked again', async () => {
    const world = await worldOf(await aDueOrder('o1'));
    world.justBefore(dearer);
    expect(await world.begin()).toBeUndefined();
    const after = await world.orderNow();
    expect(after.begunBill).toBeUndefined();
    expect(after.job).toMatchObject({ state: 'held', billing: { state: 'held' } });
    const touched = await worldOf(await aDueOrder('o1'));
    touched.justBefore((current) => ({ ...current, job: { ...current.job, notes: [] } }));
    expect((await touched.begin())?.begunAt).toBe(NOW);
  });

  it('[R15.36] is none where it was settled meanwhile', async () => {
    const world = await worldOf(await aDueOrder('o1'));
    world.justBefore(({ job, ...order }) => ({
      ...order,
      job: { ...job, billing: { ...job.billing, state: 'billed' } }
    }));
    expect(await world.begin()).toBeUndefined();
  });

  it('[R26.2, R26.3] without an invoice nobody is asked for the company’s papers', async () => {
    const customers = await worldOf(await aDueOrder('o1', failure('customerAbsent')));
    expect((await customers.begin())?.bill).toMatchObject({ payer: 'customer', kind: 'visitFee' });
    expect(customers.issuers).toEqual(['CH']);
    const ours = await worldOf(await aDueOrder('o1', failure('notSolvable')));
    expect((await ours.begin())?.bill.payer).toBe('platform');
    expect(ours.issuers).toEqual([]);
  });

  it('[M8.3] what cannot be written down later is not begun: no number is taken', async () => {
    const world = await worldOf(await aDueOrder('o1'));
    world.deps.issuerOf = () => Promise.reject(new Error('no company'));
    await expect(world.begin()).rejects.toThrow('no company');
    expect((await world.orderNow()).begunBill).toBeUndefined();
    expect(world.of(world.ledger)).toEqual([]);
  });
});

describe('what is not as it was signed', () => {
  it('[R15.6] is held, with a case and among the papers of its assignment', async () => {
    const order = dearer(await aDueOrder('o1'));
    const world = await worldOf(order);
    expect(await world.begin()).toBeUndefined();
    const { completion } = order.job;
    const [made] = world.of(world.cases) as unknown as [{ statement: { rebuilt: object } }];
    expect(world.of(world.cases)).toEqual([
      {
        ...CASE,
        ...{ _id: 'case:billing:o1', kind: 'billing.mismatch', openedAt: NOW, order: 'o1' },
        ...{ provider: 'anna', code: 'statement.mismatch' },
        statement: { signed: completion!.statement, rebuilt: made.statement.rebuilt }
      }
    ]);
    expect(made.statement.rebuilt).toMatchObject({ totalMinor: 491 });
    const held = await world.orderNow();
    expect(held.job).toMatchObject({ state: 'held', billing: { state: 'held' } });
    expect(held.history.at(-1)).toMatchObject({ what: 'order.hold', at: NOW });
    expect(held.assignments.at(-1)!.papers).toEqual([
      {
        ...{ action: completion!.action, kind: 'statement', body: completion, resolvedAt: null },
        ...{ at: NOW, code: 'statement.mismatch', rebuilt: made.statement.rebuilt }
      }
    ]);
  });

  it('[R15.6] is held where nobody has done it, or nothing was signed', async () => {
    for (const fields of [{ provider: null }, { completion: null }] as Partial<Job>[]) {
      const { job, ...order } = await aDueOrder('o1');
      const world = await worldOf({ ...order, job: { ...job, ...fields } });
      expect(await world.begin()).toBeUndefined();
      const signed = fields.completion === null ? null : job.completion!.statement;
      expect(world.of(world.cases)).toMatchObject([
        { code: 'statement.mismatch', statement: { signed, rebuilt: null } }
      ]);
      expect(world.of(world.cases)[0]).toMatchObject({
        provider: fields.provider === null ? null : 'anna'
      });
    }
  });

  it('[R15.36] is not held where it has begun meanwhile: that bill is finished', async () => {
    const order = await aDueOrder('o1');
    const world = await worldOf(dearer(order));
    const first = billOf(order.job)!;
    world.justBefore((current) => ({ ...current, begunBill: first, billingBegunAt: NOW - 7 }));
    expect(await world.begin()).toMatchObject({ bill: first, begunAt: NOW - 7 });
    expect((await world.orderNow()).job.state).toBe('completed');
  });
});

describe('beside an invoice that is there', () => {
  const begun = async (fields: Partial<Invoice>, job: Partial<Job> = {}) =>
    (await worldOf(await aDueOrder('o1', job), invoiceThere(fields))).begin();

  it('[R15.36] the same bill goes on, any other is told to support', async () => {
    expect((await begun({}))?.begunAt).toBe(NOW);
    const absent = failure('customerAbsent');
    expect((await begun({ kind: 'visitFee', totalMinor: 3500 }, absent))?.begunAt).toBe(NOW);
    const said =
      'CH-2026-000009 is stored for this order and is not what would be billed now: ' +
      'nothing is charged by itself; charge, credit or refund that invoice by hand';
    await expect(begun({ kind: 'visitFee' })).rejects.toThrow(said);
    await expect(begun({ totalMinor: 1 })).rejects.toThrow(said);
    // Paid by us, an invoice to the customer is another one.
    const ours = begun({ kind: 'visitFee', totalMinor: 3500 }, failure('notSolvable'));
    await expect(ours).rejects.toThrow(said);
    const held = await worldOf(dearer(await aDueOrder('o1')), invoiceThere({}));
    await expect(held.begin()).rejects.toThrow(said);
    expect((await held.orderNow()).job.state).toBe('completed');
  });
});
