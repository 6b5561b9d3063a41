import { describe, expect, it } from 'vitest';
import type { Order } from '#domain/order/order.ts';
import type { Outcome } from '#domain/protocol/verdict.ts';
import { CASES_A_DAY } from '../../../sync-server/authority/case-of-many.ts';
import { asSaid, lackedByOrders } from '../../../sync-server/authority/lacked-by-orders.ts';
import { claimedHash } from '../../../sync-server/outbox/received-hash.ts';
import type { Store } from '../../../sync-server/store/store.ts';
import { anOrder, NOW } from '../../support/builders.ts';
import { MemoryDatabase } from '../../support/memory-database.ts';
import { sound } from '../../support/sound-actions.ts';

const verdictOf = (id: string, outcome: Outcome = 'applied') =>
  ({ _id: `verdict:${id}`, type: 'verdict', action: id, outcome, code: null, at: NOW }) as never;
const inBatch = (
  id: string,
  order: string | null,
  outcome?: Outcome,
  kind = 'note.add' as const
) => {
  const action = sound(kind, {}, { id, order });
  const inspected = { isSound: true, action } as const;
  return { received: action.received, inspected, verdict: outcome && verdictOf(id, outcome) };
};

/** Which of them lack their order, of orders that know the verdicts of these. */
async function lacking(batch: ReturnType<typeof inBatch>[], known: Record<string, string[]>) {
  const orders = Object.entries(known).map(([_id, ids]): Order => {
    const said = { outcome: 'applied', code: null, at: NOW, provider: 'anna', hash: 'h' } as const;
    return { ...anOrder(), _id, verdicts: Object.fromEntries(ids.map((id) => [id, said])) };
  });
  const store = { orders: new MemoryDatabase(...orders).asDatabase } as unknown as Store;
  return [...(await lackedByOrders(store, batch))];
}

describe('[S6.7] an order that knows less than an inbox of the same backup', () => {
  it('lacks what counts by its verdict and is not in it', async () => {
    const batch = [
      inBatch('a', 'o1', 'applied'),
      inBatch('b', 'o1', 'applied'),
      inBatch('c', 'o2', 'applied'),
      inBatch('d', 'o2', 'refused'),
      inBatch('e', 'o2', 'held'),
      inBatch('f', 'o2'),
      inBatch('g', null, 'applied'),
      inBatch('h', 'gone', 'applied'),
      inBatch('i', 'o2', 'applied', 'support.ask' as never)
    ];
    expect(await lacking(batch, { o1: ['a'], o2: [] })).toEqual(['b', 'c']);
    expect(await lacking(batch, { o1: ['a', 'b'], o2: ['c'] })).toEqual([]);
    const unsound = { isSound: false, code: 'action.gap', hash: 'h', order: 'o1', isTheirs: true };
    const broken = { ...batch[1]!, inspected: unsound as never };
    expect(await lacking([broken], { o1: [] })).toEqual([]);
    expect(await lacking([inBatch('toString', 'o1', 'applied')], { o1: [] })).toEqual(['toString']);
  });

  it('is told again as it was said', () => {
    const { inspected } = inBatch('a', 'o1', 'applied');
    expect(asSaid(inspected, verdictOf('a'))).toEqual({
      ...inspected.action,
      received: { ...inspected.action.received, earlier: verdictOf('a') }
    });
  });
});

it('[S2.11] twenty of a device in a day have a case each', () => {
  expect(CASES_A_DAY).toBe(20);
});

it('[S3.7] half of a surrogate pair is no hash', () => {
  expect(claimedHash({ hash: '\ud800' })).toBeNull();
});
