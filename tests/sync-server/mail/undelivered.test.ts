import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Order } from '#domain/order/order.ts';
import { customerViewOf } from '#domain/order/views/customer-view.ts';
import { waitingOrderOf } from '#domain/order/views/support-view.ts';
import { anOrderAfter } from '../../support/builders.ts';
import type { CaseDocument } from '../../../sync-server/cases/case-document.ts';
import { putMailsOf } from '../../../sync-server/mail/keep-mails.ts';
import { markUndelivered } from '../../../sync-server/mail/undelivered.ts';
import type { MailDocument } from '../../../sync-server/mail/mail-document.ts';
import { sendDueMails } from '../../../sync-server/mail/mail-outbox.ts';
import {
  anOrderAfterBooking,
  openMailWorld,
  SENDER,
  type MailWorld
} from '../../support/mail-world.ts';
import { aMailCatcher } from '../../support/mail-catcher.ts';
import { startTestServer } from '../../support/test-server.ts';
import { until } from '../../support/until.ts';

const ID = 'mail:order1:booked';
const CASE = `case:undelivered:${ID}`;
let world: MailWorld;
let order: Order;
beforeEach(async () => {
  world = await openMailWorld();
  order = anOrderAfterBooking();
  await world.store.orders.put(order);
  await putMailsOf(world.outbox, order, SENDER);
});
afterEach(() => world.close());

const found = () => world.store.cases.get<CaseDocument>(CASE);
const marked = async () => (await world.store.orders.get('order1'))!;
const mail = () => world.store.mails.get<MailDocument>(ID);

describe('a mail that cannot be delivered', () => {
  it('[C3.3] is a case and a mark on the order when the mail server refuses it for good', async () => {
    world.refusals.push(550);
    await sendDueMails(world.outbox);
    expect(await mail()).toMatchObject({ state: 'failed', attempts: 1 });
    expect(await found()).toMatchObject({
      ...{ kind: 'mail.failed', state: 'open', order: 'order1', openedAt: world.clock.now() },
      note: expect.stringContaining('booked')
    });
    expect((await marked()).undelivered).toEqual([{ mail: ID, at: world.clock.now() }]);
    expect(waitingOrderOf(await marked(), 0).undelivered).toEqual([ID]);
    expect(customerViewOf(await marked(), 0, null).isMailUndelivered).toBe(true);
    expect(customerViewOf(order, 0, null).isMailUndelivered).toBeUndefined();
  });

  it('[C3.3] keeps no address in the case, however it is spelled in the reason', async () => {
    const said =
      'sorry <Ruth.Keller@EXAMPLE.ch>: "ruth.keller@example.ch"@xn--bcher-kva.de unknown';
    await markUndelivered(world.outbox, (await mail())!, said);
    expect((await found())?.note).toBe('booked: sorry … … unknown');
  });

  it('[C3.3] is both after the last pause, and neither before', async () => {
    for (const pauseMin of [0, 1, 5, 30, 120, 720]) {
      expect(await found()).toBeUndefined();
      world.clock.advance(pauseMin * 60_000);
      world.refusals.push(451);
      await sendDueMails(world.outbox);
    }
    expect(await mail()).toMatchObject({ state: 'failed', attempts: 6 });
    expect(await found()).toMatchObject({ kind: 'mail.failed' });
  });

  it('[C3.3] its case names no address', async () => {
    const refuses = {
      send: () => {
        const said = '550 5.1.1 <rosa@example.org>: no such user';
        return Promise.reject(Object.assign(new Error(said), { responseCode: 550 }));
      }
    };
    await sendDueMails({ ...world.outbox, mail: refuses });
    expect((await found())?.note).toContain('5.1.1');
    expect(JSON.stringify(await found())).not.toContain('rosa@');
  });

  it('[C3.3] also where there is nobody to send it to, however often it is tried', async () => {
    const nobody = Object.assign(new Error('No recipients defined'), { code: 'EENVELOPE' });
    await sendDueMails({ ...world.outbox, mail: { send: () => Promise.reject(nobody) } });
    expect(await mail()).toMatchObject({ state: 'failed', attempts: 1 });
  });

  it('[C3.3] is none where the mail server does not let us in: that is no word about the mail', async () => {
    const locked = Object.assign(new Error('no'), { code: 'EAUTH', responseCode: 535 });
    await sendDueMails({ ...world.outbox, mail: { send: () => Promise.reject(locked) } });
    expect(await mail()).toMatchObject({ state: 'waiting' });
    expect(await found()).toBeUndefined();
  });

  it('[C3.3] is marked again by whoever goes on after a crash, and once', async () => {
    world.refusals.push(550, 550);
    const dies = () => Promise.reject(new Error('dead'));
    const dying = { ...world.outbox, changeOrder: dies };
    await expect(sendDueMails(dying)).rejects.toThrow('dead');
    expect(await mail()).toMatchObject({ state: 'waiting' });
    world.clock.advance(3 * 60_000);
    await sendDueMails(world.outbox);
    expect((await marked()).undelivered).toHaveLength(1);
    expect(await mail()).toMatchObject({ state: 'failed' });
  });

  it('[C3.4] leaves its case, and no mark once another one has reached the customer', async () => {
    world.refusals.push(550);
    await sendDueMails(world.outbox);
    const onTheWay = anOrderAfter('travel.start');
    await world.store.orders.update('order1', (current) => ({ ...current!, job: onTheWay.job }));
    await putMailsOf(world.outbox, await marked(), SENDER);
    await sendDueMails(world.outbox);
    expect((await marked()).undelivered).toBeUndefined();
    expect(await found()).toMatchObject({ state: 'open' });
    expect(await mail()).toMatchObject({ state: 'failed' });
  });

  it('[C3.4] that got through after all is sent: mark and case go', async () => {
    const late = Promise.withResolvers<undefined>();
    const slow = sendDueMails({ ...world.outbox, mail: { send: () => late.promise } });
    await until(async () => (await mail())?.attempts === 1, 'the first attempt');
    world.clock.advance(3 * 60_000);
    world.refusals.push(550);
    await sendDueMails(world.outbox);
    expect((await marked()).undelivered).toHaveLength(1);
    late.resolve(undefined);
    await slow;
    expect(await mail()).toMatchObject({ state: 'sent', lastError: null });
    expect((await marked()).undelivered).toBeUndefined();
    expect(await found()).toMatchObject({ state: 'closed', closed: { reason: 'mail.sent' } });
  });
});

it('[C3.3] the whole server tells support by itself', async () => {
  const catcher = await aMailCatcher();
  catcher.refusals.push(550);
  const config = { smtpUrl: 'smtp://127.0.0.1' };
  const server = await startTestServer({ mail: catcher.mail as never, config });
  try {
    await server.store.orders.put({ ...anOrderAfterBooking(), dueAt: 9e15 });
    const opened = await until(() => server.store.cases.get<CaseDocument>(CASE), 'the case');
    expect(opened).toMatchObject({ kind: 'mail.failed', order: 'order1' });
    await until(
      async () => (await server.store.orders.get('order1'))?.undelivered !== undefined,
      'the mark'
    );
  } finally {
    await server.close();
    await catcher.close();
  }
});
