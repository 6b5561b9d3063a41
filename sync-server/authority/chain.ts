import { actionEnvelope } from '#domain/protocol/action.ts';
import { newActionId } from '#domain/protocol/action.ts';
import type { StoredAction } from '../door/outbox/stored-action.ts';
import type { Store } from '../store/store.ts';
import type { ReceivedAction } from './authority.ts';
import { RecentMap } from '../store/recent-map.ts';

const REMEMBERED = 20_000;

/** What each action of a batch has to follow: the hash that its predecessor in the outbox claims. */
export function openChains(store: Pick<Store, 'outbox'>) {
  const remembered = new RecentMap<string, string>(REMEMBERED);

  return async function hashesBefore(
    provider: string,
    batch: readonly ReceivedAction[]
  ): Promise<(id: string) => string | null | undefined> {
    const hashes = new Map<string, string | null>();
    for (const { id, envelope } of batch) {
      // The first content of a fork is the one that counts.
      if (!hashes.has(id)) hashes.set(id, claimedHash(envelope));
    }
    const missing = new Set<string>();
    for (const { envelope } of batch) {
      const before = predecessor(envelope);
      if (before === undefined || hashes.has(before)) continue;
      const known = remembered.get(`${provider}/${before}`);
      if (known === undefined) missing.add(before);
      else hashes.set(before, known);
    }
    const ids = [...missing];
    const stored = await store.outbox(provider).getMany<StoredAction>(ids);
    ids.forEach((id, index) => {
      const text = stored[index]?.text;
      if (text !== undefined) hashes.set(id, claimedHash(JSON.parse(text)));
    });
    for (const [id, hash] of hashes) if (hash) remembered.set(`${provider}/${id}`, hash);
    return (id) => hashes.get(id);
  };
}

function claimedHash(envelope: unknown): string | null {
  if (typeof envelope !== 'object' || envelope === null || !('hash' in envelope)) return null;
  return typeof envelope.hash === 'string' ? envelope.hash : null;
}

function predecessor(envelope: unknown): string | undefined {
  const parsed = actionEnvelope.safeParse(envelope);
  if (!parsed.success || parsed.data.seq === 1) return undefined;
  return newActionId(parsed.data.device, parsed.data.seq - 1);
}
