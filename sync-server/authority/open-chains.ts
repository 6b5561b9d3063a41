import { actionEnvelope, type ActionEnvelope } from '#domain/protocol/action.ts';
import { newActionId } from '#domain/protocol/action-id.ts';
import { occurredAt } from '#domain/protocol/occurred-at.ts';
import type { StoredAction } from '../outbox/stored-action.ts';
import type { Store } from '../store/store.ts';
import { RecentMap } from '../store/recent-map.ts';
import type { ReceivedAction } from '../outbox/received-action.ts';
import { claimedHash } from '../outbox/received-hash.ts';

const REMEMBERED = 20_000;
/** Predecessors read in one request: somebody may have made each as large as the door takes. */
const AT_ONCE = 10;

/** What an action of a chain says of itself to the one after it. */
export interface ChainLink {
  /** Null where it has none. */
  hash: string | null;
  /** Server time (ms) at which it is taken to have happened; 0 where that cannot be told. */
  occurredAt: number;
}

/**
 * What each action of a batch has to follow: its predecessor in the outbox, undefined where that is
 * not stored.
 */
export function openChains(store: Pick<Store, 'outbox'>) {
  const remembered = new RecentMap<string, ChainLink>(REMEMBERED);

  return async function linksBefore(
    provider: string,
    batch: readonly ReceivedAction[]
  ): Promise<(id: string) => ChainLink | undefined> {
    const links = new Map<string, ChainLink>();
    const predecessors: (string | undefined)[] = [];
    for (const { id, envelope, receivedAt } of batch) {
      const parsed = parsedEnvelope(envelope);
      predecessors.push(predecessor(parsed));
      // The first content of a fork is the one that counts.
      if (!links.has(id)) links.set(id, linkOf(envelope, parsed, receivedAt));
    }
    const missing = new Set<string>();
    for (const before of predecessors) {
      if (before === undefined || links.has(before)) continue;
      const known = remembered.get(`${provider}/${before}`);
      if (known === undefined) missing.add(before);
      else links.set(before, known);
    }
    const ids = [...missing];
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const some = ids.slice(from, from + AT_ONCE);
      const stored = await store.outbox(provider).getMany<StoredAction>(some);
      some.forEach((id, index) => {
        const link = storedLink(stored[index]);
        if (link) links.set(id, link);
      });
    }
    for (const [id, link] of links) if (link.hash) remembered.set(`${provider}/${id}`, link);
    return (id) => links.get(id);
  };
}

function storedLink(before: StoredAction | undefined): ChainLink | undefined {
  if (!before) return undefined;
  const envelope: unknown = JSON.parse(before.text);
  return linkOf(envelope, parsedEnvelope(envelope), before.receivedAt);
}

/** Undefined where it is no action at all. */
function parsedEnvelope(envelope: unknown): ActionEnvelope | undefined {
  const parsed = actionEnvelope.safeParse(envelope);
  return parsed.success ? parsed.data : undefined;
}

function linkOf(
  envelope: unknown,
  parsed: ActionEnvelope | undefined,
  receivedAt: number
): ChainLink {
  const at = parsed && occurredAt(parsed.at, receivedAt);
  return { hash: claimedHash(envelope), occurredAt: at ?? 0 };
}

function predecessor(action: ActionEnvelope | undefined): string | undefined {
  if (action === undefined || action.seq === 1) return undefined;
  return newActionId(action.device, action.seq - 1);
}
