import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { newCharge, type Charge } from '#domain/billing/charge.ts';
import type { Invoice, Issuer } from '#domain/billing/invoice.ts';
import type { Job } from '#domain/order/job.ts';
import type { BillingDeps } from '../../../sync-server/billing/billing-deps.ts';
import { checkSigned } from '../../../sync-server/billing/check-signed.ts';
import { collectCharge } from '../../../sync-server/billing/collect-charge.ts';
import { embeddedPaymentProvider } from '../../../sync-server/billing/embedded-payment-provider.ts';
import { reserveInvoiceNumber } from '../../../sync-server/billing/invoice-number.ts';
import {
  BILLING_TIMES,
  DEMO_BILLING_TIMES,
  openBilling
} from '../../../sync-server/billing/open-billing.ts';
import { payOut } from '../../../sync-server/billing/pay-out.ts';
import type {
  ChargeRequest,
  TransferRequest
} from '../../../sync-server/billing/payment-provider.ts';
import { invoiceFormat } from '../../../sync-server/billing/pdf/invoice-format.ts';
import { invoiceWords } from '../../../sync-server/billing/pdf/invoice-words.ts';
import { renderInvoicePdf } from '../../../sync-server/billing/pdf/render-invoice-pdf.ts';
import { sweepDue } from '../../../sync-server/billing/sweep-due.ts';
import { StoreUnavailable } from '../../../sync-server/store/store-unavailable.ts';
import type { Store } from '../../../sync-server/store/store.ts';
import { aFullJob } from '../../support/a-full-job.ts';
import { anInvoice, signed } from '../../support/an-invoice.ts';
import { billingDeps, FakeBank } from '../../support/billing-world.ts';
import { anOrderAfter, NOW } from '../../support/builders.ts';
import { aClock } from '../../support/a-clock.ts';
import { MemoryDatabase } from '../../support/memory-database.ts';

function aWorld(...ledger: object[]) {
  const databases = {
    ledger: new MemoryDatabase(...(ledger as never[])),
    cases: new MemoryDatabase(),
    orders: new MemoryDatabase(),
    inbox: new MemoryDatabase()
  };
  const bank = new FakeBank();
  const clock = aClock();
  const store = {
    ledger: databases.ledger.asDatabase,
    cases: databases.cases.asDatabase,
    orders: databases.orders.asDatabase,
    inbox: () => databases.inbox.asDatabase
  } as unknown as Store;
  const deps: BillingDeps = billingDeps(store, clock, bank);
  const of = (database: MemoryDatabase) =>
    [...database.documents.values()].map(({ _rev, ...document }) => document);
  return { ...databases, bank, clock, store, deps, of };
}
const CASE = {
  ...{ type: 'case', state: 'open', order: null, provider: null, code: null, judgement: null },
  ...{ action: null, statement: null, note: null }
};

describe('[R15.6] what is checked before money moves', () => {
  const completed = () => signed(anOrderAfter('checklist.set').job);
  const checked = async (change: (job: Job) => Job) => checkSigned(change(await completed()));

  it('is the statement to the byte, and its hash', async () => {
    expect(await checked((job) => job)).toEqual({ ok: true });
    const { completion } = await completed();
    expect(await checked((job) => ({ ...job, completion: null }))).toEqual({
      ...{ ok: false, code: 'statement.mismatch', rebuilt: null }
    });
    const dearer = (job: Job): Job => ({ ...job, service: { ...job.service, priceMinor: 1 } });
    expect(await checked(dearer)).toMatchObject({
      ...{ ok: false, code: 'statement.mismatch', rebuilt: { totalMinor: 491 } }
    });
    const hash = (statementHash: string) => (job: Job) => ({
      ...job,
      completion: { ...job.completion!, statementHash }
    });
    expect(await checked(hash('x'))).toEqual({
      ...{ ok: false, code: 'statement.badHash', rebuilt: completion!.statement }
    });
    const facts = (fields: object) => (job: Job) => ({
      ...job,
      completion: {
        ...job.completion!,
        statement: { ...job.completion!.statement, ...fields }
      }
    });
    expect(await checked(facts({ language: 'xx' }))).toEqual({
      ...{ ok: false, code: 'statement.mismatch', rebuilt: null }
    });
    expect(await checked(facts({ signedAt: 1 }))).toMatchObject({ code: 'statement.badHash' });
  });
});

