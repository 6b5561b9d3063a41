import { describe, expect, it } from 'vitest';
import type { Order } from '#domain/order/order.ts';
import { openOrderWriter } from '../../../sync-server/order-work/open-order-writer.ts';
import type { Store } from '../../../sync-server/store/store.ts';
import { anOrder, anOrderAfter, NOW, RULES } from '../../support/builders.ts';
import { MemoryDatabase } from '../../support/memory-database.ts';

describe('the order writer', () => {
  function aWriter(...orders: Order[]) {
    const database = new MemoryDatabase(...orders);
    const told: unknown[] = [];
    const writer = openOrderWriter({
      store: { orders: database.asDatabase } as unknown as Store,
      rules: RULES,
      followUp: async ({ _id, generation }, base) => {
        told.push([_id, generation, base]);
        if (generation === 99) throw new Error('bug');
      },
      log: { warn: (_: unknown, text: string) => told.push(text) } as never,
      closing: new AbortController().signal
    });
    return { database, told, writer };
  }

  it('[P4.1] raises the generation and sets what is due next, with every write', async () => {
    const { told, writer } = aWriter(anOrderAfter('offer.accept'));
    const next = await writer.change('order1', (order) => ({ ...order, round: 7 }));
    expect(next).toMatchObject({ round: 7, generation: 2, dueAt: NOW + 60_000 + 6 * 3_600_000 });
    expect(told).toEqual([['order1', 2, 1]]);
    // Nothing to write: the state is followed up all the same.
    await writer.change('order1', (order) => order);
    expect(told).toEqual([
      ['order1', 2, 1],
      ['order1', 2, 2]
    ]);
    expect(await writer.change('gone', (order) => order)).toBeUndefined();
    await writer.note('order1', (order) => order);
    expect(told).toHaveLength(2);
    await writer.note('order1', (order) => ({ ...order, round: 8 }));
    expect(told.at(-1)).toEqual(['order1', 3, 2]);
  });

  it('[R1.10] books once, due at once', async () => {
    const { told, writer } = aWriter();
    expect(await writer.book(anOrder())).toMatchObject({ generation: 1, dueAt: 0 });
    expect(await writer.book(anOrder({ problem: 'other' }))).toMatchObject({
      job: { problem: 'Kein Empfang im Keller' }
    });
    expect(told).toEqual([
      ['order1', 1, undefined],
      ['order1', 1, undefined]
    ]);
  });

  it('[R27.3] does what customer or support ask, or says why not', async () => {
    const { writer } = aWriter(anOrderAfter('offer.accept'));
    const cancel = { kind: 'order.cancel', body: { reason: 'x' }, at: NOW } as const;
    const support = { type: 'support', id: 'lea' } as const;
    expect(await writer.apply('gone', { ...cancel, actor: support })).toEqual({
      ...{ outcome: 'refused', code: 'order.unknown' }
    });
    expect(await writer.apply('order1', { ...cancel, actor: { type: 'clock' } })).toEqual({
      ...{ outcome: 'refused', code: 'actor.notAllowed' }
    });
    const done = await writer.apply('order1', { ...cancel, actor: support });
    expect(done).toMatchObject({ outcome: 'applied', order: { job: { state: 'cancelled' } } });
  });

  it('[P7.1] fails nobody where the follow-up does', async () => {
    const { told, writer } = aWriter({ ...anOrder(), generation: 98 });
    expect(await writer.change('order1', (order) => ({ ...order, round: 1 }))).toMatchObject({
      generation: 99
    });
    expect(told.at(-1)).toBe('an order is followed up later');
    await writer.followedUp('order1');
  });
});
