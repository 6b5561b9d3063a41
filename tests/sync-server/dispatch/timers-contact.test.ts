import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JobDocument } from '#domain/order/views/inbox.ts';
import { HOUR_MS, TIME_POLICY } from '#domain/policy/policy.ts';
import { NOW } from '../../support/builders.ts';
import { openDispatchWorld, type DispatchWorld } from '../../support/dispatch-world.ts';
import { anOfferedOrderIn, aProcess, casesOf, fromInbox } from '../../support/order-work.ts';

const CONTACT_DUE = NOW + TIME_POLICY.contactLimitMs;

let world: DispatchWorld;
beforeEach(async () => {
  world = await openDispatchWorld();
});
afterEach(() => world.close());

describe('the call within twelve hours', () => {
  beforeEach(async () => {
    await anOfferedOrderIn(world.work);
    await world.act('anna', 'offer.accept');
  });

  it('[R8.1] reminds once at 6 and once at 11 hours, with two processes running', async () => {
    const other = await aProcess(world.store, world.clock);
    for (const hours of [5, 6, 7, 11, 11.5]) {
      world.clock.set(NOW + hours * HOUR_MS);
      await Promise.all([world.work.timers.runDue(), other.timers.runDue()]);
      await world.work.timers.runDue();
    }
    expect(await world.noticesOf('anna')).toEqual(['contact.remind', 'contact.remind']);
  });

  it('[R8.3, R8.4, C1.1] takes the job back when it is missed: without contact data, with the reason, and told to support', async () => {
    await world.at(CONTACT_DUE + 1);
    const lost = await fromInbox<JobDocument>(world.store, 'anna', 'job:order1');
    expect(lost).toMatchObject({
      job: { provider: null, customer: { name: '', phone: '', email: '' }, place: { street: '' } },
      removed: { why: 'contact.lapsed' }
    });
    expect(Object.keys(lost!.judged)).toHaveLength(1);
    expect(JSON.stringify(lost)).not.toContain('Rosa');
    expect(await world.noticesOf('anna')).toContain('contact.lapsed');
    expect((await casesOf(world.store)).map(({ kind }) => kind)).toEqual(['contact.lapsed']);
    expect(await world.store.people.get('provider:anna')).toMatchObject({
      reliability: { lost: 1 }
    });
    // Out again, without the one who lost it.
    expect(await world.offerStates()).toEqual(['withdrawn', 'open', undefined]);
  });

  it('[R9.6] honours a proof that was made in time and comes late, while nobody has the job', async () => {
    await world.at(CONTACT_DUE + 1);
    world.clock.set(CONTACT_DUE + HOUR_MS);
    const verdict = await world.act('anna', 'customer.contacted', CONTACT_DUE - HOUR_MS);
    expect(verdict).toMatchObject({ outcome: 'applied' });
    expect((await world.orderNow()).job).toMatchObject({
      state: 'contacted',
      provider: { id: 'anna' }
    });
    const job = await fromInbox<JobDocument>(world.store, 'anna', 'job:order1');
    expect(job).toMatchObject({ removed: null, job: { customer: { name: 'Rosa Keller' } } });
    expect(await world.offerStates()).toEqual(['yours', 'taken', undefined]);
  });

  it('[R9.7] refuses a proof that was not made in time', async () => {
    await world.at(CONTACT_DUE + HOUR_MS);
    expect(await world.act('anna', 'customer.contacted')).toMatchObject({
      outcome: 'refused',
      code: 'contact.tooLate'
    });
  });

  it('[R9.8] holds a proof and any later evidence when another has the job', async () => {
    await world.at(CONTACT_DUE + 1);
    await world.act('berta', 'offer.accept');
    for (const kind of ['customer.contacted', 'note.add'] as const) {
      const verdict = await world.act('anna', kind, CONTACT_DUE - HOUR_MS);
      expect(verdict).toMatchObject({ outcome: 'held', code: 'job.reassigned' });
    }
    expect((await world.orderNow()).job).toMatchObject({ provider: { id: 'berta' }, notes: [] });
    const held = (await casesOf(world.store)).filter((each) => each.kind === 'action.held');
    expect(held.map(({ provider, code }) => [provider, code])).toEqual([
      ['anna', 'job.reassigned'],
      ['anna', 'job.reassigned']
    ]);
    expect(held[0]!.action!.text).toContain('customer.contacted');
  });

  it('[R27.10] sends a job that was given back out again, and keeps it from the one who gave it back', async () => {
    await world.act('anna', 'job.giveBack');
    await world.at(world.clock.now());
    expect(await world.offerStates()).toEqual(['withdrawn', 'open', undefined]);
    expect(await fromInbox(world.store, 'anna', 'job:order1')).toMatchObject({
      removed: { why: 'givenBack' }
    });
  });
});

describe('what is done at the server', () => {
  it('[R27.12, C1.2] cancels, tells the provider and takes the contact data back', async () => {
    await anOfferedOrderIn(world.work);
    await world.act('anna', 'offer.accept');
    const cancel = { kind: 'order.cancel', body: { reason: 'verreist' } } as const;
    const command = { ...cancel, actor: { type: 'customer' }, at: NOW + HOUR_MS } as const;
    expect(await world.work.writer.apply('order1', command)).toMatchObject({ outcome: 'applied' });
    expect(await world.work.writer.apply('order1', command)).toEqual({
      outcome: 'refused',
      code: 'job.wrongState'
    });
    expect(await world.noticesOf('anna')).toEqual(['order.cancelled']);
    const job = await fromInbox<JobDocument>(world.store, 'anna', 'job:order1');
    expect(job).toMatchObject({ job: { state: 'cancelled' }, removed: { why: 'cancelled' } });
    expect(JSON.stringify(job)).not.toContain('Rosa');
    expect(await world.work.writer.apply('nothing', command)).toEqual({
      outcome: 'refused',
      code: 'order.unknown'
    });
  });
});
