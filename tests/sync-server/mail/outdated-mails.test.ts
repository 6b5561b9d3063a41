import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Order } from '#domain/order/order.ts';
import { TIME_POLICY } from '#domain/policy/policy.ts';
import { clearOldMails } from '../../../sync-server/mail/clear-old-mails.ts';
import { putMailsOf } from '../../../sync-server/mail/keep-mails.ts';
import { sendDueMails } from '../../../sync-server/mail/mail-outbox.ts';
import { StoreUnavailable } from '../../../sync-server/store/store-unavailable.ts';
import { anOrderAfter, NOW } from '../../support/builders.ts';
import { openMailWorld, SENDER, type MailWorld } from '../../support/mail-world.ts';
import type { MailDocument } from '../../../sync-server/mail/mail-document.ts';
import type { MailOutboxDeps } from '../../../sync-server/mail/mail-outbox-deps.ts';

const MINUTE = 60_000;
const FOUND = anOrderAfter('customer.contacted');
/** A limit has taken the job back; a late proof makes it `FOUND` again. */
const LAPSED: Order = { ...FOUND, job: { ...FOUND.job, state: 'offered', provider: null } };

let world: MailWorld;
let otherStore: MailOutboxDeps['store'];
beforeEach(async () => {
  world = await openMailWorld();
  otherStore = (await world.otherProcess()).store as MailOutboxDeps['store'];
  await world.store.orders.put(FOUND);
});
afterEach(() => world.close());

/** The order as it now is, and what follows it. */
async function becomes(order: Order, outbox = world.outbox): Promise<void> {
  await world.store.orders.update<Order>('order1', () => order);
  await putMailsOf(outbox, order, SENDER);
}

const helperFound = async () =>
  (await world.store.mails.withPrefix<MailDocument>('mail:')).find(
    (each) => each.kind === 'helperFound'
  )!;
const toldWhoComes = () => world.received.filter((mail) => mail.subject?.startsWith('Anna')).length;

/** The mail server is away; the job lapses, and the mail about its helper is given up. */
async function expireUnsent() {
  world.refusals.push(451, 451);
  await becomes(FOUND);
  await sendDueMails(world.outbox);
  await becomes(LAPSED);
  world.clock.advance(MINUTE);
  await sendDueMails(world.outbox);
  expect(await helperFound()).toMatchObject({ state: 'expired', attempts: 1 });
}

describe('a mail that was given up unsent because the order had gone on', () => {
  it('[R7.12] is sent after all when a late proof brings the order back, once', async () => {
    await expireUnsent();
    await becomes(FOUND);
    await becomes({ ...FOUND, generation: FOUND.generation + 1 });
    expect(await helperFound()).toMatchObject({ state: 'waiting', lastError: null });
    await sendDueMails(world.outbox);
    await becomes(FOUND);
    await sendDueMails(world.outbox);
    expect(await helperFound()).toMatchObject({ state: 'sent' });
    expect(toldWhoComes()).toBe(1);
  });

  it('[R7.12] is sent once as well where two processes bring it back', async () => {
    await expireUnsent();
    const other = { ...world.outbox, store: otherStore };
    await Promise.all([becomes(FOUND), becomes(FOUND, other)]);
    await Promise.all([sendDueMails(world.outbox), sendDueMails(other)]);
    expect(toldWhoComes()).toBe(1);
  });

  it('[R7.12] is not given up by who has read the order before it came back', async () => {
    world.refusals.push(451, 451);
    await becomes(FOUND);
    await sendDueMails(world.outbox);
    world.clock.advance(MINUTE);
    let reads = 0;
    const orders = {
      get: async () => {
        if (reads++ > 0) return FOUND;
        await becomes(FOUND, { ...world.outbox, store: otherStore });
        return LAPSED;
      }
    } as unknown as MailOutboxDeps['store']['orders'];
    await world.store.mails.update<MailDocument>((await bookedId())!, (mail) => ({
      ...mail!,
      nextAttemptAt: NOW * 2
    }));
    const { mails, ledger, cases } = world.store;
    await sendDueMails({ ...world.outbox, store: { mails, ledger, orders, cases } });
    expect(await helperFound()).toMatchObject({ state: 'sent' });
  });

  it('[R7.13] stays given up where its time has passed', async () => {
    await expireUnsent();
    world.clock.set(FOUND.job.appointment.startsAt + 1);
    await becomes(FOUND);
    expect(await helperFound()).toMatchObject({ state: 'expired' });
  });

  it('[R7.13] stays given up where it may be out: its sending was cut off', async () => {
    await becomes(FOUND);
    const { send } = world.outbox.mail!;
    const killed: MailOutboxDeps['mail'] = {
      async send(message) {
        await send(message);
        throw new StoreUnavailable('killed');
      }
    };
    while (toldWhoComes() === 0) {
      await sendDueMails({ ...world.outbox, mail: killed }).catch(() => undefined);
    }
    await becomes(LAPSED);
    world.clock.advance(5 * MINUTE);
    await sendDueMails(world.outbox);
    expect(await helperFound()).toMatchObject({ state: 'expired', sentAt: null });
    await becomes(FOUND);
    await sendDueMails(world.outbox);
    expect(await helperFound()).toMatchObject({ state: 'expired' });
    expect(toldWhoComes()).toBe(1);
  });

  it('[R7.13, C3.2] is not written again once address and text have gone', async () => {
    await expireUnsent();
    world.clock.advance(TIME_POLICY.contactKeptMs + 1);
    await clearOldMails(world.outbox);
    world.clock.set(NOW);
    await becomes(FOUND);
    expect(await helperFound()).toMatchObject({ state: 'expired', to: '', text: '' });
  });
});

async function bookedId(): Promise<string | undefined> {
  const mails = await world.store.mails.withPrefix<MailDocument>('mail:');
  return mails.find((each) => each.kind === 'booked')?._id;
}
