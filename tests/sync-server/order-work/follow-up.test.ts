import { describe, expect, it } from 'vitest';
import type { Order } from '#domain/order/order.ts';
import { newFollowUp } from '../../../sync-server/order-work/follow-up.ts';
import type { Store } from '../../../sync-server/store/store.ts';
import { anOrderAfter, aProvider } from '../../support/builders.ts';
import { MemoryDatabase } from '../../support/memory-database.ts';

describe('what follows from an order', () => {
  async function follow(order: Order, counted: string[] = []) {
    const told: unknown[] = [];
    const people = new MemoryDatabase(aProvider());
    let noted: Order | undefined;
    const followUp = newFollowUp({
      store: { people: people.asDatabase } as unknown as Store,
      events: { publish: (topic: string) => told.push(topic) } as never,
      log: { warn: (_: unknown, text: string) => told.push(text) } as never,
      hooks: {
        billCompleted: async (id) => {
          told.push(`bill ${id}`);
          throw new Error('down');
        }
      },
      projector: {
        project: async (_: Order, base: unknown) => void told.push(['project', base])
      } as never,
      openOrderCases: async () => void told.push('cases'),
      note: async (_id, decide) => {
        noted = (await decide({ ...order, countedEvents: counted })) as Order;
      },
      due: (at) => told.push(['due', at])
    });
    await followUp(order, 4);
    await new Promise((resolve) => setTimeout(resolve));
    return {
      told,
      noted,
      people,
      anna: (await people.get('provider:anna')) as unknown as ReturnType<typeof aProvider>
    };
  }

  it('[R11.4, R16.2, R4.6] is told to pages, clock, billing, inboxes, support and reputation', async () => {
    const done = { ...anOrderAfter('job.complete'), dueAt: 77 };
    const { told, noted, anna } = await follow(done);
    expect(new Set(told)).toEqual(
      new Set([
        ...['order:order1', ['due', 77], 'bill order1', 'billing is tried again later'],
        ...[['project', 4], 'cases']
      ])
    );
    expect(told).toHaveLength(6);
    expect(noted?.countedEvents).toEqual(['kept']);
    expect(anna).toMatchObject({
      ...{ reliability: { kept: 21, lost: 0 }, recentReputationEvents: ['order1/kept'] }
    });
    // Another process has noted it meanwhile.
    expect((await follow(done, ['kept'])).noted?.countedEvents).toEqual(['kept']);
  });

  it('[R16.2] counts nothing twice, and bills only what is due', async () => {
    const done = anOrderAfter('job.complete');
    const billing = { ...done.job.billing, state: 'billed' as const };
    const counted = { ...done, job: { ...done.job, billing }, countedEvents: ['kept'] };
    const { told, noted, anna } = await follow(counted);
    expect([noted, anna.reliability.kept]).toEqual([undefined, 20]);
    expect(told).not.toContain('bill order1');
  });

  it('[R16.4] keeps the review of a rating that was counted before there were any', async () => {
    const done = anOrderAfter('job.complete');
    const rating = { stars: 4, words: 'Gut', at: 5 };
    const rated = { ...done, job: { ...done.job, rating }, countedEvents: ['kept', 'rating'] };
    const { noted, people, anna } = await follow(rated);
    expect(await people.get('review:order1')).toMatchObject({ provider: 'anna', stars: 4 });
    expect([noted, anna.stars.count]).toEqual([undefined, 20]);
  });
});
