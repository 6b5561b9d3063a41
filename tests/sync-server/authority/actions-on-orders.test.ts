import { describe, expect, it } from 'vitest';
import { newAssignment } from '#domain/order/assignment/assignment.ts';
import type { Job } from '#domain/order/job.ts';
import type { Order } from '#domain/order/order.ts';
import { StoreUnavailable } from '../../../sync-server/store/store-unavailable.ts';
import { anOfferedOrder, anOrder, anOrderAfter, NOW } from '../../support/builders.ts';
import { MemoryDatabase } from '../../support/memory-database.ts';
import {
  AT,
  NOW_AT_SERVER,
  sound,
  soundActionsWorld,
  heldCase
} from '../../support/sound-actions.ts';

describe('actions on orders', () => {
  it('[P4.1] of one order are judged in sequence, in one write', async () => {
    const world = soundActionsWorld();
    await world.take(
      sound('note.add', { text: '1' }, { id: 'a1' }),
      sound('note.add', { text: '2' }, { id: 'a2' })
    );
    expect(world.orderNow()?.job.notes.map(({ text }) => text)).toEqual(['1', '2']);
    expect(world.quarantined).toEqual([]);
  });

  it('[P3.4, P6.1, P7.2] go to support where no order takes them', async () => {
    const gone = soundActionsWorld(undefined);
    Object.assign(gone.deps.writer, { change: async () => undefined });
    await gone.take(sound('note.add', { text: 'x' }));
    expect(gone.quarantined).toEqual([heldCase('order.unknown')]);
    const world = soundActionsWorld(anOrder());
    await world.take(sound('note.add', { text: 'x' }));
    expect(world.quarantined).toEqual([heldCase('order.unknown', { reason: 'order.notYours' })]);
    const orderless = soundActionsWorld();
    await orderless.take(sound('note.add', { text: 'x' }, { order: null }));
    expect(orderless.quarantined).toEqual([heldCase('order.unknown', { order: null })]);
    const known = soundActionsWorld();
    await known.take(sound('note.add', { text: 'x' }));
    await known.take(sound('note.add', { text: 'x' }, { hash: 'other' }));
    expect(known.quarantined).toEqual([['fork', 'a1', 'other', 'order1']]);
  });

  it('[P7.2] behind one on which a rule fails go on; an outage is no rule’s fault', async () => {
    const world = soundActionsWorld();
    const broken = sound('product.sell', { productId: 'x', productVersion: 1, quantity: 1 });
    const at = anOrderAfter('work.start');
    const other = soundActionsWorld(at);
    other.deps.rules = {
      catalog: {
        packageAt: () => undefined,
        productAt: () => {
          throw new Error('bug');
        }
      }
    };
    await other.take(broken, sound('note.add', { text: 'x' }, { id: 'a2' }));
    expect(other.quarantined).toEqual([heldCase('action.malformed')]);
    expect(other.orderNow()?.job.notes).toHaveLength(1);
    Object.assign(world.deps.writer, {
      change: async (_id: string, decide: (each: Order) => unknown) => decide(at)
    });
    world.deps.rules = {
      catalog: {
        packageAt: () => undefined,
        productAt: () => {
          throw new StoreUnavailable('down');
        }
      }
    };
    await expect(world.take(broken)).rejects.toThrow(StoreUnavailable);
  });

  const busy = (fields: Partial<Job> = {}) => {
    const { job, ...rest } = anOrder({ id: 'other' });
    const provider = { id: 'anna', name: '', role: 'friend' as const };
    return { ...rest, job: { ...job, provider, state: 'confirmed' as const, ...fields } };
  };

  it('[R3.7, R3.9] who gets a job has to be free for it', async () => {
    const offered = soundActionsWorld(anOfferedOrder());
    await (offered.deps.store as { orders: MemoryDatabase }).orders.put(busy() as never);
    await offered.take(sound('offer.accept'));
    expect(offered.orderNow()?.job.provider).toBeNull();
    expect(offered.orderNow()?.verdicts.a1).toMatchObject({
      ...{ outcome: 'refused', code: 'provider.busy', at: NOW_AT_SERVER }
    });
    const order = anOrderAfter('offer.accept');
    const lost = soundActionsWorld({
      ...order,
      job: { ...order.job, provider: null, state: 'requested' },
      assignments: [
        {
          ...newAssignment('anna', NOW),
          ended: { at: AT, why: 'contact.lapsed', limitAt: AT, job: order.job }
        }
      ]
    });
    await (lost.deps.store as { orders: MemoryDatabase }).orders.put(busy() as never);
    const call = { way: 'phone', reached: true, agreed: 'wie gebucht' };
    await lost.take(sound('customer.contacted', call));
    expect(lost.orderNow()?.verdicts.a1).toMatchObject({ outcome: 'held', code: 'provider.busy' });
    const free = soundActionsWorld(anOfferedOrder());
    await free.take(sound('offer.accept'));
    expect(free.orderNow()?.job.provider?.id).toBe('anna');
    // Who has it already is not asked again.
    const theirs = soundActionsWorld(order);
    await (theirs.deps.store as { orders: MemoryDatabase }).orders.put(busy() as never);
    await theirs.take(sound('customer.contacted', call));
    expect(theirs.orderNow()?.job.state).toBe('contacted');
  });
});
