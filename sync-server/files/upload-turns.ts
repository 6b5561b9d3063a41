/**
 * One upload at a time for the same file of the same provider, and the newest wins: a device whose
 * line broke comes back long before this server notices that the old connection is dead.
 */
export function newUploadTurns() {
  const running = new Map<string, { stop: AbortController; ended: Promise<void> }>();
  return {
    async take(key: string): Promise<{ signal: AbortSignal; end(): void }> {
      for (let before = running.get(key); before; before = running.get(key)) {
        before.stop.abort();
        await before.ended;
      }
      const stop = new AbortController();
      const { promise: ended, resolve } = Promise.withResolvers<void>();
      running.set(key, { stop, ended });
      return {
        signal: stop.signal,
        end() {
          running.delete(key);
          resolve();
        }
      };
    }
  };
}
