import { createHash } from 'node:crypto';
import type { Database } from '../store/database.ts';
import type { DoorDatabase } from './allowed-requests.ts';
import type { PutResult, StoredDocument } from '../store/stored-document.ts';

/** Whose notes these are: one client's, about one database of the door. */
export interface LocalOwner {
  database: DoorDatabase;
  device: string;
}

interface StoredLocal extends StoredDocument {
  text: string;
}

/**
 * Replicating clients keep their checkpoints as `_local` documents on both sides. Here they are all
 * kept in the provider's own outbox, each under a name of its own for device and database: the
 * catalogue is everybody's, and the server's own `_local` documents must be out of reach.
 */
export async function readLocal(
  outbox: Database,
  owner: LocalOwner,
  name: string
): Promise<Record<string, unknown> | undefined> {
  const stored = await outbox.get<StoredLocal>(storedLocalId(owner, name));
  if (!stored) return undefined;
  const sent = JSON.parse(stored.text) as Record<string, unknown>;
  return { ...sent, _id: `_local/${name}`, _rev: stored._rev };
}

/**
 * An outdated `_rev` is refused here: a CouchDB takes the last write of a `_local` document, whatever
 * revision it names.
 */
export async function writeLocal(
  outbox: Database,
  owner: LocalOwner,
  name: string,
  sent: Record<string, unknown>
): Promise<PutResult> {
  const { _id, _rev, ...content } = sent;
  const stored = await outbox.get<StoredLocal>(storedLocalId(owner, name));
  if (stored && stored._rev !== _rev) return { ok: false, reason: 'conflict' };
  return outbox.put<StoredLocal>({
    _id: storedLocalId(owner, name),
    ...(typeof _rev === 'string' ? { _rev } : {}),
    text: JSON.stringify(content)
  });
}

function storedLocalId({ database, device }: LocalOwner, name: string): string {
  const hash = createHash('sha256').update(`${database}\n${device}\n${name}`).digest('hex');
  return `_local/door-${hash}`;
}
