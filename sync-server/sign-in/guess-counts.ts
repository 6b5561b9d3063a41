// Where guesses are counted: beside the account in the store, so that a restart and another process
// know of them. For an e-mail without an account the same is done on a decoy, as long and as often:
// neither answer nor time tells whether there is an account.
import { createHash } from 'node:crypto';
import { accountId } from '../people/account.ts';
import type { Store } from '../store/store.ts';
import { RecentMap } from '../store/recent-map.ts';
import type { StoredDocument } from '../store/stored-document.ts';
import { forgiven, NO_GUESSES, oneMore, waitOf, type Guesser, type Guesses } from './guesses.ts';

const DECOYS = 64;
const UNKNOWN_KEPT = 5_000;

/** People database: `guesses:<id of the account>` or `guesses:decoy-<number>`. */
interface GuessesDocument extends StoredDocument, Guesses {
  type: 'guesses';
}

export interface GuessCounts {
  isKnown(email: string, isAccount: boolean, key: string): Promise<boolean>;
  /** Counts one, unless this one has to wait: then for how long (ms). */
  count(email: string, isAccount: boolean, who: Guesser, now: number): Promise<number>;
  forgive(email: string, who: Guesser, known: readonly string[], now: number): Promise<void>;
}

export function newGuessCounts({ people }: Pick<Store, 'people'>): GuessCounts {
  const unknown = new RecentMap<string, Guesses>(UNKNOWN_KEPT);
  const documentOf = (email: string, isAccount: boolean) =>
    isAccount ? `guesses:${accountId(email)}` : `guesses:decoy-${bucketOf(accountId(email))}`;

  return {
    async isKnown(email, isAccount, key) {
      const stored = await people.get<GuessesDocument>(documentOf(email, isAccount));
      return isAccount && stored?.known[key] !== undefined;
    },

    async count(email, isAccount, who, now) {
      const name = keyOf('email', accountId(email));
      const before = unknown.get(name) ?? NO_GUESSES;
      const _id = documentOf(email, isAccount);
      let waitMs = 0;
      await people.update<GuessesDocument>(_id, (current) => {
        const guesses = isAccount ? (current ?? NO_GUESSES) : before;
        waitMs = waitOf(guesses, who, now);
        if (waitMs > 0) return undefined;
        return { ...current, _id, type: 'guesses', ...oneMore(guesses, who, now) };
      });
      if (!isAccount && waitMs === 0) {
        unknown.set(name, oneMore(unknown.get(name) ?? NO_GUESSES, who, now));
      }
      return waitMs;
    },

    async forgive(email, who, known, now) {
      const _id = documentOf(email, true);
      await people.update<GuessesDocument>(_id, (current) => ({
        ...current,
        ...{ _id, type: 'guesses' },
        ...forgiven(current ?? NO_GUESSES, who, known, now)
      }));
    }
  };
}

/** The account goes, and its address with it. */
export async function dropGuesses(
  { people }: Pick<Store, 'people'>,
  account: string
): Promise<void> {
  const counted = await people.get(`guesses:${account}`);
  if (counted) await people.remove(counted._id, counted._rev!);
}

export function keyOf(kind: 'browser' | 'device' | 'address' | 'email', value: string): string {
  return createHash('sha256').update(`${kind}\n${value}`).digest('base64url').slice(0, 22);
}

function bucketOf(id: string): number {
  return createHash('sha256').update(id).digest().readUInt32BE() % DECOYS;
}
