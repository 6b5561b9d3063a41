// Takes a pulled batch in. What must hold:
// 1. Rows, verdicts and the feed's checkpoint are one transaction with every call awaited: a batch
//    is stored whole or pulled again, never half and never skipped.
// 2. Sent twice or from a rewound feed, it changes nothing: a projection of an older generation
//    never replaces a newer one.
// 3. An action leaves the outbox only when its verdict is kept as a receipt and, where it was
//    applied, when the document on this device holds its effect. What was refused or held stays listed
//    until somebody dismisses it.
// 4. A batch is stored only on the checkpoint that it was asked from, and never after a sign-out:
//    another tab may have cleared the inbox meanwhile, and everything before this batch would then
//    be missing for good.
import type { Table } from 'dexie';
import type { VerdictDocument } from '#domain/protocol/verdict.ts';
import type { Changes } from '../../door/feed-answer.ts';
import type { DeviceDatabase } from '../../store/device-database.ts';
import {
  FROM_THE_START,
  type CatalogRow,
  type FeedRow,
  type InboxRow,
  type KeptRow,
  type KeyRow,
  type OutboxRow
} from '../../store/rows.ts';
import { followInbox, knownGenerations } from '../../visits/visit-rows.ts';

/** How long an applied action may wait for the document with its effect. */
const GIVEN_UP_AFTER_MS = 3_600_000;

/**
 * @param asked the checkpoint that the batch was asked from @param now server time ms
 * @returns how many rows changed anything; null: the batch is of no use any more
 */
export function storeInboxChanges(
  relaxed: DeviceDatabase,
  changes: Changes,
  asked: string,
  now: number,
  kept: readonly KeptRow[] = []
): Promise<number | null> {
  const { inbox, visits, outbox, receipts, checkpoints, keys, kept: keptTable } = relaxed;
  const tables = [inbox, visits, outbox, receipts, checkpoints, keys, keptTable];
  return relaxed.transaction('rw', tables, async () => {
    if (!(await isWanted(relaxed, 'inbox', asked))) return null;
    const verdicts = new Map<string, VerdictDocument>();
    const documents: Changes['rows'] = [];
    for (const row of changes.rows) {
      if (row.doc?.type === 'verdict') verdicts.set(row.id, row.doc as unknown as VerdictDocument);
      else documents.push(row);
    }
    const known = await knownGenerations(
      relaxed,
      asked,
      documents.map((row) => row.id)
    );
    const { puts, deletes } = await storeDocuments(
      inbox as Table<Stored, string>,
      documents,
      known,
      await arrived(relaxed, 'inbox', documents)
    );
    await followInbox(relaxed, { asked, since: changes.since }, puts as InboxRow[], deletes);
    const device = (await keys.get('device')) as KeyRow | undefined;
    for (const verdict of verdicts.values()) await storeVerdict(relaxed, verdict, device?.device);
    if (kept.length > 0) await keptTable.bulkPut(kept);
    await clearApplied(relaxed, now);
    await checkpoints.put({ id: 'inbox', since: changes.since });
    return puts.length + deletes.length + verdicts.size;
  });
}

/** @param asked as of the inbox */
export function storeCatalogChanges(
  relaxed: DeviceDatabase,
  changes: Changes,
  asked: string
): Promise<number | null> {
  const { catalog, checkpoints } = relaxed;
  return relaxed.transaction('rw', [catalog, checkpoints], async () => {
    if (!(await isWanted(relaxed, 'catalog', asked))) return null;
    const { puts, deletes } = await storeDocuments(catalog as Table<Stored, string>, changes.rows);
    await arrived(relaxed, 'catalog', changes.rows);
    await checkpoints.put({ id: 'catalog', since: changes.since });
    return puts.length + deletes.length;
  });
}

async function isWanted(
  { checkpoints }: DeviceDatabase,
  feed: FeedRow['id'],
  asked: string
): Promise<boolean> {
  const [stored, session] = await checkpoints.bulkGet([feed, 'session']);
  if (session?.id === 'session' && session.token === null) return false;
  return (stored?.id === feed ? stored.since : FROM_THE_START) === asked;
}

type Stored = (InboxRow | CatalogRow) & { generation?: number };

