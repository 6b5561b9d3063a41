import type { Invoice } from '#domain/billing/invoice.ts';
import type { SettleWay } from '#domain/billing/settle-visit.ts';
import type { NumberSequence } from '../../sync-server/billing/invoice-number.ts';
import type { VoidNumber } from '../../sync-server/billing/void-numbers.ts';
import type { BillingDeps } from '../../sync-server/billing/billing-deps.ts';
import { aCommand, RULES } from './builders.ts';
import { judge } from './judge.ts';

type World = { store: BillingDeps['store']; deps: BillingDeps };

/** From now on what is billed is not any more what was signed. */
export async function moveThePrice({ store }: World, id: string): Promise<void> {
  await store.orders.update(id, (current) => {
    const { job, generation } = current!;
    const service = { ...job.service, priceMinor: 1 };
    return { ...current!, generation: generation + 1, job: { ...job, service } };
  });
}

/** Support settles it where it is held; whether it was. */
export async function settleIfHeld({ deps }: World, id: string, way: SettleWay) {
  let isSettled = false;
  await deps.changeOrder(id, (order) => {
    const actor = { type: 'support', id: 'lea' } as const;
    const body = { way, payer: 'customer', reason: 'am Telefon geklärt' } as const;
    const decision = judge(order, aCommand('visit.settle', order.job, { actor, body }), RULES);
    isSettled = decision.outcome === 'applied';
    return decision.outcome === 'applied' ? decision.next : order;
  });
  return isSettled;
}

/** Of every sequence all numbers up to its last, each with everything that became of it. */
export async function endsOfNumbers({ store }: World): Promise<[string, string[]][]> {
  const { ledger } = store;
  const invoices = await ledger.withPrefix<Invoice>('invoice:');
  const voids = await ledger.withPrefix<VoidNumber>('void:');
  const sequences = await ledger.withPrefix<NumberSequence>('numbers:');
  return sequences.flatMap(({ _id, last }) =>
    Array.from({ length: last }, (_, index): [string, string[]] => {
      const [, market, year] = _id.split(':');
      const number = `${market}-${year}-${String(index + 1).padStart(6, '0')}`;
      const became = [
        ...invoices.filter((each) => each.number === number).map(({ order }) => `invoice ${order}`),
        ...voids.filter((each) => each.number === number).map(({ order }) => `void ${order}`)
      ];
      return [number, became];
    })
  );
}
