export type StorageFailure = { is: 'storageError' };

/**
 * A loop outlives whatever the disk does: the next round reads again from what is really stored.
 */
export async function storageFailureOf<T>(step: () => Promise<T>): Promise<T | StorageFailure> {
  try {
    return await step();
  } catch (cause) {
    console.warn('device storage', cause);
    return { is: 'storageError' };
  }
}
