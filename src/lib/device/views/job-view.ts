// What the screen shows of a job: the server's document with this device's own waiting actions
// applied by the server's own rules. An action is applied once: what the document has judged is in
// it, or was refused or held.
import type { CatalogLookup } from '#domain/catalog/service-package.ts';
import { applyToJob } from '#domain/order/life-cycle/apply-to-job.ts';
import { isOrderAction, type Command } from '#domain/order/life-cycle/command.ts';
import type { JobDocument } from '#domain/order/views/inbox.ts';
import type { Job } from '#domain/order/job.ts';
import type { Code } from '#domain/protocol/code.ts';
import type { OutboxRow } from '../store/rows.ts';

export interface JobView {
  order: string;
  job: Job;
  /** As the server sees it. */
  document: JobDocument;
  /**
   * This device's actions that the server has not judged yet, oldest first; what they change is in
   * `job`, unless it was taken back.
   */
  waiting: OutboxRow[];
  /** Waiting actions that the rules turn away already here: they are sent, but expect a refusal. */
  refusedLocally: { row: OutboxRow; code: Code }[];
  /** Refused or held by the server, and not dismissed yet. */
  notAccepted: OutboxRow[];
}

/** @param rows this device's outbox rows of this order, by seq */
export function jobView(
  document: JobDocument,
  rows: readonly OutboxRow[],
  catalog: CatalogLookup
): JobView {
  const view: JobView = {
    order: document.order,
    job: document.job,
    document,
    waiting: [],
    refusedLocally: [],
    notAccepted: []
  };
  for (const row of rows) {
    if (row.state === 'refused' || row.state === 'held') {
      view.notAccepted.push(row);
    } else if (!Object.hasOwn(document.judged, row.id)) {
      applyRow(view, row, catalog);
    }
  }
  return view;
}

/**
 * An action that the server has applied stays applied until the document that holds its effect
 * arrives.
 */
function applyRow(view: JobView, row: OutboxRow, catalog: CatalogLookup): void {
  if (row.kind.startsWith('offer.')) return;
  // A request that belongs to a job and changes nothing in it (a next visit) only waits.
  if (!isOrderAction(row.kind)) {
    if (row.state !== 'applied') view.waiting.push(row);
    return;
  }
  const decision = applyToJob(view.job, commandOf(row), { catalog });
  if (decision.outcome === 'applied') {
    view.job = decision.next;
    if (row.state !== 'applied') view.waiting.push(row);
  } else if (row.state !== 'applied' && mayStillCount(view.document)) {
    view.waiting.push(row);
  } else if (row.state !== 'applied') {
    view.refusedLocally.push({ row, code: decision.code });
  }
}

/**
 * R8, R9: what a late proof brings back is judged then, with all that was done before: nothing says
 * here that it is refused.
 */
export function mayStillCount({ removed }: JobDocument): boolean {
  return removed?.why === 'contact.lapsed' || removed?.why === 'confirm.lapsed';
}

function commandOf({ id, action }: OutboxRow): Command {
  const { kind, body, provider, at } = action;
  return {
    id,
    kind,
    body,
    actor: { type: 'provider', id: provider },
    at: at.anchor + at.sinceAnchor
  } as Command;
}
