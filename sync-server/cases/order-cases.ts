import { paperOfAction, signedText } from '#domain/order/signing/signed-paper.ts';
import { escalationsOf, type Resolution } from '#domain/order/views/notices.ts';
import type { Order } from '#domain/order/order.ts';
import { caseId } from './case-id.ts';
import { newCase, type CaseDocument } from './case-document.ts';
import { noteOfEarlier } from './note-of-earlier.ts';
import { openCase } from './open-case.ts';
import { RecentMap } from '../store/recent-map.ts';
import { claimedHash } from '../outbox/received-hash.ts';
import type { StoredAction } from '../outbox/stored-action.ts';
import type { Store } from '../store/store.ts';
import { newHeldPapers } from './held-papers.ts';
import type { Clock } from '../clock.ts';

const REMEMBERED = 10_000;

/**
 * Opens the support cases that an order gives rise to: held actions (whole), missed limits, nobody
 * found. Once each. What was put right since is closed with the reason.
 */
export function newOrderCases(store: Pick<Store, 'cases' | 'outbox'>, clock: Clock) {
  const opened = new RecentMap<string, true>(REMEMBERED);
  const keepHeldPapers = newHeldPapers(store);

  async function open(id: string, make: () => CaseDocument | Promise<CaseDocument>): Promise<void> {
    if (opened.get(id)) return;
    if (!(await store.cases.get(id))) await openCase(store, await make());
    opened.set(id, true);
  }

  /**
   * Stored also where it was never open: whoever still knows the order as it was before must not
   * open it.
   */
  async function close(made: CaseDocument, reason: Resolution): Promise<void> {
    const name = `${made._id} ${reason}`;
    if (opened.get(name)) return;
    const closed = { at: clock.now(), by: '', note: '', reason };
    await store.cases.update<CaseDocument>(made._id, (current) =>
      current?.state === 'closed' ? undefined : { ...(current ?? made), state: 'closed', closed }
    );
    opened.set(name, true);
  }

  return async function openOrderCases(order: Order): Promise<void> {
    await keepHeldPapers(order);
    for (const { id, kind, provider, at, resolution } of escalationsOf(order)) {
      const _id = caseId({ escalation: id });
      const made = newCase({ _id, kind, openedAt: at, order: order._id, provider });
      if (resolution) await close(made, resolution);
      else await open(_id, () => made);
    }
    for (const [action, verdict] of Object.entries(order.verdicts)) {
      if (verdict.outcome !== 'held') continue;
      const _id = caseId({ action });
      await open(_id, () => heldCase(store, order, action, verdict));
    }
  };
}

async function heldCase(
  store: Pick<Store, 'outbox'>,
  order: Order,
  id: string,
  { provider, hash, outcome, code, at }: Order['verdicts'][string]
): Promise<CaseDocument> {
  const stored = await readAction(store, provider, id, hash);
  return newCase({
    _id: caseId({ action: id }),
    kind: 'action.held',
    openedAt: at,
    order: order._id,
    provider,
    code,
    judgement: { outcome, code, at },
    action: stored && { id, hash, receivedAt: stored.receivedAt, text: stored.text },
    note: noteOfEarlier(stored?.earlier, { outcome }),
    statement: statementOf(order, id)
  });
}

/**
 * As it was received; of a fork, the content that was judged and not the one that the outbox shows
 * first.
 */
async function readAction(
  store: Pick<Store, 'outbox'>,
  provider: string,
  id: string,
  hash: string
): Promise<StoredAction | null> {
  const outbox = store.outbox(provider);
  const first = await outbox.get<StoredAction>(id);
  if (!first) return null;
  const isIt = ({ text }: StoredAction) => claimedHash(JSON.parse(text)) === hash;
  let found: StoredAction | undefined = isIt(first) ? first : undefined;
  // One after the other: somebody may have sent a great many.
  for (const rev of found ? [] : await outbox.revisionsBeside(id)) {
    const other = await outbox.get<StoredAction>(id, { rev });
    if (other && isIt(other)) found = other;
    if (found) break;
  }
  return found ?? first;
}

function statementOf(order: Order, action: string): CaseDocument['statement'] {
  const paper = paperOfAction(order, action);
  return paper ? { signed: signedText(paper), rebuilt: paper.rebuilt } : null;
}
