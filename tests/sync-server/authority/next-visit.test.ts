import { describe, expect, it } from 'vitest';
import type { Job } from '#domain/order/job.ts';
import type { Order } from '#domain/order/order.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { anOrderAfter } from '../../support/builders.ts';
import { MemoryDatabase } from '../../support/memory-database.ts';
import { aPaper, withHeld } from '../../support/papers.ts';
import { AT, NOW_AT_SERVER, sound, soundActionsWorld } from '../../support/sound-actions.ts';

describe('a next visit', () => {
  const done = anOrderAfter('job.complete');
  const body = { packageId: 'wlan', startsAt: AT + 72 * HOUR_MS, note: 'noch ein Router' };
  async function ask(
    order: Order,
    change: (world: ReturnType<typeof soundActionsWorld>) => void = () => {}
  ) {
    const world = soundActionsWorld(order);
    change(world);
    await world.take(sound('booking.request', body));
    const { outcome, code } = world.orderNow()!.verdicts.a1!;
    return { answer: code ? `${outcome} ${code}` : outcome, ...world };
  }
  const withJob = (fields: Partial<Job>): Order => ({ ...done, job: { ...done.job, ...fields } });

  it('[R17.1] is booked of the finished job, with the same provider', async () => {
    const { answer, booked } = await ask(done);
    expect(answer).toBe('applied');
    const [made] = booked;
    expect(made).toMatchObject({
      ...{ channel: 'app', personalProvider: 'anna', payment: done.payment },
      createdAt: NOW_AT_SERVER,
      job: {
        ...{ market: 'CH', place: done.job.place, customer: done.job.customer },
        ...{ problem: 'noch ein Router', partner: null, pickup: null },
        appointment: { startsAt: body.startsAt },
        terms: { catalogVersion: '9', termsVersion: '2027-01' }
      }
    });
  });

  it('[R24.1] has the terms of the finished job where there is no catalogue', async () => {
    const { booked } = await ask(done, ({ deps }) =>
      (deps.store as { catalog: MemoryDatabase }).catalog.documents.clear()
    );
    expect(booked[0]?.job.terms).toMatchObject({ catalogVersion: '1', termsVersion: '2026-01' });
  });

  it.each<[string, Order, string]>([
    ['it is not signed', withJob({ completion: null }), 'refused job.wrongState'],
    ['contact data are gone', withJob({ contactRemovedAt: 1 }), 'refused job.wrongState'],
    ['nobody has it', withJob({ provider: null }), 'held order.notYours'],
    [
      'another has it',
      withJob({ provider: { id: 'b', name: '', role: 'pro' } }),
      'held order.notYours'
    ],
    [
      'what was signed is held',
      withHeld(withJob({ completion: null }), 'anna', aPaper()),
      'applied'
    ],
    [
      'only a consent is held',
      withHeld(withJob({ completion: null }), 'anna', aPaper({ kind: 'consent' })),
      'refused job.wrongState'
    ]
  ])('[R17.1, R17.2] or not, when %s', async (_title, order, expected) => {
    expect((await ask(order)).answer).toBe(expected);
  });

  it('[R7.3, R1.9] or not, at that time and of that package', async () => {
    const at = async (startsAt: number) => {
      const world = soundActionsWorld(done);
      await world.take(sound('booking.request', { ...body, startsAt }));
      return world.orderNow()!.verdicts.a1!.code;
    };
    expect(await at(NOW_AT_SERVER)).toBe('appointment.past');
    expect(await at(NOW_AT_SERVER + 1)).toBeNull();
    expect(await at(NOW_AT_SERVER + 60 * 24 * HOUR_MS + 1)).toBe('appointment.tooFar');
    for (const fields of [{ active: false }, { prices: { DE: 1 } }]) {
      const { answer, booked } = await ask(done, ({ service }) => Object.assign(service, fields));
      expect([answer, booked]).toEqual(['held package.unknown', []]);
    }
    const none = await ask(done, ({ deps }) =>
      Object.assign(deps.catalog, { packageAt: () => undefined })
    );
    expect(none.answer).toBe('held package.unknown');
    const unknown = await ask(done, ({ deps }) =>
      (deps.store as { orders: MemoryDatabase }).orders.documents.clear()
    );
    expect(unknown.answer).toBe('held order.unknown');
  });
});
