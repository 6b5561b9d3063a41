// Hands in what a restored server lacks of this device's judged actions: the very same documents,
// oldest first, with the receipts that the server signed. What must hold:
// 1. The server is asked first, by its own names for them; what it has is not sent.
// 2. What was handed in is back in the outbox as received, so that the screen goes on to show what it
//    did, and its verdict is stored like any other.
// 3. Nothing unsent goes before: it is chained to these.
import type { Action } from '#domain/protocol/action.ts';
import { isObject } from '../../../door/is-object.ts';
import { readBulkAnswer } from '../../../door/bulk-answer.ts';
import { retryAfter, type Door, type DoorAnswer, type DoorFailure } from '../../../door/door.ts';
import type { DeviceDatabase } from '../../../store/device-database.ts';
import type { DeviceClock } from '../../../time/device-clock.ts';
import type { EpochRow, KeptRow } from '../../../store/rows.ts';
import { newOutboxRow } from '../../../store/record-action.ts';
import { openAction, sealKey } from './sealed-action.ts';

const ASKED_AT_ONCE = 500;
const HANDED_IN_AT_ONCE = 50;
const ANSWER_MS = 60_000;

interface HandIn {
  relaxed: DeviceDatabase;
  door: Door;
  clock: DeviceClock;
}

export type HandedIn = { is: 'handedIn' } | DoorFailure;

export async function handInAgain(
  handIn: HandIn,
  { epoch }: EpochRow,
  signal?: AbortSignal
): Promise<HandedIn> {
  const lacking = await askLacking(handIn, signal);
  if (!Array.isArray(lacking)) return lacking;
  for (let from = 0; from < lacking.length; from += HANDED_IN_AT_ONCE) {
    await saveLacking(handIn, epoch, lacking.length - from);
    const some = lacking.slice(from, from + HANDED_IN_AT_ONCE);
    const result = await handInSome(handIn, some, signal);
    if (result.is !== 'handedIn') return result;
  }
  await saveLacking(handIn, epoch, undefined);
  return { is: 'handedIn' };
}

/** Ids, in the order of the chain. */
async function askLacking(
  { relaxed, door }: HandIn,
  signal: AbortSignal | undefined
): Promise<string[] | DoorFailure> {
  const ids = await relaxed.kept.toCollection().primaryKeys();
  const lacking: string[] = [];
  for (let from = 0; from < ids.length; from += ASKED_AT_ONCE) {
    const rows = await relaxed.kept.bulkGet(ids.slice(from, from + ASKED_AT_ONCE));
    const asked = rows.flatMap((row) => (row ? [[row.id, [row.rev]] as const] : []));
    const result = await door.ask(
      '/sync/outbox/_revs_diff',
      post(Object.fromEntries(asked), signal)
    );
    if (result.is !== 'answer') return result;
    if (result.status !== 200 || !isObject(result.body)) return refusal(result);
    lacking.push(...Object.keys(result.body));
  }
  return lacking.sort();
}

async function handInSome(
  handIn: HandIn,
  ids: string[],
  signal: AbortSignal | undefined
): Promise<HandedIn> {
  const { relaxed, door, clock } = handIn;
  const [rows, receipts] = await Promise.all([
    relaxed.kept.bulkGet(ids),
    relaxed.receipts.bulkGet(ids)
  ]);
  const docs = await opened(handIn, rows);
  const said = receipts.flatMap((row) => {
    if (!row) return [];
    const { action, outcome, code, at, receipt } = row.verdict;
    return [{ action, outcome, code, at, receipt }];
  });
  const result = await door.ask('/sync/outbox/_bulk_docs', post({ docs, receipts: said }, signal));
  if (result.is !== 'answer') return result;
  if (result.status === 413 && ids.length > 1) {
    const half = Math.ceil(ids.length / 2);
    const first = await handInSome(handIn, ids.slice(0, half), signal);
    return first.is === 'handedIn' ? handInSome(handIn, ids.slice(half), signal) : first;
  }
  const answers = result.status === 201 ? readBulkAnswer(result.body) : undefined;
  if (!answers) return refusal(result);
  const taken = docs.filter(({ _id }) => answers.get(_id)?.ok);
  const { outbox } = relaxed;
  await relaxed.transaction('rw', [outbox], async () => {
    const there = new Set(
      (await outbox.bulkGet(taken.map(({ _id }) => _id))).map((row) => row?.id)
    );
    const back = taken.filter(({ _id }) => !there.has(_id));
    const receivedAt = clock.wall();
    await outbox.bulkPut(
      back.map((action) => ({
        ...newOutboxRow(action),
        state: 'received',
        attempts: 1,
        receivedAt
      }))
    );
  });
  return { is: 'handedIn' };
}

async function opened({ relaxed }: HandIn, rows: (KeptRow | undefined)[]): Promise<Action[]> {
  const key = await sealKey(relaxed);
  const actions = await Promise.all(rows.map((row) => row && openAction(key, row)));
  return actions.flatMap((action) => action ?? []);
}

/** How many are still to be handed in, for the screen; undefined: none any more. */
async function saveLacking(
  { relaxed: { checkpoints } }: HandIn,
  epoch: string,
  lacking: number | undefined
): Promise<void> {
  await checkpoints
    .where('id')
    .equals('epoch')
    .modify((row) => {
      if (row.id !== 'epoch' || row.epoch !== epoch) return;
      if (lacking === undefined) delete row.lacking;
      else row.lacking = lacking;
    });
}

function post(body: unknown, signal: AbortSignal | undefined) {
  return {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    timeoutMs: ANSWER_MS,
    ...(signal ? { signal } : {})
  };
}

function refusal({ status, headers }: DoorAnswer): DoorFailure {
  const retryAfterMs = retryAfter(headers);
  return status === 507
    ? { is: 'slowDown', retryAfterMs }
    : { is: 'serverError', status, retryAfterMs };
}