describe('[M8.1, M8.2] an invoice number', () => {
  const sequence = (fields: object = {}) => ({
    ...{ _id: 'numbers:CH:2026', type: 'numberSequence', last: 4, reserved: {} },
    ...fields
  });
  const reserve = (world: ReturnType<typeof aWorld>, order = 'order1') =>
    reserveInvoiceNumber(world.store, { order, market: 'CH', year: 2026 });

  it('counts on in its country and year', async () => {
    const world = aWorld();
    expect(await reserve(world)).toBe('CH-2026-000001');
    expect(await reserve(world, 'order2')).toBe('CH-2026-000002');
    expect(world.of(world.ledger)).toEqual([
      sequence({ last: 2, reserved: { order1: 1, order2: 2 } })
    ]);
    const other = { order: 'order3', market: 'DE', year: 2026 } as const;
    expect(await reserveInvoiceNumber(world.store, other)).toBe('DE-2026-000001');
    expect(await reserveInvoiceNumber(world.store, { ...other, year: 2027 })).toBe(
      'DE-2027-000001'
    );
  });

  it('is the same again, reserved or on the invoice', async () => {
    const world = aWorld(sequence({ reserved: { order1: 3 } }));
    expect(await reserve(world)).toBe('CH-2026-000003');
    const stored = aWorld(sequence(), { _id: 'invoice:order1', number: 'CH-2025-000009' });
    expect(await reserve(stored)).toBe('CH-2025-000009');
    expect(stored.of(stored.ledger)[0]).toEqual(sequence());
  });

  it.each([
    [64, false],
    [65, true]
  ])('forgets of %i reservations those whose invoice is there: %s', async (count, isCleared) => {
    const reserved = Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`o${index}`, index + 1])
    );
    const there = { _id: 'invoice:o0', number: 'x' };
    const world = aWorld(sequence({ last: count, reserved }), there);
    await reserve(world);
    const kept = world.of(world.ledger)[0] as unknown as { reserved: Record<string, number> };
    expect(Object.keys(kept.reserved)).toHaveLength(isCleared ? count : count + 1);
    expect(kept.reserved).toMatchObject({ o1: 2, order1: count + 1 });
    expect('o0' in kept.reserved).toBe(!isCleared);
  });
});

describe('[R21.1, R21.2, R21.3] collecting a charge', () => {
  const method = { kind: 'directDebit', accountHolder: 'Rosa Keller', iban: 'CH93' } as const;
  const charge = newCharge({
    ...{ order: 'order1', invoiceNumber: 'CH-2026-000007', currency: 'CHF' },
    ...{ amountMinor: 8390, method, now: NOW }
  });
  async function collect(fields: Partial<Charge> = {}, ...script: FakeBank['script']) {
    const world = aWorld({ ...charge, ...fields });
    world.bank.script.push(...script);
    await collectCharge(world.deps, 'order1');
    const [kept, transaction] = world.of(world.ledger);
    return { world, kept, transaction, cases: world.of(world.cases) };
  }

  it('asks with the key, the amount and what the customer reads', async () => {
    const { world, kept, transaction, cases } = await collect();
    expect([...world.bank.debits.values()]).toEqual([
      {
        ...{ idempotencyKey: 'charge:order1', amountMinor: 8390, currency: 'CHF', method },
        reference: 'CH-2026-000007'
      }
    ]);
    expect(kept).toMatchObject({
      ...{ state: 'collected', attempts: 1, settledAt: NOW, reference: 'bank-charge:order1' }
    });
    expect(transaction).toMatchObject({
      ...{ _id: 'tx:charge:order1', kind: 'charge', at: NOW },
      lines: [{ amountMinor: 8390 }, { amountMinor: -8390 }]
    });
    expect(cases).toEqual([]);
  });

  it.each([
    ['that is collected', { state: 'collected' }],
    ['that is not due yet', { nextAttemptAt: NOW + 1 }]
  ] as const)('asks nobody for one %s', async (_title, fields) => {
    const { world, kept } = await collect(fields);
    expect([world.bank.calls, kept]).toEqual([0, { ...charge, ...fields }]);
  });

  it('is claimed for a minute while it is asked', async () => {
    const world = aWorld(charge);
    const seen: unknown[] = [];
    world.bank.charge = async () => {
      seen.push(world.of(world.ledger)[0]);
      await collectCharge(world.deps, 'order1');
      return { outcome: 'unknown', reason: 'no answer' };
    };
    await collectCharge(world.deps, 'order1');
    expect(seen).toEqual([{ ...charge, nextAttemptAt: NOW + 60_000 }]);
  });

  it('is tried again where no answer came, and says why', async () => {
    const { kept, transaction, cases } = await collect({}, { throws: 'before' });
    expect(kept).toMatchObject({
      ...{ state: 'due', attempts: 1, nextAttemptAt: NOW + 60_000 },
      lastError: expect.stringContaining('no answer')
    });
    expect([transaction, cases]).toEqual([undefined, []]);
  });

  it('is shown to support where the bank says no, or nothing for too long', async () => {
    const no = await collect({}, { outcome: 'declined', reason: 'closed' });
    const theCase = {
      ...{ ...CASE, _id: 'case:charge:order1', kind: 'charge.failed', openedAt: NOW },
      ...{ order: 'order1', note: 'CH-2026-000007: closed' }
    };
    expect(no.cases).toEqual([theCase]);
    expect(no.kept).toMatchObject({ state: 'failed', lastError: 'closed' });
    const late = await collect({ attempts: 6 }, { outcome: 'unknown', reason: 'silent' });
    expect(late.cases).toEqual([{ ...theCase, note: 'CH-2026-000007: silent' }]);
    expect((await collect({ attempts: 5 }, { outcome: 'unknown', reason: 'x' })).cases).toEqual([]);
  });
});

