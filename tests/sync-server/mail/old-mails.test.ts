import { renderInvoicePdf } from '../../../sync-server/billing/pdf/render-invoice-pdf.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TIME_POLICY } from '#domain/policy/policy.ts';
import { clearOldMails } from '../../../sync-server/mail/clear-old-mails.ts';
import { putMailsOf } from '../../../sync-server/mail/keep-mails.ts';
import { sendDueMails } from '../../../sync-server/mail/mail-outbox.ts';
import { openMailDrop } from '../../../sync-server/notify/mail.ts';
import { DEMO_ISSUERS } from '../../../sync-server/config/operator.ts';
import { openBillingWorld, type BillingWorld } from '../../support/billing-world.ts';
import { anOrderAfter } from '../../support/builders.ts';
import { listMails } from '../../../sync-server/mail/list-mails.ts';
import type { MailDocument } from '../../../sync-server/mail/mail-document.ts';
import type { MailOutboxDeps } from '../../../sync-server/mail/mail-outbox-deps.ts';

const SENDER = {
  publicUrl: 'https://mila.example',
  operator: { issuers: DEMO_ISSUERS, support: { phone: '+49 30 1', email: 'hilfe@mila.example' } }
};
const SILENT = { warn: () => undefined, error: () => undefined };

let world: BillingWorld;
let outbox: MailOutboxDeps;
beforeEach(async () => {
  world = await openBillingWorld();
  const { store, clock } = world;
  outbox = {
    store,
    clock,
    mail: openMailDrop(),
    host: 'mila.example',
    log: SILENT,
    changeOrder: world.deps.changeOrder,
    invoiceContent: renderInvoicePdf
  };
});
afterEach(() => world.close());

const ORDER = anOrderAfter('offer.accept');
const texts = async () => JSON.stringify(await listMails(world.store));

describe('the mails of long ago', () => {
  it('[C3.1] keep that they were sent, and neither address nor text', async () => {
    await putMailsOf(outbox, ORDER, SENDER);
    await sendDueMails(outbox);
    const sentAt = world.clock.now();
    world.clock.advance(TIME_POLICY.contactKeptMs);
    expect(await clearOldMails(outbox)).toBe(0);
    expect(await texts()).toContain('rosa@example.org');
    world.clock.advance(1);
    expect(await clearOldMails(outbox)).toBe(2);
    expect(await clearOldMails(outbox)).toBe(0);
    for (const word of ['rosa@example.org', 'Rosa', 'WLAN', 'token1']) {
      expect(await texts()).not.toContain(word);
    }
    for (const mail of await listMails(world.store)) {
      expect(mail).toMatchObject({ state: 'sent', sentAt, order: 'order1', to: '' });
    }
  });

  it('[C3.2] are not written a second time', async () => {
    await putMailsOf(outbox, ORDER, SENDER);
    await sendDueMails(outbox);
    world.clock.advance(TIME_POLICY.contactKeptMs + 1);
    await clearOldMails(outbox);
    await putMailsOf(outbox, ORDER, SENDER);
    expect(await sendDueMails(outbox)).toBe(0);
    expect(await texts()).not.toContain('rosa@example.org');
  });

  it('[C3.1] are cleared whatever became of them, also where a crash came before the mark', async () => {
    await putMailsOf(outbox, ORDER, SENDER);
    world.clock.advance(TIME_POLICY.contactKeptMs + 1);
    expect(await clearOldMails(outbox)).toBe(2);
    const [mail] = await listMails(world.store);
    expect(mail).toMatchObject({ state: 'expired', text: '' });
    const { _id, _rev } = (await world.store.mails.get('mails-cleared'))!;
    await world.store.mails.remove(_id, _rev);
    await world.store.mails.update<MailDocument>(mail!._id, (current) => ({
      ...current!,
      to: 'rosa@example.org'
    }));
    expect(await clearOldMails(outbox)).toBe(1);
  });

  it('leave those of yesterday alone, and come to them in their time', async () => {
    await putMailsOf(outbox, ORDER, SENDER);
    world.clock.advance(TIME_POLICY.contactKeptMs + 1);
    await putMailsOf(outbox, { ...ORDER, _id: 'order2' }, SENDER);
    expect(await clearOldMails(outbox)).toBe(2);
    expect(await texts()).toContain('rosa@example.org');
    world.clock.advance(TIME_POLICY.contactKeptMs);
    await clearOldMails(outbox);
    world.clock.advance(1);
    await clearOldMails(outbox);
    expect(await texts()).not.toContain('rosa@example.org');
  });
});
