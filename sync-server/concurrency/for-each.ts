import pLimit from 'p-limit';

/** Works on a few items at once. When one fails none of the others is begun any more. */
export async function forEach<T>(
  items: Iterable<T>,
  atOnce: number,
  work: (item: T) => Promise<void>
): Promise<void> {
  const limit = pLimit(atOnce);
  await limit.map(items, async (item) => {
    try {
      await work(item);
    } catch (error) {
      limit.clearQueue();
      throw error;
    }
  });
}
