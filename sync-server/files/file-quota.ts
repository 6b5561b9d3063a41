import type { Store } from '../store/store.ts';
import { bytesOf } from './file-record.ts';

/** Counted from the records once, then in memory; another instance's uploads are seen after a restart. */
export function newFileQuota(store: Pick<Store, 'people'>, mostBytes: number) {
  const used = new Map<string, number>();
  return {
    async hasRoom(provider: string, bytes: number): Promise<boolean> {
      const before = used.get(provider) ?? (await bytesOf(store, provider));
      if (!used.has(provider)) used.set(provider, before);
      return before + bytes <= mostBytes;
    },
    add(provider: string, bytes: number): void {
      used.set(provider, (used.get(provider) ?? 0) + bytes);
    }
  };
}