describe('[R21.5, M9.2] the embedded payment provider', () => {
  const debit: ChargeRequest = {
    ...{ idempotencyKey: 'k', amountMinor: 100, reference: 'r' },
    currency: 'CHF',
    method: { kind: 'invoice' }
  };
  const transfer: TransferRequest = {
    ...{ idempotencyKey: 'k', amountMinor: 100, provider: 'anna', reference: 'r' },
    currency: 'CHF'
  };

  it('records a debit and a transfer once, each under its key', async () => {
    const { store, clock, ledger, of } = aWorld();
    const payments = embeddedPaymentProvider(store, clock);
    const collected = { outcome: 'collected', reference: 'debit:k' };
    expect(await payments.charge(debit)).toEqual(collected);
    clock.advance(5);
    expect(await payments.charge(debit)).toEqual(collected);
    expect(await payments.transfer(transfer)).toEqual({ reference: 'transfer:k' });
    expect(of(ledger)).toEqual([
      { _id: 'debit:k', type: 'debit', recordedAt: NOW, request: debit },
      { _id: 'transfer:k', type: 'transfer', recordedAt: NOW + 5, request: transfer }
    ]);
  });

  it.each([{ amountMinor: 101 }, { currency: 'EUR' as const }])(
    'refuses another amount under a known key: %j',
    async (fields) => {
      const { store, clock } = aWorld();
      const payments = embeddedPaymentProvider(store, clock);
      await payments.charge(debit);
      await expect(payments.charge({ ...debit, ...fields })).rejects.toThrow('another amount');
    }
  );

  it('declines a card: nobody is there to charge it', async () => {
    const { store, clock, ledger, of } = aWorld();
    const card = { kind: 'card', reference: 'c' } as const;
    expect(await embeddedPaymentProvider(store, clock).charge({ ...debit, method: card })).toEqual({
      ...{ outcome: 'declined', reason: 'no card processor is set up' }
    });
    expect(of(ledger)).toEqual([]);
  });
});

