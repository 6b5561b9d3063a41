// Hands this device's actions over, oldest first. What must hold:
// 1. An action is taken as received only by a row of the answer that names it; a lost answer means:
//    send again.
// 2. One action that the server does not take is marked with the reason and the others go on.
// 3. Nothing is deleted here. Actions leave with their verdict (store-changes.ts).
// 4. Received but not judged for long: sent again; the same action twice does nothing.
import type { DeviceClock } from '../../time/device-clock.ts';
import type { DeviceDatabase } from '../../store/device-database.ts';
import type { OutboxRow } from '../../store/rows.ts';
import { backOffMs } from '../../time/back-off.ts';
import { readBulkAnswer, type BulkRow } from '../../door/bulk-answer.ts';
import { retryAfter, type Door, type DoorFailure } from '../../door/door.ts';

const MAX_ACTIONS = 50;
const MAX_BYTES = 1_000_000;
const ANSWER_MS = 60_000;
const RESEND_AFTER_MS = 600_000;
const TOO_LARGE_AGAIN_MS = 86_400_000;
const FULL_AGAIN_MS = 60_000;

export interface Drain {
  relaxed: DeviceDatabase;
  door: Door;
  clock: DeviceClock;
  random: () => number;
}

export type Drained = { is: 'drained'; received: number } | DoorFailure;

/**
 * Sends everything that is due; call it one at a time (Web Lock).
 * @param evenIfMarked also what failed lately: somebody asked for it by hand
 */
export async function drainOutbox(
  drain: Drain,
  evenIfMarked: boolean,
  signal?: AbortSignal
): Promise<Drained> {
  const tried = new Set<string>();
  let received = 0;
  let limit = MAX_ACTIONS;
  for (;;) {
    const batch = nextBatch(await dueRows(drain, evenIfMarked, tried), limit);
    if (batch.length === 0) return { is: 'drained', received };
    const result = await drain.door.ask('/sync/outbox/_bulk_docs', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ docs: batch.map((row) => row.action) }),
      timeoutMs: ANSWER_MS,
      ...(signal ? { signal } : {})
    });
    if (result.is !== 'answer') return result;
    if (result.status === 413 && batch.length > 1) {
      limit = Math.ceil(batch.length / 2);
      continue;
    }
    for (const row of batch) tried.add(row.id);
    if (result.status === 413) {
      await mark(drain, batch, 'tooLarge', TOO_LARGE_AGAIN_MS);
      continue;
    }
    if (result.status === 507) {
      // Kept here, and said of each: the server takes no more of this provider for now.
      const retryAfterMs = retryAfter(result.headers) || FULL_AGAIN_MS;
      await mark(drain, batch, 'outboxFull', retryAfterMs);
      return { is: 'slowDown', retryAfterMs };
    }
    const answers = result.status === 201 || result.status === 200;
    const rows = answers ? readBulkAnswer(result.body) : undefined;
    if (answers && !rows) return { is: 'notBelieved' };
    // A refusal of the whole request (400, 404 …) says nothing about single actions: later, all of
    // them.
    if (!rows) return { is: 'serverError', status: result.status, retryAfterMs: 0 };
    received += await takeAnswer(drain, batch, rows, signal);
    limit = Math.min(MAX_ACTIONS, limit * 2);
  }
}

async function dueRows(
  { relaxed, clock }: Drain,
  evenIfMarked: boolean,
  tried: Set<string>
): Promise<OutboxRow[]> {
  const now = clock.wall();
  const rows = await relaxed.outbox.where('state').anyOf('local', 'received').toArray();
  return rows
    .filter((row) => !tried.has(row.id))
    .filter((row) =>
      row.state === 'local'
        ? evenIfMarked || isDue(row, now)
        : Math.abs(now - (row.receivedAt ?? 0)) > RESEND_AFTER_MS
    )
    .sort((one, other) => one.seq - other.seq);
}

/** A mark from the future was made while the clock stood wrong: it holds nothing up. */
function isDue({ notBefore, lastError }: OutboxRow, now: number): boolean {
  return notBefore <= now || lastError === null || lastError.at > now;
}

function nextBatch(rows: OutboxRow[], limit: number): OutboxRow[] {
  let bytes = 0;
  const end = rows.findIndex((row, index) => {
    bytes += row.size;
    return index >= limit || (index > 0 && bytes > MAX_BYTES);
  });
  return end === -1 ? rows : rows.slice(0, end);
}

async function takeAnswer(
  drain: Drain,
  batch: OutboxRow[],
  answers: Map<string, BulkRow>,
  signal: AbortSignal | undefined
): Promise<number> {
  const taken: OutboxRow[] = [];
  for (const row of batch) {
    const answer = answers.get(row.id);
    if (answer?.ok) taken.push(row);
    else if (answer?.error === 'conflict') {
      const same = await isStoredAsSent(drain, row, signal);
      if (same) taken.push(row);
      else if (same === undefined) await mark(drain, [row], 'conflict', undefined);
      else await mark(drain, [row], 'differs', TOO_LARGE_AGAIN_MS);
    } else await mark(drain, [row], answer?.error ?? 'noAnswer', undefined);
  }
  await change(drain, taken, (row) => ({
    ...row,
    state: 'received',
    receivedAt: drain.clock.wall(),
    attempts: row.attempts + 1,
    lastError: null,
    notBefore: 0
  }));
  return taken.length;
}

/**
 * The id is there already: it is ours from a lost answer if the hashes agree. Undefined: could not
 * be asked.
 */
async function isStoredAsSent(
  { door }: Drain,
  row: OutboxRow,
  signal: AbortSignal | undefined
): Promise<boolean | undefined> {
  const result = await door.ask('/sync/outbox/_all_docs?include_docs=true', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ keys: [row.id] }),
    timeoutMs: ANSWER_MS,
    ...(signal ? { signal } : {})
  });
  if (result.is !== 'answer' || result.status !== 200) return undefined;
  const [stored] = (result.body as { rows?: { doc?: { hash?: string } }[] } | null)?.rows ?? [];
  return stored?.doc?.hash === undefined ? undefined : stored.doc.hash === row.action.hash;
}

function mark(
  drain: Drain,
  rows: OutboxRow[],
  code: string,
  waitMs: number | undefined
): Promise<void> {
  const now = drain.clock.wall();
  return change(drain, rows, (row) => ({
    ...row,
    attempts: row.attempts + 1,
    lastError: { code, at: now },
    notBefore: now + (waitMs ?? backOffMs(row.attempts, drain.random))
  }));
}

/** A verdict may have come while we were sending: it is newer than our answer and stays. */
function change(
  { relaxed }: Drain,
  rows: OutboxRow[],
  next: (row: OutboxRow) => OutboxRow
): Promise<void> {
  const { outbox } = relaxed;
  return relaxed.transaction('rw', [outbox], async () => {
    const current = await outbox.bulkGet(rows.map((row) => row.id));
    const unjudged = current.filter((row) => row?.state === 'local' || row?.state === 'received');
    await outbox.bulkPut(unjudged.map((row) => next(row as OutboxRow)));
  });
}
