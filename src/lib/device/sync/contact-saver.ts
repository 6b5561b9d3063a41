import type { DeviceDatabase } from '../store/device-database.ts';
import type { ServerTime } from '../store/server-time.ts';

/** While nothing else happens, clock and last contact are written down no more often. */
const EVERY_MS = 60_000;

/** @returns called with the wall clock at every contact */
export function newContactSaver({ checkpoints }: DeviceDatabase, time: ServerTime) {
  let savedAt = -Infinity;
  return async function saveContact(wall: number): Promise<void> {
    if (Math.abs(wall - savedAt) < EVERY_MS) return;
    savedAt = wall;
    await checkpoints.put(time.row());
  };
}
