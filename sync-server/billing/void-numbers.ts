// M8.3: a number that was taken ends in an invoice or in a void document that says whose it was:
// no gap that nobody can explain.
// 1. Lost is a number whose order is not to be billed any more and has no invoice: a process ended
//    after it was taken, and afterwards the bill was refused. As long as an order is due, whoever
//    bills it uses its number.
// 2. One write of the sequence takes the number from its order for good, so that a bill that comes
//    after all gets another; the void document follows, again and again until it is there.
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
  for (const sequence of await deps.store.ledger.withPrefix<NumberSequence>('numbers:')) {
    const lost = await lostOf(deps, sequence);
    if (lost.length === 0 && !sequence.voided) continue;
    await takeBack(deps, sequence._id, lost);
    await writeVoids(deps, sequence._id);
  }
}

/** Orders whose number is lost. */
async function lostOf({ store }: BillingDeps, { reserved }: NumberSequence): Promise<string[]> {
  const names = Object.keys(reserved);
  const invoices = await store.ledger.getMany(names.map((order) => `invoice:${order}`));
  const open = names.filter((_, index) => !invoices[index]);
  const orders = await store.orders.getMany(open);
  return open.filter((_, index) => {
    const order = orders[index];
    return order !== undefined && order.job.billing.state !== 'due';
  });
}

async function takeBack({ store }: BillingDeps, id: string, lost: string[]): Promise<void> {
  await store.ledger.update<NumberSequence>(id, async (current) => {
    const taken = lost.filter((order) => current?.reserved[order] !== undefined);
    if (!current || taken.length === 0) return undefined;
    // Looked up again: who was slow may have stored it meanwhile.
    const invoices = await store.ledger.getMany(taken.map((order) => `invoice:${order}`));
    const reserved = { ...current.reserved };
    const voided = { ...current.voided };
    for (const [index, order] of taken.entries()) {
      if (invoices[index]) continue;
      voided[reserved[order]!] = order;
      delete reserved[order];
    }
    return { ...current, reserved, voided };
  });
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
