import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyToOrder } from '#domain/order/apply-to-order.ts';
import { asRemoved } from '#domain/order/contact-data.ts';
import type { OfferDocument } from '#domain/order/inbox.ts';
import { NEVER, type Order } from '#domain/order/order.ts';
import { TIME_POLICY } from '#domain/policy/policy.ts';
import { newCase } from '../../sync-server/authority/case-document.ts';
import { offerDocument } from '../../sync-server/projector/offer-document.ts';
import { bringUpToDate, DATA_VERSION } from '../../sync-server/store/data-version.ts';
import type { Store } from '../../sync-server/store/store.ts';
import {
  A_CATALOG,
  aDeed,
  anOfferedOrder,
  anOrder,
  anOrderAfter,
  NOW,
  RULES
} from '../support/builders.ts';
import { aClock, aProcess } from '../support/order-work.ts';
import { openTestStore } from '../support/test-engine.ts';

let folder: string;
let store: Store;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mila-version-'));
  store = await openTestStore(folder);
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

/** As it was written before the field was known. */
function without(value: object, field: string): never {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== field)) as never;
}

describe('data of an earlier version', () => {
  it('get what it did not write, and keep all else', async () => {
    const worked = anOrderAfter('customer.contacted');
    const partner = { id: 'alpentel', name: 'Alpentel', brands: [] };
    const ofPartner = { ...worked.job, partner: without(partner, 'brands') };
    const cancellation = { at: 5, by: 'customer', reason: 'x' } as never;
    await store.people.put({ _id: 'partner:alpentel', id: 'alpentel', name: 'Alpentel' } as never);
    await store.orders.put({ ...worked, _id: 'a', job: ofPartner });
    await store.orders.put({ ...anOrder(), _id: 'b', job: { ...anOrder().job, cancellation } });
    await store.orders.put({ ...anOrder(), _id: 'c' });
    const untouched = await store.orders.get('c');

    await bringUpToDate(store);

    const order = await store.orders.get<Order>('a');
    expect(order?.job).toEqual({ ...ofPartner, partner: { ...partner, brands: ['Wabe'] } });
    expect(order?.generation).toBe(worked.generation + 1);
    expect((await store.orders.get<Order>('b'))?.job.cancellation).toEqual({
      at: 5,
      by: 'customer',
      reason: 'x',
      payer: 'nobody',
      feeMinor: 0
    });
    expect(await store.orders.get('c')).toEqual(untouched);
    expect(await store.people.get('data-version')).toMatchObject({ version: DATA_VERSION });
  });

  it('lose the words that earlier stayed after contact data were removed', async () => {
    const { job, ...order } = anOrderAfter('customer.contacted');
    const payment = { kind: 'directDebit', accountHolder: 'Rosa', iban: 'CH93' } as const;
    await store.orders.put({ ...order, payment, job: { ...job, contactRemovedAt: 5 } });
    await store.people.put({ _id: 'data-version', type: 'dataVersion', version: 1 } as never);

    await bringUpToDate(store);

    const cleared = await store.orders.get<Order>('order1');
    expect(cleared?.generation).toBe(order.generation + 1);
    expect(cleared?.job.contacts).toMatchObject([{ reached: true, agreed: '' }]);
    expect(cleared?.payment).toEqual({ kind: 'directDebit', accountHolder: '', iban: '' });
  });

  it.each([0, 1, 2])(
    '(%i) lose them in the inboxes of who was once asked, also where the order says nothing any more',
    async (version) => {
      const { job, ...rest } = anOfferedOrder();
      const offer = offerDocument({ ...rest, job, generation: 7 }, rest.offers[0]!, {}, A_CATALOG);
      await store.inbox('anna').put(offer);
      const ended = { ...job, state: 'cancelled', contactRemovedAt: 5 } as const;
      const order = { ...rest, generation: 7, offers: [], formerOfferees: ['anna'], job: ended };
      await store.orders.put(asRemoved(order));
      await store.people.put({ _id: 'data-version', type: 'dataVersion', version } as never);

      await bringUpToDate(store);

      const work = await aProcess(store, aClock());
      await work.desk.change('order1', (current) => current);
      const left = await store.inbox('anna').get<OfferDocument>(offer._id);
      expect(offer.problem).not.toBe('');
      expect(left).toMatchObject({ problem: '', area: { city: 'Basel', lat: 0, lon: 0 } });
    }
  );

  it('are told to the inboxes once: a step that was cut off, or runs twice, finds what it has done', async () => {
    const { job, ...order } = anOrderAfter('customer.contacted');
    const removed = asRemoved({ ...order, job: { ...job, contactRemovedAt: 5 } });
    await store.orders.put(removed);
    const cutOff = { _id: 'data-version', type: 'dataVersion', version: 1 } as const;
    await store.people.put(cutOff as never);
    await Promise.all([bringUpToDate(store), bringUpToDate(store)]);
    await store.people.update('data-version', (current) => ({ ...current, ...cutOff }));
    await bringUpToDate(store);
    expect((await store.orders.get<Order>('order1'))?.generation).toBe(removed.generation + 1);
    expect(await store.people.get('data-version')).toMatchObject({ version: DATA_VERSION });
  });

  it.each([
    ['closed', { at: NOW + 9, by: 'Lea', note: 'x' }],
    ['open', undefined]
  ] as const)(
    '[R15] keep what is held, settled only where its case was closed: %s',
    async (state, closed) => {
      const done = anOrderAfter('job.complete');
      const body = { statementHash: 'h' };
      const entry = { action: 'a', at: NOW, code: 'job.lapsed', body, rebuilt: null } as const;
      const billing = { ...done.job.billing, state: 'held' } as const;
      const held = { ...done.job, state: 'held', completion: null, billing } as const;
      await store.orders.put({ ...done, job: held, dueAt: NEVER, heldCompletion: entry });
      const found = newCase({ _id: 'case:a', kind: 'action.held', order: 'order1', openedAt: NOW });
      await store.cases.put({ ...found, state, ...(closed && { closed }) });
      const cutOff = { _id: 'data-version', type: 'dataVersion', version: 3 } as const;
      await store.people.put(cutOff as never);

      await Promise.all([bringUpToDate(store), bringUpToDate(store)]);
      await store.people.update('data-version', (current) => ({ ...current, ...cutOff }));
      await bringUpToDate(store);

      const order = await store.orders.get<Order>('order1');
      expect(order?.heldCompletion).toEqual(closed ? { ...entry, settledAt: closed.at } : entry);
      expect(order?.dueAt).toBe(closed ? closed.at + TIME_POLICY.contactKeptMs : NEVER);
      expect(order?.generation).toBe(done.generation + (closed ? 1 : 0));
    }
  );

  it('are due anew where a consent that nobody can bill had kept them', async () => {
    const order = anOrderAfter('customer.contacted');
    const deed = aDeed('order.cancel', order.job, { actor: { type: 'customer' } });
    const decision = applyToOrder(order, deed, RULES);
    if (decision.outcome !== 'applied') throw new Error(decision.code);
    const body = { consentHash: 'h' };
    const entry = { action: 'c', at: NOW, code: 'job.wrongState', body, rebuilt: null } as const;
    await store.orders.put({ ...decision.next, dueAt: NEVER, heldSigned: [entry] });
    await bringUpToDate(store);
    const { dueAt } = (await store.orders.get('order1'))!;
    expect(dueAt).toBe(NOW + TIME_POLICY.contactKeptMs);
  });

  it('are looked through once', async () => {
    await bringUpToDate(store);
    const before = await store.people.withPrefix('');
    await bringUpToDate(store);
    expect(await store.people.withPrefix('')).toEqual(before);
  });
});

it('data of a newer version are left alone, and the message says what to do', async () => {
  await store.people.put({ _id: 'data-version', type: 'dataVersion', version: 99 } as never);
  await expect(bringUpToDate(store)).rejects.toThrow(
    /newer version \(data version 99, .*another DATA_DIR/
  );
});
