import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Job } from '#domain/order/job.ts';
import { billCompleted } from '../../../sync-server/billing/bill-completed.ts';
import type { CaseDocument } from '../../../sync-server/cases/case-document.ts';
import { invoiceFile, invoiceForOrder } from '../../../sync-server/billing/invoice-for-order.ts';
import { openBilling } from '../../../sync-server/billing/open-billing.ts';
import { heldOf } from '../../support/papers.ts';
import {
  aDueOrder,
  billed,
  openBillingWorld,
  type BillingWorld
} from '../../support/billing-world.ts';
import { NOW } from '../../support/builders.ts';
import { balances, invoiceNumbers } from '../../support/ledger-facts.ts';
import { pdfText } from '../../support/pdf-text.ts';

let world: BillingWorld;
beforeAll(async () => {
  world = await openBillingWorld();
});
afterAll(() => world.close());

const failure = (cause: NonNullable<Job['failure']>['cause']): Partial<Job> => ({
  state: 'failed',
  completion: null,
  failure: { at: NOW, cause, note: '' }
});

const NOT_DUE = {
  state: 'none',
  invoiceNumber: null,
  totalMinor: null,
  payoutMinor: null
} as const;

describe('billing a completed visit', () => {
  it('[R15.23, R22.1] invoices, books, charges and credits it', async () => {
    const { order, invoice, charge, line, earning } = await billed(world, 'complete');
    expect(order.job.billing).toEqual({
      state: 'billed',
      invoiceNumber: invoice?.number,
      totalMinor: 8390,
      payoutMinor: 6320
    });
    expect(order.history.at(-1)?.what).toBe('order.bill');
    expect(invoice).toMatchObject({ market: 'CH', totalMinor: 8390, issuedOn: '2026-06-08' });
    expect(invoice?.number).toMatch(/^CH-2026-\d{6}$/);
    expect(charge).toMatchObject({ state: 'collected', amountMinor: 8390, attempts: 1 });
    expect(line).toMatchObject({ state: 'open', provider: 'anna', amountMinor: 6320 });
    expect(earning).toMatchObject({ type: 'earning', state: 'coming', payoutMinor: 6320 });
    const sums = await balances(world.store);
    expect(sums['receivable order:complete']).toBe(0);
    expect(world.bank.debits.get('charge:complete')?.reference).toBe(invoice?.number);
  });

  it('[R21.1, M7.3] does nothing a second time', async () => {
    const before = await billed(world, 'twice');
    const calls = world.bank.calls;
    await billCompleted(world.deps, 'twice');
    await openBilling(world.deps).sweep();
    expect((await world.store.orders.get('twice'))?._rev).toBe(before.order._rev);
    expect(world.bank.calls).toBe(calls);
  });

  it('knows nothing of an order that is not there or not due', async () => {
    await billCompleted(world.deps, 'nobody');
    await world.store.orders.put(
      await aDueOrder('running', { state: 'working', completion: null, billing: NOT_DUE })
    );
    await billCompleted(world.deps, 'running');
    expect(await invoiceForOrder(world.store, 'running')).toBeUndefined();
  });

  it('[R21.4] leaves what is paid by transfer to the customer', async () => {
    const { charge, order } = await billed(world, 'transfer', {}, { kind: 'invoice' });
    expect(charge?.state).toBe('byInvoice');
    expect(order.job.billing.state).toBe('billed');
    expect(world.bank.debits.has('charge:transfer')).toBe(false);
    const sums = await balances(world.store);
    expect(sums['receivable order:transfer']).toBe(8390);
  });

  it('hands out the invoice as a file', async () => {
    const { invoice } = await billed(world, 'file');
    const found = await invoiceForOrder(world.store, 'file');
    const { name, content } = await invoiceFile(found!);
    expect(name).toBe(`Rechnung-${invoice?.number}.pdf`);
    expect(pdfText(content)[0]).toContain('CHF 83.90');
  });
});

describe('billing a cancelled visit', () => {
  const cancelledLate = (payer: 'customer' | 'platform'): Partial<Job> => ({
    state: 'cancelled',
    completion: null,
    cancellation: { at: NOW, by: 'support', reason: 'krank', payer, feeMinor: 3500 }
  });

  it('[R27.7] invoices the fee, collects it and compensates the provider in full, once', async () => {
    const { order, invoice, charge, line, earning } = await billed(
      world,
      'cancelled',
      cancelledLate('customer')
    );
    expect(order.job).toMatchObject({
      state: 'cancelled',
      billing: { state: 'billed', totalMinor: 3500, payoutMinor: 3500 }
    });
    expect(invoice).toMatchObject({ kind: 'cancellation', totalMinor: 3500, signed: null });
    expect(invoice?.lines).toMatchObject([{ kind: 'cancelFee', title: 'Stornogebühr' }]);
    const pages = await pdfText((await invoiceFile(invoice!)).content);
    expect(pages.join(' ').replace(/\s+/g, ' ')).toContain('kurzfristig storniert');
    expect(charge).toMatchObject({ state: 'collected', amountMinor: 3500 });
    expect(line).toMatchObject({ provider: 'anna', amountMinor: 3500 });
    expect(earning).toMatchObject({ state: 'coming', payoutMinor: 3500 });
    const calls = world.bank.calls;
    await billCompleted(world.deps, 'cancelled');
    await openBilling(world.deps).sweep();
    expect(world.bank.calls).toBe(calls);
  });

  it('[R27.8] pays the provider alone where it lay with the platform', async () => {
    const { invoice, charge, line } = await billed(
      world,
      'cancelled-by-us',
      cancelledLate('platform')
    );
    expect([invoice, charge]).toEqual([undefined, undefined]);
    expect(line).toMatchObject({ provider: 'anna', amountMinor: 3500 });
    expect((await balances(world.store)).visitFeeExpense).toBeGreaterThanOrEqual(3500);
  });
});