describe('[R21.1] the sweep', () => {
  const due = (_id: string, state = 'due') => ({ _id, job: { billing: { state } } });
  const charge = (order: string, fields: object = {}) => ({
    ...newCharge({
      ...{ order, invoiceNumber: 'x', currency: 'CHF', amountMinor: 1, now: NOW },
      method: { kind: 'card', reference: 'c' }
    }),
    ...fields
  });

  it('bills what is due and collects what may be collected', async () => {
    const world = aWorld(
      charge('now'),
      charge('later', { nextAttemptAt: NOW + 1 }),
      charge('done', { state: 'collected' })
    );
    for (const each of [due('a'), due('b', 'billed'), due('c')]) {
      await world.orders.put(each as never);
    }
    const billed: string[] = [];
    await sweepDue(world.deps, async (id) => void billed.push(id));
    expect(billed).toEqual(['a', 'c']);
    expect([...world.bank.debits.keys()]).toEqual(['charge:now']);
    expect(world.orders.queries).toEqual([
      {
        ...{ selector: { 'job.billing.state': 'due' }, fields: ['_id'] },
        index: { name: 'billing-due', fields: ['job.billing.state'] }
      }
    ]);
    expect(world.ledger.queries).toEqual([
      {
        selector: { type: 'charge', state: 'due', nextAttemptAt: { $lte: NOW } },
        index: { name: 'charges-due', fields: ['type', 'state', 'nextAttemptAt'] }
      }
    ]);
  });

  it('goes on behind an order that cannot be billed, and tells support', async () => {
    const world = aWorld();
    for (const each of [due('a'), due('b')]) await world.orders.put(each as never);
    const billed: string[] = [];
    await sweepDue(world.deps, async (id) => {
      if (id === 'a') throw new Error('bug');
      billed.push(id);
    });
    expect(billed).toEqual(['b']);
    expect(world.of(world.cases)).toEqual([
      {
        ...{ ...CASE, _id: 'case:billing-failed:a', kind: 'billing.failed', openedAt: NOW },
        ...{ order: 'a', note: expect.stringContaining('bug') }
      }
    ]);
  });

  it('waits for a store that is away', async () => {
    const world = aWorld();
    await world.orders.put(due('a') as never);
    const away = sweepDue(world.deps, async () => {
      throw new StoreUnavailable('down');
    });
    await expect(away).rejects.toThrow(StoreUnavailable);
    expect(world.of(world.cases)).toEqual([]);
  });

  it('[R20.5] is every quarter of a minute, payouts once a day', () => {
    expect(BILLING_TIMES).toEqual({ sweepEveryMs: 15_000, payoutEveryMs: 86_400_000 });
    expect(DEMO_BILLING_TIMES).toEqual({ sweepEveryMs: 15_000, payoutEveryMs: 180_000 });
  });
});

