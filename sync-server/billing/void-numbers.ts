// M8.3: a number that was taken ends in an invoice or in a void document that says whose it was:
// no gap that nobody can explain, and never both.
// 1. Lost is a number whose order is not to be billed any more and has no invoice: an earlier
//    version took it before the order said that billing had begun, and the bill was refused. What
//    has begun is finished (R15.36): nobody takes its number away.
// 2. The sequence decides. Its revision was read before the orders were, and who bills has begun
//    before writing the sequence: where both want the number, one of the two writes fails and sees
//    the other's. A bill that comes after all gets another number.
// 3. The void document follows, again and again until it is there.
import { invoiceNumber } from '#domain/billing/invoice.ts';
import { createOnce } from '../store/create-once.ts';
import type { StoredDocument } from '../store/stored-document.ts';
import type { BillingDeps } from './billing-deps.ts';
import type { NumberSequence } from './invoice-number.ts';

/** Ledger document `void:<number>`. */
export interface VoidNumber extends StoredDocument {
  type: 'voidNumber';
  number: string;
  order: string;
  voidedAt: number;
}

/** Declares void what is lost, of every sequence. */
export async function voidLostNumbers(deps: BillingDeps): Promise<void> {
  const { ledger } = deps.store;
  for (const { _id } of await ledger.withPrefix<NumberSequence>('numbers:')) {
    const { doc } = await ledger.update<NumberSequence>(_id, (current) =>
      current ? withoutLost(deps, current) : undefined
    );
    if (doc?.voided) await writeVoids(deps, _id);
  }
}

/** Undefined where nothing is lost. */
async function withoutLost(
  deps: BillingDeps,
  current: NumberSequence
): Promise<NumberSequence | undefined> {
  const lost = await lostOf(deps, current);
  if (lost.length === 0) return undefined;
  const reserved = { ...current.reserved };
  const voided = { ...current.voided };
  for (const order of lost) {
    voided[reserved[order]!] = order;
    delete reserved[order];
  }
  return { ...current, reserved, voided };
}

/** Orders whose number is lost. */
async function lostOf({ store }: BillingDeps, { reserved }: NumberSequence): Promise<string[]> {
  const names = Object.keys(reserved);
  const orders = await store.orders.getMany(names);
  const refused = names.filter((_, index) => {
    const order = orders[index];
    return order && order.job.billing.state !== 'due' && order.begunBill === undefined;
  });
  const invoices = await store.ledger.getMany(refused.map((order) => `invoice:${order}`));
  return refused.filter((_, index) => !invoices[index]);
}

async function writeVoids({ store, clock }: BillingDeps, id: string): Promise<void> {
  const { ledger } = store;
  const sequence = await ledger.get<NumberSequence>(id);
  const entries = Object.entries(sequence?.voided ?? {});
  const [, market, year] = id.split(':') as [string, Parameters<typeof invoiceNumber>[0], string];
  for (const [place, order] of entries) {
    const number = invoiceNumber(market, Number(year), Number(place));
    const kept = { type: 'voidNumber', number, order, voidedAt: clock.now() } as const;
    await createOnce<VoidNumber>(ledger, { _id: `void:${number}`, ...kept });
    // A bill that comes after all is a new one, of its own day.
    const bill = await ledger.get(`bill:${order}`);
    if (bill) await ledger.remove(bill._id, bill._rev);
  }
  await ledger.update<NumberSequence>(id, (current) => {
    if (!current?.voided) return undefined;
    const { voided, ...rest } = current;
    const left = Object.entries(voided).filter(([place]) => !sequence?.voided?.[Number(place)]);
    return left.length > 0 ? { ...rest, voided: Object.fromEntries(left) } : rest;
  });
}
