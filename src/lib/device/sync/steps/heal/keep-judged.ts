// An action that has its verdict is kept for a while, for a server that is restored from a backup
// which lacks it. What must hold:
// 1. It is kept in the transaction that stores its verdict; sealing comes before, as crypto cannot be
//    waited for in there.
// 2. No more than `KEPT_ACTIONS` says. The newest stays in any case: the next action is chained to
//    it.
import { KEPT_ACTIONS } from '#domain/policy/heal.ts';
import { outboxRev } from '#domain/protocol/outbox-rev.ts';
import type { VerdictDocument } from '#domain/protocol/verdict.ts';
import type { Changes } from '../../../door/feed-answer.ts';
import type { DeviceDatabase } from '../../../store/device-database.ts';
import type { KeptRow, OutboxRow } from '../../../store/rows.ts';
import { sealAction, sealKey } from './sealed-action.ts';

const LOOK_AFTER_MS = 3_600_000;
const lookedAt = new WeakMap<DeviceDatabase, number>();

/** What is to be kept with these verdicts. */
export async function sealJudged(relaxed: DeviceDatabase, changes: Changes): Promise<KeptRow[]> {
  const verdicts = changes.rows.flatMap(({ doc }) =>
    doc?.type === 'verdict' ? [doc as unknown as VerdictDocument] : []
  );
  const rows = await relaxed.outbox.bulkGet(verdicts.map(({ action }) => action));
  const own = rows.flatMap((row, index) => (row ? [{ row, at: verdicts[index]!.at }] : []));
  if (own.length === 0) return [];
  const key = await sealKey(relaxed);
  return Promise.all(own.map(({ row, at }) => kept(key, row, at)));
}

async function kept(key: CryptoKey, { id, action }: OutboxRow, at: number): Promise<KeptRow> {
  const [rev, seal] = await Promise.all([outboxRev(action), sealAction(key, action)]);
  return { id, at, rev, size: seal.sealed.byteLength, ...seal };
}

/** Lets go what is too old or too much; looks from time to time. @param now server time ms */
export async function letGo(relaxed: DeviceDatabase, now: number): Promise<void> {
  if (now - (lookedAt.get(relaxed) ?? -Infinity) < LOOK_AFTER_MS) return;
  lookedAt.set(relaxed, now);
  const { kept } = relaxed;
  // From the index alone; newest first.
  const keys = (await kept.orderBy('[at+size]').reverse().keys()) as unknown as [number, number][];
  let bytes = 0;
  const end = keys.findIndex(([at, size], index) => {
    bytes += size;
    const isTooMuch = index >= KEPT_ACTIONS.count || bytes > KEPT_ACTIONS.bytes;
    return index > 0 && (isTooMuch || at < now - KEPT_ACTIONS.forMs);
  });
  if (end > 0) await kept.where('[at+size]').belowOrEqual(keys[end]).delete();
}