describe('[R20.5, M9.1, M9.2, M9.3, M9.4] paying out', () => {
  const line = (order: string, fields: object = {}) => ({
    ...{ _id: `payoutLine:${order}`, type: 'payoutLine', order, provider: 'anna' },
    ...{ title: { de: 'x' }, currency: 'CHF', amountMinor: 100, lines: [], completedAt: NOW },
    ...{ state: 'open', payout: null },
    ...fields
  });
  const account = (fields: object = {}) => ({
    ...{ _id: 'payoutAccount:anna:CHF', type: 'payoutAccount', provider: 'anna' },
    ...{ currency: 'CHF', number: 4, fence: 3, isBusy: false, inHand: null },
    ...fields
  });
  const inHand = {
    ...{ _id: 'payout:anna:CHF:000005', type: 'payout', provider: 'anna', currency: 'CHF' },
    ...{ number: 5, lines: ['payoutLine:a'], amountMinor: 100, at: NOW - 5, state: 'sending' },
    reference: null
  };
  const kept = (world: ReturnType<typeof aWorld>, id: string) =>
    world.of(world.ledger).find(({ _id }) => _id === id);

  it('begins with an account, one for each provider and currency', async () => {
    const world = aWorld(line('a'), line('b'), line('c', { currency: 'EUR' }));
    expect(await payOut(world.deps, 7)).toBe(2);
    expect(kept(world, 'payoutAccount:anna:CHF')).toEqual(account({ number: 1, fence: 7 }));
    expect(kept(world, 'payout:anna:CHF:000001')).toMatchObject({
      ...{ lines: ['payoutLine:a', 'payoutLine:b'], amountMinor: 200, state: 'paid' },
      reference: 'bank-payout:anna:CHF:000001'
    });
    expect([...world.bank.transfers.values()][0]).toEqual({
      ...{ idempotencyKey: 'payout:anna:CHF:000001', amountMinor: 200, currency: 'CHF' },
      ...{ provider: 'anna', reference: 'payout:anna:CHF:000001' }
    });
    expect(kept(world, 'tx:payout:anna:CHF:000001')).toMatchObject({ kind: 'payout', at: NOW });
    expect(kept(world, 'payoutLine:a')).toMatchObject({
      ...{ state: 'paid', payout: { id: 'payout:anna:CHF:000001', paidAt: NOW } }
    });
    expect(world.of(world.inbox)).toMatchObject([
      { _id: 'earning:a', state: 'paid' },
      { _id: 'earning:b', state: 'paid' },
      { _id: 'earning:c', state: 'paid' }
    ]);
    expect(world.ledger.queries.slice(0, 2)).toEqual([
      {
        selector: { type: 'payoutAccount', isBusy: true },
        index: { name: 'busy-payout-accounts', fields: ['type', 'isBusy'] }
      },
      {
        ...{ selector: { type: 'payoutLine', state: 'open' }, fields: ['provider', 'currency'] },
        index: { name: 'payout-lines', fields: ['type', 'state', 'provider'] }
      }
    ]);
    expect(world.ledger.queries[2]).toMatchObject({ limit: 500 });
  });

  it('finishes what is in hand first, then counts on', async () => {
    const world = aWorld(
      account({ number: 5, isBusy: true, inHand }),
      line('a'),
      line('b', { amountMinor: 70 })
    );
    expect(await payOut(world.deps, 7)).toBe(2);
    expect([...world.bank.transfers.keys()]).toEqual([
      ...['payout:anna:CHF:000005', 'payout:anna:CHF:000006']
    ]);
    expect(kept(world, 'payoutLine:a')).toMatchObject({ payout: { paidAt: NOW - 5 } });
    expect(kept(world, 'payoutAccount:anna:CHF')).toEqual(account({ number: 6, fence: 7 }));
  });

  it('frees an account whose payout was paid before a crash, and sends nothing', async () => {
    const paid = { ...inHand, state: 'paid', reference: 'r' };
    const world = aWorld(account({ number: 5, isBusy: true, inHand }), paid);
    expect(await payOut(world.deps, 7)).toBe(1);
    expect([world.bank.calls, kept(world, inHand._id)]).toEqual([0, paid]);
    expect(kept(world, 'payoutAccount:anna:CHF')).toEqual(account({ number: 5, fence: 7 }));
  });

  it.each([
    [4, 3, 0],
    [3, 3, 1],
    [2, 3, 1]
  ])('is for the last holder of the lease: account %i, holder %i', async (before, fence, paid) => {
    const world = aWorld(account({ fence: before }), line('a'));
    expect(await payOut(world.deps, fence)).toBe(paid);
  });

  it('stops when the lease is lost', async () => {
    const world = aWorld(line('a'));
    expect(await payOut(world.deps, 7, AbortSignal.abort())).toBe(0);
    expect(world.bank.calls).toBe(0);
  });

  it('goes on behind a transfer that fails, and tells support', async () => {
    const world = aWorld(line('a'), line('b', { provider: 'berta' }));
    world.bank.script.push({ throws: 'before' });
    expect(await payOut(world.deps, 7)).toBe(1);
    expect(world.of(world.cases)).toEqual([
      {
        ...{ ...CASE, _id: 'case:payout:anna:CHF:1', kind: 'payout.failed', openedAt: NOW },
        ...{ provider: 'anna', note: expect.stringContaining('no answer') }
      }
    ]);
    expect(kept(world, 'payoutAccount:anna:CHF')).toMatchObject({ isBusy: true });
    const away = aWorld(line('a'));
    away.bank.transfer = async () => {
      throw new StoreUnavailable('down');
    };
    await expect(payOut(away.deps, 7)).rejects.toThrow(StoreUnavailable);
  });

  it('is once in each period, in one process', async () => {
    const world = aWorld(line('a'));
    const billing = openBilling(world.deps, { sweepEveryMs: 1, payoutEveryMs: 1000 });
    world.clock.set(5000);
    expect(await billing.payOutWhenDue()).toBe(1);
    expect(kept(world, 'payoutRun')).toEqual({ _id: 'payoutRun', type: 'payoutRun', period: 5 });
    await world.ledger.put(line('b') as never);
    world.clock.set(5999);
    expect(await billing.payOutWhenDue()).toBe(0);
    const other = openBilling(world.deps, { sweepEveryMs: 1, payoutEveryMs: 1000 });
    world.clock.set(6000);
    expect(await other.payOutWhenDue()).toBe(1);
  });
});

const ISSUER: Issuer = {
  ...{ name: 'Mila AG', street: 'Bahnhofstrasse 1', postcode: '8001', city: 'Zürich' },
  ...{ country: 'CH', manager: 'Lea Frei', vatId: 'CHE-123.456.789 MWST', register: 'Zürich' },
  ...{ phone: '+41 44 555 00 00', email: 'post@example.org', website: 'https://example.org' },
  bank: { name: 'Kantonalbank', iban: 'CH5604835012345678009' }
};

