import type { Store } from '../store/store.ts';
import { bytesOf } from './file-record.ts';
import type { FileStore } from './file-store.ts';

export interface FileQuota {
  /**
   * Room for a whole file, counted before a byte of it is written; null where there is none. What
   * came of it is said at the end: how many bytes stay, finished or not.
   */
  reserve(provider: string, upload: Reserved): Promise<Reservation | null>;
  /** Counts everything again: files have gone. */
  forget(): void;
}

interface Reserved {
  /** Of the whole file. */
  bytes: number;
  /** Of it there already, from an earlier piece. */
  there: number;
}

export interface Reservation {
  end(kept: number): void;
}

/**
 * Counted from the records and the unfinished uploads once, then in memory; another instance's
 * uploads are seen after a restart.
 */
export function newFileQuota(
  store: Pick<Store, 'people'>,
  files: Pick<FileStore, 'unfinishedBytes'>,
  mostBytes: number
): FileQuota {
  const counting = new Map<string, Promise<{ used: number }>>();

  async function count(provider: string): Promise<{ used: number }> {
    const [whole, begun] = await Promise.all([
      bytesOf(store, provider),
      files.unfinishedBytes(provider)
    ]);
    return { used: whole + begun };
  }

  return {
    async reserve(provider, { bytes, there }) {
      const known = counting.get(provider) ?? count(provider);
      counting.set(provider, known);
      known.catch(() => counting.delete(provider));
      const account = await known;
      const more = Math.max(0, bytes - there);
      if (account.used + more > mostBytes) return null;
      account.used += more;
      return { end: (kept) => void (account.used += kept - there - more) };
    },
    forget: () => counting.clear()
  };
}
