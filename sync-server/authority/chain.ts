import { actionEnvelope } from '#domain/protocol/action.ts';
import { newActionId } from '#domain/protocol/action-id.ts';
import { occurredAt } from '#domain/protocol/occurred-at.ts';
import type { StoredAction } from '../door/outbox/stored-action.ts';
import type { Store } from '../store/store.ts';
import type { ReceivedAction } from './authority.ts';
import { RecentMap } from '../store/recent-map.ts';

const REMEMBERED = 20_000;

/** What an action of a chain says of itself to the one after it. */
export interface ChainLink {
  /** Null where it has none. */
  hash: string | null;
  /** Server time (ms) at which it is taken to have happened; 0 where that cannot be told. */
  occurredAt: number;
}

/** What each action of a batch has to follow: its predecessor in the outbox, undefined where that is not stored. */
export function openChains(store: Pick<Store, 'outbox'>) {
  const remembered = new RecentMap<string, ChainLink>(REMEMBERED);

  return async function linksBefore(
    provider: string,
    batch: readonly ReceivedAction[]
  ): Promise<(id: string) => ChainLink | undefined> {
    const links = new Map<string, ChainLink>();
    for (const { id, envelope, receivedAt } of batch) {
      // The first content of a fork is the one that counts.
      if (!links.has(id)) links.set(id, linkOf(envelope, receivedAt));
    }
    const missing = new Set<string>();
    for (const { envelope } of batch) {
      const before = predecessor(envelope);
      if (before === undefined || links.has(before)) continue;
      const known = remembered.get(`${provider}/${before}`);
      if (known === undefined) missing.add(before);
      else links.set(before, known);
    }
    const ids = [...missing];
    const stored = await store.outbox(provider).getMany<StoredAction>(ids);
    ids.forEach((id, index) => {
      const before = stored[index];
      if (before) links.set(id, linkOf(JSON.parse(before.text), before.receivedAt));
    });
    for (const [id, link] of links) if (link.hash) remembered.set(`${provider}/${id}`, link);
    return (id) => links.get(id);
  };
}

function linkOf(envelope: unknown, receivedAt: number): ChainLink {
  const parsed = actionEnvelope.safeParse(envelope);
  const at = parsed.success ? occurredAt(parsed.data.at, receivedAt) : undefined;
  return { hash: claimedHash(envelope), occurredAt: at ?? 0 };
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
