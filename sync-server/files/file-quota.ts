import type { Store } from '../store/store.ts';
import { bytesOf } from './file-record.ts';

export interface FileQuota {
  hasRoom(provider: string, bytes: number): Promise<boolean>;
  add(provider: string, bytes: number): void;
}

/**
 * Counted from the records once, then in memory; another instance's uploads are seen after a
 * restart.
 */
export function newFileQuota(store: Pick<Store, 'people'>, mostBytes: number): FileQuota {
  const used = new Map<string, number>();
  return {
    async hasRoom(provider, bytes) {
      const before = used.get(provider) ?? (await bytesOf(store, provider));
      if (!used.has(provider)) used.set(provider, before);
      return before + bytes <= mostBytes;
    },
    add(provider, bytes) {
      used.set(provider, (used.get(provider) ?? 0) + bytes);
    }
  };
}
