import { assertOrder, type Order } from '#domain/order/order.ts';
import type { Found } from '../../reach/read-pages.ts';
import { booksOf, casesOf, checkAroundOrder, verdictsOf } from '../checks/check-around-order.ts';
import { checkOrder } from '../checks/check-order.ts';
import { found } from '../finding.ts';
import { reportConflicts, type Verifying } from '../verifying.ts';

/** Returns providers of whom a bill is under way. */
export async function verifyOrders(verifying: Verifying): Promise<Set<string>> {
  const { pages, untold, count, report } = verifying;
  const billing = new Set<string>();
  for await (const page of pages.documents('orders')) {
    reportConflicts(verifying, 'orders', page);
    const orders = page.flatMap((document) => readable(document, verifying) ?? []);
    const around = await readAround(orders, verifying);
    for (const order of orders) {
      count('orders');
      count('verdicts', Object.keys(order.verdicts).length);
      if (order.job.billing.state === 'due' && order.job.provider)
        billing.add(order.job.provider.id);
      const isUntold = untold.has(order._id);
      report([...checkOrder(order), ...checkAroundOrder(order, { ...around, isUntold })]);
    }
  }
  return billing;
}

function readable(document: Found, { report }: Verifying): Order | undefined {
  try {
    assertOrder(document);
    return document as unknown as Order;
  } catch (error) {
    const place = { database: 'orders', document: document._id };
    report(found(true, place, `It cannot be read: ${(error as Error).message}.`));
    return undefined;
  }
}

async function readAround(orders: readonly Order[], { pages }: Verifying) {
  const byProvider = new Map<string, string[]>();
  for (const { provider, id } of orders.flatMap(verdictsOf)) {
    const ids = byProvider.get(provider) ?? [];
    ids.push(id);
    byProvider.set(provider, ids);
  }
  const inboxes = new Map<string, ReadonlyMap<string, Found>>();
  for (const [provider, ids] of byProvider) {
    inboxes.set(provider, await pages.many(`inbox-${provider}`, ids));
  }
  return {
    ledger: await pages.many('ledger', orders.flatMap(booksOf)),
    cases: await pages.many('cases', orders.flatMap(casesOf)),
    inboxes
  };
}
