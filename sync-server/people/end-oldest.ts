// What one person may have of what signing in makes. Whoever signs in again and again makes nothing
// that stays: the oldest ends for the newest.
import type { Store } from '../store/store.ts';
import type { StoredDocument } from '../store/stored-document.ts';
import { sessionsOf } from './sessions-of.ts';

export const MOST_DEVICES = 20;
export const MOST_SESSIONS = 40;

/** As much of a device as ending it needs. */
interface Device extends StoredDocument {
  id: string;
  owner: string;
  generation: number;
  revokedAt: number | null;
}

/** Sessions of one account beyond the limit, those that were opened first. */
export async function endOldestSessions(
  store: Pick<Store, 'people'>,
  account: string
): Promise<void> {
  const sessions = [];
  for await (const one of sessionsOf(store, account)) sessions.push(one);
  sessions.sort((one, other) => other.createdAt - one.createdAt);
  for (const { _id, _rev } of sessions.slice(MOST_SESSIONS)) await store.people.remove(_id, _rev);
}

/**
 * Devices beyond the limit, those that nobody signed in on for longest: their sessions are over.
 * One that never recorded anything leaves nothing behind; the key of any other is kept, since what
 * it has signed must stay checkable.
 */
export async function endOldestDevices(
  { people, outbox }: Pick<Store, 'people' | 'outbox'>,
  devices: readonly Device[],
  now: number
): Promise<void> {
  const active = devices.filter(({ revokedAt }) => revokedAt === null);
  for (const { _id, _rev, id, owner } of active.slice(MOST_DEVICES)) {
    const hasRecorded = await outbox(owner).get(`${id}:0000000001`);
    if (!hasRecorded && _rev) await people.remove(_id, _rev);
    else {
      await people.update<Device>(_id, (current) =>
        current?.revokedAt === null
          ? { ...current, generation: current.generation + 1, revokedAt: now }
          : undefined
      );
    }
  }
}
