// What an order adds to providers' stars and reliability (R4, R16), each exactly once, named by a
// key that never changes.
import type { Provider } from '../../matching/provider.ts';
import type { Order } from '../order.ts';
import { endsOf, isLoss } from './assignment.ts';

interface ReputationEvent {
  key: string;
  provider: string;
  /** `regained`: the loss was none, a proof in time was only late to arrive (R8, R9). */
  what: { stars: number } | 'kept' | 'lost' | 'regained';
}

export function reputationEventsOf(order: Order): ReputationEvent[] {
  const { job } = order;
  const events: ReputationEvent[] = endsOf(order)
    .filter(isLoss)
    .flatMap(({ id, provider, reopenedAt }): ReputationEvent[] => {
      const lost: ReputationEvent = { key: `lost:${id}`, provider, what: 'lost' };
      // Taken back by a second count and never by leaving the first out: whether that one was
      // counted before a crash, nobody knows.
      return reopenedAt === null
        ? [lost]
        : [lost, { key: `regained:${id}`, provider, what: 'regained' }];
    });
  // Also a visit that support has billed as agreed: it was done.
  if (job.provider && (job.completion || job.settled?.way === 'agreed')) {
    events.push({ key: 'kept', provider: job.provider.id, what: 'kept' });
  }
  if (job.provider && job.rating) {
    const { stars } = job.rating;
    events.push({ key: 'rating', provider: job.provider.id, what: { stars } });
  }
  return events;
}

/** Remembered by the provider only for as long as the order may not have noted it yet. */
const REMEMBERED = 200;

/** The provider with an event counted, or as they were where it was counted before. */
export function withReputationEvent(
  provider: Provider,
  order: string,
  { key, what }: ReputationEvent
): Provider {
  const name = `${order}/${key}`;
  const known = provider.recentReputationEvents ?? [];
  if (known.includes(name)) return provider;
  const { stars, reliability } = provider;
  const counted = { ...provider, recentReputationEvents: [...known, name].slice(-REMEMBERED) };
  if (what === 'kept' || what === 'lost') {
    return { ...counted, reliability: { ...reliability, [what]: reliability[what] + 1 } };
  }
  if (what === 'regained') {
    return { ...counted, reliability: { ...reliability, lost: reliability.lost - 1 } };
  }
  return { ...counted, stars: { sum: stars.sum + what.stars, count: stars.count + 1 } };
}