describe('[R26.1, R26.2, R26.3] billing a failed visit', () => {
  it.each(['customerAbsent', 'customerRefused', 'siteNotReady'] as const)(
    'charges the customer the visit fee, and all of it goes to the provider: %s',
    async (cause) => {
      const { order, invoice, line, charge } = await billed(
        world,
        `failed-${cause}`,
        failure(cause)
      );
      expect(order.job.billing).toMatchObject({
        state: 'billed',
        totalMinor: 3500,
        payoutMinor: 3500
      });
      expect(invoice).toMatchObject({ kind: 'visitFee', totalMinor: 3500, signed: null });
      expect(charge?.state).toBe('collected');
      expect(line?.lines).toEqual([{ kind: 'visitFee', amountMinor: 3500 }]);
    }
  );

  it.each(['deviceDefective', 'notSolvable'] as const)(
    'pays the visit fee itself: %s',
    async (cause) => {
      const numbers = await invoiceNumbers(world.store);
      const { order, invoice, charge, line } = await billed(
        world,
        `failed-${cause}`,
        failure(cause)
      );
      expect([invoice, charge]).toEqual([undefined, undefined]);
      expect(line?.amountMinor).toBe(3500);
      expect(order.job.billing).toEqual({
        state: 'billed',
        invoiceNumber: null,
        totalMinor: 0,
        payoutMinor: 3500
      });
      expect(await invoiceNumbers(world.store)).toEqual(numbers);
    }
  );
});

describe('[R15.6] what was signed and is not what the order says', () => {
  it.each([
    [
      'a price that moved',
      'statement.mismatch',
      (job: Job) => ({ ...job, service: { ...job.service, priceMinor: 1 } })
    ],
    [
      'a hash of something else',
      'statement.badHash',
      (job: Job) => ({ ...job, completion: { ...job.completion!, statementHash: 'B'.repeat(43) } })
    ],
    [
      'a signer that is none',
      'statement.mismatch',
      (job: Job) => ({
        ...job,
        completion: {
          ...job.completion!,
          statement: { ...job.completion!.statement, signer: { name: '', role: 'x' } }
        }
      })
    ]
  ] as const)('is held with both versions and not billed: %s', async (what, code, change) => {
    const id = `held-${code.split('.')[1]!.toLowerCase()}-${what.length}`;
    const order = await aDueOrder(id);
    await world.store.orders.put({ ...order, job: change(order.job) as Job });
    const numbers = await invoiceNumbers(world.store);
    await billCompleted(world.deps, id);
    await billCompleted(world.deps, id);
    const held = await world.store.orders.get(id);
    expect(held?.job).toMatchObject({ state: 'held', billing: { state: 'held' } });
    expect(heldOf(held, order.job.provider?.id).map((each) => each.code)).toContain(code);
    const [found] = await world.store.cases.withPrefix<CaseDocument>(`case:billing:${id}`);
    expect(found).toMatchObject({ kind: 'billing.mismatch', state: 'open', order: id, code });
    expect(found?.statement?.signed).toBeTruthy();
    expect(await invoiceNumbers(world.store)).toEqual(numbers);
    expect(await world.store.ledger.get(`tx:completion:${id}`)).toBeUndefined();
    expect(world.bank.debits.has(`charge:${id}`)).toBe(false);
  });
});

describe('one order that cannot be billed', () => {
  it('does not keep the others waiting, and support is told', async () => {
    const broken = await aDueOrder('a-broken');
    const terms = { ...broken.job.terms, vatBps: 8.1 };
    await world.store.orders.put({ ...broken, job: { ...broken.job, terms } });
    await world.store.orders.put(await aDueOrder('b-sound'));
    await openBilling(world.deps).sweep();
    expect((await world.store.orders.get('b-sound'))?.job.billing.state).toBe('billed');
    expect(await world.store.cases.get('case:billing-failed:a-broken')).toMatchObject({
      kind: 'billing.failed'
    });
  });
});
