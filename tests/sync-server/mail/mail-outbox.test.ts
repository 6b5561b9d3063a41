import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { putMailsOf } from '../../../sync-server/mail/keep-mails.ts';
import { sendDueMails } from '../../../sync-server/mail/mail-outbox.ts';
import { anOrderAfter, NOW } from '../../support/builders.ts';
import {
  anOrderAfterBooking,
  openMailWorld,
  SENDER,
  type MailWorld
} from '../../support/mail-world.ts';
import { listMails } from '../../../sync-server/mail/list-mails.ts';
import type { MailDocument } from '../../../sync-server/mail/mail-document.ts';
import type { MailOutboxDeps } from '../../../sync-server/mail/mail-outbox-deps.ts';

let world: MailWorld;
beforeEach(async () => {
  world = await openMailWorld();
});
afterEach(() => world.close());

describe('the outbox', () => {
  const stored = async () =>
    (await world.store.mails.withPrefix<MailDocument>('mail:')).find(
      (each) => each.kind === 'booked'
    )!;

  it('[R1.11] sends a mail once, whoever tries and however often', async () => {
    const order = anOrderAfterBooking();
    const other = {
      ...world.outbox,
      store: (await world.otherProcess()).store as MailOutboxDeps['store']
    };
    await Promise.all([putMailsOf(world.outbox, order, SENDER), putMailsOf(other, order, SENDER)]);
    const counts = await Promise.all([
      sendDueMails(world.outbox),
      sendDueMails(other),
      sendDueMails(world.outbox)
    ]);
    expect(counts.reduce((sum, count) => sum + count)).toBe(1);
    expect(world.received).toHaveLength(1);
    expect(await stored()).toMatchObject({ state: 'sent', attempts: 1, sentAt: world.clock.now() });
  });

  it('tries again after a pause, with the same Message-ID', async () => {
    world.refusals.push(451);
    await putMailsOf(world.outbox, anOrderAfterBooking(), SENDER);
    expect(await sendDueMails(world.outbox)).toBe(0);
    expect(await stored()).toMatchObject({ state: 'waiting', attempts: 1 });
    expect(await sendDueMails(world.outbox)).toBe(0);
    world.clock.advance(60_000);
    expect(await sendDueMails(world.outbox)).toBe(1);
    expect(world.received[0]?.messageId).toBe('<mail%3Aorder1%3Abooked@mila.example>');
  });

  it('gives up where the mail server refuses for good', async () => {
    world.refusals.push(550);
    await putMailsOf(world.outbox, anOrderAfterBooking(), SENDER);
    await sendDueMails(world.outbox);
    world.clock.advance(24 * 3_600_000);
    expect(await sendDueMails(world.outbox)).toBe(0);
    expect(await stored()).toMatchObject({ state: 'failed', attempts: 1 });
  });

  it('[R7.11] does not send what comes too late to help', async () => {
    await putMailsOf(world.outbox, anOrderAfter('travel.start'), SENDER);
    world.clock.set(NOW + 30 * 24 * 3_600_000);
    expect(await sendDueMails(world.outbox)).toBe(0);
    const [mail] = await listMails(world.store);
    expect(mail).toMatchObject({ kind: 'onTheWay', state: 'expired' });
  });

  it('keeps mails to be read where there is no mail server, the newest first', async () => {
    const kept = { ...world.outbox, mail: null };
    await putMailsOf(kept, anOrderAfterBooking(), SENDER);
    world.clock.advance(1_000);
    await putMailsOf(kept, anOrderAfter('travel.start'), SENDER);
    expect(await sendDueMails(kept)).toBe(0);
    const mails = await listMails(world.store);
    expect(mails.map((mail) => [mail.kind, mail.state])).toEqual([
      ['onTheWay', 'kept'],
      ['booked', 'kept']
    ]);
    expect(world.received).toEqual([]);
  });
});
