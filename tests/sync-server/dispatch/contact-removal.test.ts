import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JobDocument, OfferDocument } from '#domain/order/views/inbox.ts';
import { advanceOrder, withDueAt } from '#domain/order/advance-order.ts';
import { TIME_POLICY } from '#domain/policy/policy.ts';
import type { Store } from '../../../sync-server/store/store.ts';
import { findStatement } from '../../../sync-server/tracking/signed-statement.ts';
import { aDueOrder } from '../../support/billing-world.ts';
import { NOW } from '../../support/builders.ts';
import {
  aClock,
  aMember,
  anOfferedOrderIn,
  aProcess,
  aStore,
  judge,
  send
} from '../../support/order-work.ts';

let store: Store;
beforeEach(async () => {
  store = await aStore();
});
afterEach(() => store.close());

const SECRET = 'Der Hund ist lieb';
const ACCOUNT = { accountHolder: 'Rosa Keller-Frei', iban: 'CH9300762011623852957' };

describe('the contact data of an order that was offered twice', () => {
  it('[C2.7, C2.9, C1.2] leave the inboxes of the first round too, and the account leaves the order', async () => {
    const { device } = await aMember(store);
    await aMember(store, { id: 'bert' });
    const clock = aClock();
    const work = await aProcess(store, clock);
    await anOfferedOrderIn(work, {
      problem: SECRET,
      payment: { kind: 'directDebit', ...ACCOUNT }
    });
    await send(store, device, [await device.sign('offer.accept', 'order1', {}, NOW)], NOW);
    await judge(store, work, 'anna');
    // Nobody called: it goes out again, without the one who had it.
    clock.advance(TIME_POLICY.contactLimitMs + 60_000);
    await work.timers.runDue();
    const { earlierOffers } = (await store.orders.get('order1'))!;
    expect(earlierOffers.map(({ provider }) => provider)).toContain('anna');
    const offerOf = (provider: string) => store.inbox(provider).get<OfferDocument>('offer:order1');
    const theirs = [await offerOf('anna'), await offerOf('bert')];
    expect(theirs.map((offer) => offer?.area.postcode)).toEqual(['4051', '4051']);
    expect(JSON.stringify(theirs)).not.toContain(SECRET);

    clock.advance(100 * 24 * 3_600_000);
    await work.timers.runDue();
    const order = await store.orders.get('order1');
    expect(order?.job.contactRemovedAt).toBeDefined();
    const said = JSON.stringify([
      order,
      await offerOf('anna'),
      await offerOf('bert'),
      await store.inbox('anna').get<JobDocument>('job:order1')
    ]);
    for (const text of [SECRET, ...Object.values(ACCOUNT)]) expect(said).not.toContain(text);
    expect((await offerOf('anna'))?.area).toEqual({
      postcode: '4051',
      city: 'Basel',
      lat: 0,
      lon: 0
    });
    expect(await offerOf('anna')).toMatchObject({
      state: 'withdrawn',
      title: { de: 'WLAN einrichten' }
    });
  });
});

describe('a statement that was signed', () => {
  it('[C2.11, R15.14] is still found and named by its hash once contact data are gone', async () => {
    const due = await aDueOrder('done');
    const billing = { ...due.job.billing, state: 'billed' as const };
    const billed = withDueAt({ ...due, job: { ...due.job, billing } });
    const order = advanceOrder(billed, billed.dueAt);
    expect(order.job.contactRemovedAt).toBe(billed.dueAt);
    await store.orders.put(order);
    const hash = order.job.completion?.statementHash ?? '';
    expect(await findStatement(store, hash, 'token-done')).toMatchObject({
      state: 'signed',
      order: { totalMinor: 8390, signedBy: 'Rosa Keller' }
    });
  });
});
