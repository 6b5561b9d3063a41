// Pays providers what is open, each line once (M9), through crashes and with several processes:
// 1. One document a provider and currency, `payoutAccount:…`, holds the payout in hand. Its
//    revision is the only way to take lines into a payout, and it is free again only when all of
//    them are marked paid: no line can be in two.
// 2. Lines are read after that document, so that what another process paid meanwhile shows as a
//    changed revision.
// 3. The payout in hand is finished before the next begins; each step can be done again (ids,
//    idempotency key).
// 4. A holder of the lease that was overtaken is refused for its lower fencing number.
import { payoutTransaction, type JournalTransaction } from '#domain/billing/journal.ts';
import { newPayout, type Payout } from '#domain/billing/payout.ts';
import type { PayoutLine } from '#domain/billing/payout-line.ts';
import type { Currency } from '#domain/policy/policy.ts';
import { StoreUnavailable } from '../store/store-unavailable.ts';
import { caseId } from '../cases/case-id.ts';
import { closeByItself, openCase } from '../cases/open-case.ts';
import type { BillingDeps } from './billing-deps.ts';
import { createOnce } from '../store/create-once.ts';
import { readPayoutTo } from '../people/payout-to.ts';
import { writeEarning } from './write-earning.ts';
import type { Stored, StoredDocument } from '../store/stored-document.ts';
import { errorText } from '../error-text.ts';

interface PayoutAccount extends StoredDocument {
  type: 'payoutAccount';
  provider: string;
  currency: Currency;
  /** Number of the last payout that was begun. */
  number: number;
  fence: number;
  isBusy: boolean;
  inHand: Payout | null;
}

const OPEN_LINES = { name: 'payout-lines', fields: ['type', 'state', 'provider'] };
const BUSY = { name: 'busy-payout-accounts', fields: ['type', 'isBusy'] };
const LINES_AT_ONCE = 500;

/** Pays all that is open now; how many payouts were made or finished. */
export async function payOut(
  deps: BillingDeps,
  fence: number,
  stop?: AbortSignal
): Promise<number> {
  const { ledger } = deps.store;
  const accounts = new Map<string, [provider: string, currency: Currency]>();
  const add = (provider: string, currency: Currency) =>
    accounts.set(`${provider} ${currency}`, [provider, currency]);
  for await (const { provider, currency } of ledger.findAll<PayoutAccount>({
    selector: { type: 'payoutAccount', isBusy: true },
    index: BUSY
  })) {
    add(provider, currency);
  }
  for await (const { provider, currency } of ledger.findAll<PayoutLine>({
    selector: { type: 'payoutLine', state: 'open' },
    index: OPEN_LINES,
    fields: ['provider', 'currency']
  })) {
    add(provider, currency);
  }
  let paid = 0;
  for (const [provider, currency] of accounts.values()) {
    if (stop?.aborted) break;
    try {
      while (await payNext(deps, provider, currency, fence)) paid += 1;
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      await reportFailure(deps, provider, currency, error);
    }
  }
  return paid;
}

/**
 * Finishes the payout in hand, or begins and finishes the next; false where there is nothing to
 * pay.
 */
async function payNext(
  deps: BillingDeps,
  provider: string,
  currency: Currency,
  fence: number
): Promise<boolean> {
  const { ledger } = deps.store;
  const account = await ledger.get<PayoutAccount>(accountId(provider, currency));
  if (account && account.fence > fence) return false;
  if (account?.inHand) return finish(deps, { ...account, fence }, account.inHand);
  const lines = await openLines(deps, provider, currency);
  if (lines.length === 0) return false;
  const number = (account?.number ?? 0) + 1;
  const to = await readPayoutTo(deps.store, provider);
  const inHand = newPayout({ provider, currency, number, lines, to, now: deps.clock.now() });
  const begun: PayoutAccount = {
    _id: accountId(provider, currency),
    ...(account ? { _rev: account._rev } : {}),
    type: 'payoutAccount',
    provider,
    currency,
    number,
    fence,
    isBusy: true,
    inHand
  };
  const put = await ledger.put<PayoutAccount>(begun);
  return put.ok ? finish(deps, { ...begun, _rev: put.rev }, inHand) : false;
}

async function openLines(
  { store }: BillingDeps,
  provider: string,
  currency: Currency
): Promise<PayoutLine[]> {
  const found = await store.ledger.find<PayoutLine>({
    selector: { type: 'payoutLine', state: 'open', provider, currency },
    index: OPEN_LINES,
    limit: LINES_AT_ONCE
  });
  // An index may lag behind; the documents themselves decide.
  const lines = await store.ledger.getMany<PayoutLine>(found.map((line) => line._id));
  return lines.filter((line): line is Stored<PayoutLine> => line?.state === 'open');
}

async function finish(
  deps: BillingDeps,
  account: Stored<PayoutAccount>,
  inHand: Payout
): Promise<boolean> {
  const { ledger } = deps.store;
  const payout = await createOnce<Payout>(ledger, inHand);
  const { _id, provider, currency, amountMinor, to, at } = payout;
  if (payout.state === 'sending') {
    const { reference } = await deps.payments.transfer({
      idempotencyKey: _id,
      amountMinor,
      currency,
      provider,
      ...(to && { to }),
      reference: _id
    });
    await createOnce<JournalTransaction>(
      ledger,
      payoutTransaction(_id, provider, currency, amountMinor, at)
    );
    await markPaid(deps, payout);
    await ledger.update<Payout>(_id, (current) =>
      current?.state === 'sending' ? { ...current, state: 'paid', reference } : undefined
    );
  }
  const failed = caseId({ payout: payout.number, provider, currency });
  await closeByItself(deps.store, failed, 'payout.paid', deps.clock.now());
  const free = await ledger.put<PayoutAccount>({ ...account, isBusy: false, inHand: null });
  return free.ok;
}

async function markPaid(deps: BillingDeps, payout: Payout): Promise<void> {
  for (const id of payout.lines) {
    const { doc } = await deps.store.ledger.update<PayoutLine>(id, (line) =>
      line?.state === 'open'
        ? { ...line, state: 'paid', payout: { id: payout._id, paidAt: payout.at } }
        : undefined
    );
    if (doc) await writeEarning(deps.store, doc);
  }
}

/**
 * One provider whose transfer fails must not keep the others waiting; it is tried again with every
 * run.
 */
async function reportFailure(
  deps: BillingDeps,
  provider: string,
  currency: Currency,
  error: unknown
): Promise<void> {
  deps.log.error({ err: error, provider }, 'a payout is tried again with the next run');
  const account = await deps.store.ledger.get<PayoutAccount>(accountId(provider, currency));
  await openCase(deps.store, {
    _id: caseId({ payout: account?.number ?? 0, provider, currency }),
    kind: 'payout.failed',
    openedAt: deps.clock.now(),
    provider,
    note: errorText(error)
  });
}

function accountId(provider: string, currency: Currency): string {
  return `payoutAccount:${provider}:${currency}`;
}
