// A backup's databases may be of different moments: an inbox with a verdict that the order behind it
// does not know yet. The server's own verdict is then as good as the receipt that a device hands in.
import { isOrderAction } from '#domain/order/life-cycle/table.ts';
import type { VerdictDocument } from '#domain/protocol/verdict.ts';
import type { ReceivedAction } from '../outbox/received-action.ts';
import type { Store } from '../store/store.ts';
import type { Inspected, SoundAction } from './inspect-action.ts';

interface InBatch {
  received: ReceivedAction;
  inspected: Inspected;
  verdict: VerdictDocument | undefined;
}

/** What counts by its verdict, and its order does not know: the order comes from an older backup. */
export async function lackedByOrders(
  { orders }: Pick<Store, 'orders'>,
  batch: readonly InBatch[]
): Promise<Set<string>> {
  const counted = batch.flatMap(({ inspected, verdict }) =>
    verdict?.outcome === 'applied' && inspected.isSound && isOrderAction(inspected.action.kind)
      ? [inspected.action]
      : []
  );
  const ids = [...new Set(counted.map(({ order }) => order ?? ''))];
  const known = new Map((await orders.getMany(ids)).map((each, index) => [ids[index], each]));
  const lacking = counted.filter(({ id, order }) => {
    const there = known.get(order ?? '');
    return there && !Object.hasOwn(there.verdicts, id);
  });
  return new Set(lacking.map(({ id }) => id));
}

export function asSaid(inspected: Inspected, earlier: VerdictDocument): SoundAction {
  const { action } = inspected as Inspected & { isSound: true };
  return { ...action, received: { ...action.received, earlier } };
}
