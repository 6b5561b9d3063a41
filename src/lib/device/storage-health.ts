/** How safe the device's storage is. Null where the browser does not say. All bytes. */
export interface StorageHealth {
  /** The browser will not clear it by itself when space runs short. */
  persisted: boolean | null;
  usedBytes: number | null;
  quotaBytes: number | null;
}

export async function storageHealth(): Promise<StorageHealth> {
  const storage = navigator.storage as StorageManager | undefined;
  const [persisted, estimate] = await Promise.all([
    storage?.persisted?.().catch(() => null) ?? null,
    storage?.estimate?.().catch(() => null) ?? null
  ]);
  return {
    persisted,
    usedBytes: estimate?.usage ?? null,
    quotaBytes: estimate?.quota ?? null
  };
}

/**
 * Asks the browser to keep our storage; best asked after a command of the user's, e.g. signing in.
 */
export async function askToPersist(): Promise<boolean> {
  const storage = navigator.storage as StorageManager | undefined;
  return (await storage?.persist?.().catch(() => false)) ?? false;
}
