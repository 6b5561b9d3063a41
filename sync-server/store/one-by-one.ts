import type { FastifyBaseLogger } from 'fastify';
import { StoreUnavailable } from './store-unavailable.ts';

/**
 * Works on one after the other. One that fails is logged and must not keep the others waiting; an
 * outage of the store is thrown: it would be the same for all of them.
 */
export async function oneByOne<T extends { _id: string }>(
  log: Pick<FastifyBaseLogger, 'error'>,
  items: Iterable<T> | AsyncIterable<T>,
  work: (item: T) => Promise<void>
): Promise<void> {
  for await (const item of items) {
    try {
      await work(item);
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      log.error({ err: error, document: item._id }, 'one of many could not be worked on');
    }
  }
}
