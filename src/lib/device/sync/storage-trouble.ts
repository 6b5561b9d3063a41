export type StorageTrouble = { is: 'storageTrouble' };

/** A loop outlives whatever the disk does: the next round reads again from what is really stored. */
export async function orStorageTrouble<T>(step: () => Promise<T>): Promise<T | StorageTrouble> {
  try {
    return await step();
  } catch (cause) {
    console.warn('device storage', cause);
    return { is: 'storageTrouble' };
  }
}
