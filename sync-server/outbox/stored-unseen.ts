import type { Store } from '../store/store.ts';
import { lookAgain } from '../store/look-again.ts';
import { RecentMap } from '../store/recent-map.ts';
import { receivedAction, type ReceivedAction } from './received-action.ts';
import type { NewStoredAction, StoredAction } from './stored-action.ts';

/** What of it tells one stored action from all others, and one hand-in from its repetition. */
export type JustStored = Pick<NewStoredAction, '_id' | '_rev' | 'receivedAt'>;

/**
 * What this process has just stored and its feed has not shown yet. A feed may lag behind a write;
 * a verdict must not, so what is missing from it is read by its name.
 */
export interface StoredUnseen {
  stored(provider: string, actions: readonly JustStored[]): void;
  /** The feed showed these. */
  seen(actions: readonly Pick<ReceivedAction, 'provider' | 'id' | 'rev'>[]): void;
  /**
   * Read by their names, in the order in which they were stored; `missing` says how many are not to
   * be seen yet. They stay until `seen`, or until they were looked for in vain for too long.
   */
  read(provider: string): Promise<{ actions: ReceivedAction[]; missing: number }>;
}

interface Waiting extends JustStored {
  looks: number;
}

const REMEMBERED = 5_000;
const LOOKS = 12;

export function newStoredUnseen(store: Pick<Store, 'outbox'>): StoredUnseen {
  const waiting = new Map<string, Map<string, Waiting>>();
  const shown = new RecentMap<string, true>(REMEMBERED);
  const nameOf = (provider: string, id: string, rev: string) => `${provider} ${id} ${rev}`;

  return {
    stored(provider, actions) {
      const own = waiting.get(provider) ?? new Map<string, Waiting>();
      for (const { _id, _rev, receivedAt } of actions) {
        const name = nameOf(provider, _id, _rev);
        if (!shown.get(name)) own.set(name, { _id, _rev, receivedAt, looks: 0 });
      }
      if (own.size > 0) waiting.set(provider, own);
    },

    seen(actions) {
      for (const { provider, id, rev } of actions) {
        const name = nameOf(provider, id, rev);
        shown.set(name, true);
        const own = waiting.get(provider);
        own?.delete(name);
        if (own?.size === 0) waiting.delete(provider);
      }
    },

    async read(provider) {
      const own = waiting.get(provider) ?? new Map<string, Waiting>();
      const actions: ReceivedAction[] = [];
      let missing = 0;
      for (const [name, one] of [...own]) {
        const { _id, _rev: rev, receivedAt } = one;
        const found = await lookAgain(() => store.outbox(provider).get<StoredAction>(_id, { rev }));
        one.looks += 1;
        if (found?.receivedAt === receivedAt) actions.push(receivedAction(provider, found));
        // Stored earlier already: sent again, and shown by the feed at its time.
        else if (found || one.looks >= LOOKS) own.delete(name);
        if (!found) missing += 1;
      }
      return { actions, missing };
    }
  };
}