async function storeDocuments(
  table: Table<Stored, string>,
  rows: Changes['rows'],
  generations: ReadonlyMap<string, number> = new Map(),
  outdated: ReadonlySet<string> = new Set()
): Promise<{ puts: Stored[]; deletes: string[] }> {
  const last = new Map(rows.map((row) => [row.id, row]));
  const ids = [...last.keys()];
  const before = await knownRows(table, ids, generations);
  const puts: Stored[] = [];
  const deletes: string[] = [];
  ids.forEach((id) => {
    const doc = last.get(id)?.doc as Stored | undefined;
    const known = before.get(id);
    if (!doc) {
      if (known !== undefined) deletes.push(id);
    } else if (outdated.has(id) || (doc.generation ?? 0) >= (known ?? 0)) puts.push(doc);
  });
  if (puts.length > 0) await table.bulkPut(puts);
  if (deletes.length > 0) await table.bulkDelete(deletes);
  return { puts, deletes };
}

/**
 * Which of these are here from an earlier copy of the server's data (steps/heal): their generation
 * says nothing about the one that comes now. From here on they are of this one.
 */
async function arrived(
  { checkpoints }: DeviceDatabase,
  feed: FeedRow['id'],
  rows: Changes['rows']
): Promise<Set<string> | undefined> {
  const row = await checkpoints.get('epoch');
  if (row?.id !== 'epoch' || !row.left?.[feed]) return undefined;
  const left = new Set(row.left[feed]);
  const here = new Set(rows.map(({ id }) => id).filter((id) => left.delete(id)));
  await checkpoints.put({ ...row, left: { ...row.left, [feed]: [...left] } });
  return here;
}

/**
 * The generations of those that are here already: asked once for all, where a first sync would ask
 * for each in vain. @param generations known without reading the document
 */
async function knownRows(
  table: Table<Stored, string>,
  ids: readonly string[],
  generations: ReadonlyMap<string, number>
): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const sorted = ids.toSorted();
  const range = table.where(':id').between(sorted[0], sorted.at(-1), true, true);
  const here = new Set(await range.primaryKeys());
  const isKnown = (id: string) => generations.has(id);
  const rows = await table.bulkGet(ids.filter((id) => here.has(id) && !isKnown(id)));
  return new Map([
    ...[...generations].filter(([id]) => here.has(id)),
    ...rows.flatMap((row) => (row ? [[row._id, row.generation ?? 0] as const] : []))
  ]);
}

async function storeVerdict(
  { outbox, receipts }: DeviceDatabase,
  verdict: VerdictDocument,
  device: string | undefined
): Promise<void> {
  if (!device || !verdict.action.startsWith(`${device}:`)) return;
  const row = await outbox.get(verdict.action);
  if (!row && (await receipts.get(verdict.action))) return;
  await receipts.put({
    id: verdict.action,
    seq: Number(verdict.action.slice(-10)),
    order: verdict.order,
    kind: row?.kind ?? null,
    hash: row?.action.hash ?? null,
    verdict
  });
  if (!row) return;
  const { outcome, code, at } = verdict;
  await outbox.put({ ...row, state: outcome, code, judgedAt: at, lastError: null });
}

async function clearApplied({ inbox, outbox }: DeviceDatabase, now: number): Promise<void> {
  const rows = await outbox.where('state').equals('applied').toArray();
  const done: string[] = [];
  for (const row of rows) if (await hasArrived(inbox, row, now)) done.push(row.id);
  if (done.length > 0) await outbox.bulkDelete(done);
}

async function hasArrived(
  inbox: Table<InboxRow, string>,
  row: OutboxRow,
  now: number
): Promise<boolean> {
  if (row.order === null || now - (row.judgedAt ?? 0) > GIVEN_UP_AFTER_MS) return true;
  const type = row.kind.startsWith('offer.') ? 'offer' : 'job';
  const about = await inbox.where('order').equals(row.order).toArray();
  return about.every((each) => each.type !== type || isJudgedIn(each, row.id));
}

function isJudgedIn(document: InboxRow, action: string): boolean {
  return 'judged' in document && Object.hasOwn(document.judged, action);
}
