// Whether a store is sound, whoever wrote it: reads all of it in pages and writes nothing.
import { readPages } from '../reach/read-pages.ts';
import type { Reached } from '../reach/reach-store.ts';
import type { Finding } from './finding.ts';
import { verifyAudit } from './passes/verify-audit.ts';
import { verifyFiles } from './passes/verify-files.ts';
import { verifyInboxes } from './passes/verify-inboxes.ts';
import { verifyLedger } from './passes/verify-ledger.ts';
import { verifyOrders } from './passes/verify-orders.ts';
import { changedSince, verifyOutboxes } from './passes/verify-outboxes.ts';
import { reportConflicts, type Figures, type Verifying } from './verifying.ts';

export interface Verified {
  figures: Figures;
  /** Wrong. */
  breaches: Finding[];
  /** Not done yet. */
  waiting: Finding[];
}

type Store = Pick<Reached, 'connection' | 'place'>;

/** `untold` is read first: what changes later is in it, or is told. */
async function verifyOnce({ connection, place }: Store): Promise<Verified> {
  const pages = readPages(connection, place.prefix);
  const figures: Figures = {};
  const findings: Finding[] = [];
  const verifying: Verifying = {
    pages,
    filesDir: place.filesDir,
    untold: await changedSince({ pages }, 'orders', 'projector'),
    count: (figure, by = 1) => void (figures[figure] = (figures[figure] ?? 0) + by),
    report: (each) => void findings.push(...each)
  };
  verifying.count('orders to be told', verifying.untold.size);
  const billing = await verifyOrders(verifying);
  await verifyLedger(verifying, billing);
  await verifyOutboxes(verifying);
  await verifyInboxes(verifying);
  await verifyFiles(verifying);
  await verifyAudit(verifying);
  for (const name of ['cases', 'mails']) {
    for await (const page of pages.documents(name)) reportConflicts(verifying, name, page);
  }
  return {
    figures,
    breaches: findings.filter(({ isWaiting }) => !isWaiting),
    waiting: findings.filter(({ isWaiting }) => isWaiting)
  };
}

/**
 * A server that writes meanwhile makes two documents look as if they disagreed, once: what is wrong
 * is wrong when it is read again.
 */
export async function verifyStore(store: Store & Pick<Reached, 'isInUse'>): Promise<Verified> {
  const first = await verifyOnce(store);
  if (first.breaches.length === 0 || !store.isInUse) return first;
  const again = await verifyOnce(store);
  const seen = new Set(first.breaches.map(nameOf));
  return { ...again, breaches: again.breaches.filter((each) => seen.has(nameOf(each))) };
}

function nameOf({ database, document, says }: Finding): string {
  return [database, document, says].join('\n');
}
