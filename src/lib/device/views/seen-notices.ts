// Which notices the helper has read, on this device: the server's own document of a notice never
// changes.
import type { DeviceDatabase } from '../store/device-database.ts';

export async function seenNotices({ checkpoints }: DeviceDatabase): Promise<Set<string>> {
  const row = await checkpoints.get('seenNotices');
  return new Set(row?.id === 'seenNotices' ? row.ids : []);
}

/** Kept as long as the notice itself. */
export function seeNotices(relaxed: DeviceDatabase, ids: readonly string[]): Promise<void> {
  const { checkpoints, inbox } = relaxed;
  return relaxed.transaction('rw', [checkpoints, inbox], async () => {
    const there = new Set(await inbox.where('type').equals('notice').primaryKeys());
    const seen = [...(await seenNotices(relaxed)), ...ids].filter((id) => there.has(id));
    await checkpoints.put({ id: 'seenNotices', ids: [...new Set(seen)] });
  });
}