describe('[R24.4] the invoice on paper', () => {
  /** What is drawn and where, of every object but the fonts; how it is compressed may differ from machine to machine. */
  function drawing(pdf: Buffer): string {
    const text = pdf.toString('latin1');
    const objects = [...text.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)];
    const drawn = objects.map(([, , body = '']) => {
      const start = body.indexOf('stream\n');
      if (start < 0) return body;
      const head = body.slice(0, start).replace(/\/Length\d? \d+/g, '');
      if (!/\/FlateDecode/.test(head) || /\/Length1|FontFile/.test(body.slice(0, start)))
        return head;
      const bytes = Buffer.from(body.slice(start + 7, body.lastIndexOf('\nendstream')), 'latin1');
      return head + inflateSync(bytes).toString('latin1');
    });
    return createHash('sha256').update(drawn.join('\n')).digest('base64url').slice(0, 16);
  }

  const samples: [string, () => Promise<Invoice>, string][] = [
    [
      'a Friend’s visit by direct debit',
      () => anInvoice({}, undefined, ISSUER),
      'VR3Pu5cRZxBJBBpg'
    ],
    [
      'a Pro’s visit with many lines by transfer, in English',
      async () => {
        const job = aFullJob('pro');
        const many = Array.from({ length: 30 }, () => job.addedPackages[0]!);
        const customer = { ...job.customer, locale: 'en' as const };
        const invoice = await anInvoice(
          {
            ...{ ...job, addedPackages: many, customer, market: 'DE' },
            terms: { ...job.terms, currency: 'EUR', vatBps: 1900 }
          },
          { kind: 'invoice' },
          ISSUER
        );
        return { ...invoice, service: { from: '2026-06-10', to: '2026-06-11' } };
      },
      'Dka3Y-064HyyNtwc'
    ],
    [
      'a visit that failed, for a customer abroad, from a company with little to say',
      async () => {
        const { manager: _, phone: __, ...issuer } = ISSUER;
        const invoice = await anInvoice({}, { kind: 'card', reference: 'card_1234' }, issuer);
        const recipient = { ...invoice.recipient, country: 'DE' as const, street: '' };
        const lines = [{ ...invoice.lines[0]!, kind: 'visitFee' as const }];
        return { ...invoice, kind: 'visitFee', recipient, lines, signed: null };
      },
      'v7nNLMuG-J7zTg2m'
    ]
  ];

  // A changed hash is a changed page: look at it (`npm run dev`, an invoice of the demo), then pin it.
  it.each(samples)('looks as it did: %s', async (_title, invoice, hash) => {
    expect(drawing(await renderInvoicePdf(await invoice()))).toBe(hash);
  });

  it('has a word for everything in every language', () => {
    for (const language of ['de', 'en'] as const) {
      for (const market of ['DE', 'CH'] as const) {
        const words: unknown[] = Object.values(invoiceWords({ language, market }));
        const text = JSON.stringify(words.filter((each) => typeof each !== 'function'));
        expect(text).not.toMatch(/""|null|undefined/);
      }
    }
    expect(invoiceWords({ language: 'de', market: 'DE' })).toMatchObject({
      ...{ vat: 'USt.', noVat: 'ohne USt.', thanks: 'Freundliche Grüße' }
    });
    expect(invoiceWords({ language: 'de', market: 'CH' })).toMatchObject({
      ...{ vat: 'MWST', noVat: 'ohne MWST', thanks: 'Freundliche Grüsse' }
    });
    const english = invoiceWords({ language: 'en', market: 'CH' });
    expect(english.guarantee('a@b.ch')).not.toContain('call');
    expect(english.guarantee('a@b.ch', '061')).toContain('or call 061');
    expect(invoiceWords({ language: 'de', market: 'CH' }).guarantee('a@b.ch')).not.toContain(
      'rufen'
    );
  });

  it('writes money, rates and days as its market does', () => {
    const of = (language: 'de' | 'en', market: 'DE' | 'CH') => {
      const [currency, timeZone] =
        market === 'CH' ? (['CHF', 'Europe/Zurich'] as const) : (['EUR', 'Europe/Berlin'] as const);
      const format = invoiceFormat({ language, market, currency, timeZone });
      return [
        format.money(123_450),
        format.amount(123_450),
        format.rate(810),
        format.day('2026-06-10'),
        format.moment(Date.parse('2026-06-10T22:30:00Z'))
      ].map((text) => text.replace(/[\u00a0\u202f]/g, ' ').replace('’', "'"));
    };
    expect(of('de', 'DE')).toEqual([
      ...['1.234,50 €', '1.234,50', '8,1 %', '10. Juni 2026', '11. Juni 2026 um 00:30']
    ]);
    expect(of('de', 'CH')).toEqual([
      ...["CHF 1'234.50", "1'234.50", '8.1%', '10. Juni 2026', '11. Juni 2026 um 00:30']
    ]);
    expect(of('en', 'DE').slice(0, 4)).toEqual(['€1,234.50', '1,234.50', '8.1%', '10 June 2026']);
  });
});
