// What is written down of the server's signatures: small, for it is read at every start.
import type { DeviceDatabase } from '../../store/device-database.ts';
import type { CheckpointRow, DistrustRow, ServerKeysRow } from '../../store/rows.ts';

/** New ones first. */
export function pinned(known: CheckpointRow | undefined, publicKey: string): ServerKeysRow {
  const before = known?.id === 'serverKeys' ? known.keys : [];
  return { id: 'serverKeys', keys: [publicKey, ...before.filter((each) => each !== publicKey)] };
}

/** Everything is pulled and checked again; what was reported stays known. */
export async function askAgain({ checkpoints }: DeviceDatabase): Promise<void> {
  const row = await checkpoints.get('distrust');
  if (row?.id !== 'distrust' || row.items.length === 0) return;
  await checkpoints.bulkDelete(['inbox', 'catalog']);
  await checkpoints.put({ ...row, items: [] });
}

export async function readDistrust({ checkpoints }: DeviceDatabase): Promise<DistrustRow> {
  const row = await checkpoints.get('distrust');
  return row?.id === 'distrust' ? row : { id: 'distrust', items: [], reportedAt: null };
}
