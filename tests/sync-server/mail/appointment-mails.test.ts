import { renderInvoicePdf } from '../../../sync-server/billing/pdf/render-invoice-pdf.ts';
import type { Email } from 'postal-mime';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { judge } from '../../support/judge.ts';
import type { Command, CommandKind } from '#domain/order/life-cycle/command.ts';
import type { Order } from '#domain/order/order.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { customerMails } from '../../../sync-server/mail/customer-mails.ts';
import { putMailsOf } from '../../../sync-server/mail/keep-mails.ts';
import { sendDueMails } from '../../../sync-server/mail/mail-outbox.ts';
import { DEMO_ISSUERS } from '../../../sync-server/config/operator.ts';
import { openBillingWorld, type BillingWorld } from '../../support/billing-world.ts';
import { aCommand, anOfferedOrder, anOrderAfter, NOW, RULES } from '../../support/builders.ts';
import { aMailCatcher, type MailCatcher } from '../../support/mail-catcher.ts';
import { listMails } from '../../../sync-server/mail/list-mails.ts';
import type { MailOutboxDeps } from '../../../sync-server/mail/mail-outbox-deps.ts';

const SENDER = {
  publicUrl: 'https://mila.example',
  operator: { issuers: DEMO_ISSUERS, support: { phone: '+49 30 1', email: 'hilfe@mila.example' } }
};
const SILENT = { warn: () => undefined, error: () => undefined };
/** Wednesday, 10 June, 9:00, moved to Thursday, 11 June, 9:00. */
const MOVED = NOW + 72 * HOUR_MS;
const CUSTOMER = { actor: { type: 'customer' } } as const;

let world: BillingWorld;
let catcher: MailCatcher;
let outbox: MailOutboxDeps;
beforeEach(async () => {
  world = await openBillingWorld();
  catcher = await aMailCatcher();
  const { store, clock } = world;
  outbox = {
    store,
    clock,
    mail: catcher.mail,
    host: 'mila.example',
    log: SILENT,
    changeOrder: world.deps.changeOrder,
    invoiceContent: renderInvoicePdf
  };
});
afterEach(async () => {
  await catcher.close();
  await world.close();
});

function after(order: Order, kind: CommandKind, fields: Partial<Command> = {}): Order {
  const decision = judge(order, aCommand(kind, order.job, fields), RULES);
  if (decision.outcome !== 'applied') throw new Error(decision.code);
  return decision.next;
}
const change = (order: Order, confirmedBy: 'phone' | 'link', startsAt = MOVED) =>
  after(order, 'appointment.change', {
    body: { startsAt, customerWish: 'lieber später', confirmedBy }
  });
const asked = () => change(anOrderAfter('customer.contacted'), 'link');
const cancelled = (order: Order, fields: Partial<Command>) =>
  after(order, 'order.cancel', { body: { reason: 'intern', cause: 'customer' }, ...fields });
const inEnglish = (order: Order): Order => {
  const customer = { ...order.job.customer, locale: 'en' as const };
  return { ...order, job: { ...order.job, customer } };
};

const kinds = (order: Order) => customerMails(order).map((mail) => mail.kind);
const idOf = (order: Order, kind: string) =>
  customerMails(order).find((mail) => mail.kind === kind)?.id;

async function mailOf(order: Order, subject: RegExp): Promise<Email> {
  await putMailsOf(outbox, order, SENDER);
  await sendDueMails(outbox);
  const found = catcher.received.filter((mail) => subject.test(mail.subject ?? ''));
  expect(found).toHaveLength(1);
  return found[0]!;
}

describe('mails about an appointment', () => {
  it('[R7.8] ask for the customer’s word where the new time waits for it', async () => {
    const mail = await mailOf(asked(), /^Passt/);
    expect(mail.subject).toBe(
      'Passt Ihnen der neue Termin am Donnerstag, 11. Juni 2026, 09:00 Uhr?'
    );
    expect(mail.text).toContain('Bisher: Mittwoch, 10. Juni 2026, 09:00 Uhr');
    expect(mail.text).toContain('Neu: Donnerstag, 11. Juni 2026, 09:00 Uhr');
    expect(mail.text).toContain('Neuen Termin bestätigen: https://mila.example/o/token1');
    expect(mail.html).toContain('href="https://mila.example/o/token1"');
  });

  it('[R7.9] say the new time of a visit that was moved on the phone', async () => {
    const mail = await mailOf(change(anOrderAfter('customer.contacted'), 'phone'), /^Neuer/);
    expect(mail.subject).toBe(
      'Neuer Termin am Donnerstag, 11. Juni 2026, 09:00 Uhr: WLAN einrichten'
    );
    expect(mail.text).toContain('Bisher: Mittwoch, 10. Juni 2026, 09:00 Uhr');
    expect(mail.text).toContain('Neu: Donnerstag, 11. Juni 2026, 09:00 Uhr');
    expect(mail.text).toContain('kostenlos bis Mittwoch, 10. Juni 2026, 09:00 Uhr');
  });

  it('[R7.9] say it as well once the customer has agreed by their link, and nothing where they have not', () => {
    expect(kinds(asked())).toEqual(['booked', 'helperFound', 'appointmentAsked']);
    const agreed = after(asked(), 'appointment.agree', CUSTOMER);
    expect(kinds(agreed)).toEqual(['appointmentMoved']);
    const rejected = after(asked(), 'appointment.reject', CUSTOMER);
    expect(kinds(rejected)).toEqual(['booked', 'helperFound']);
  });

  it('[R7.11] take the place of those that still name the earlier time', async () => {
    catcher.refusals.push(451, 451);
    const found = anOrderAfter('customer.contacted');
    await world.store.orders.put(found);
    await putMailsOf(outbox, found, SENDER);
    expect(await sendDueMails(outbox)).toBe(0);
    const moved = change(found, 'phone');
    await world.store.orders.update<Order>('order1', () => moved);
    await putMailsOf(outbox, moved, SENDER);
    world.clock.advance(60_000);
    await sendDueMails(outbox);
    expect(catcher.received.map((mail) => mail.subject?.slice(0, 12))).toEqual(['Neuer Termin']);
  });

  it('[R24.4] speak English to those who do', async () => {
    const ask = await mailOf(inEnglish(asked()), /^Does/);
    expect(ask.subject).toBe('Does Thursday, 11 June 2026, 09:00 suit you instead?');
    expect(ask.text).toContain(
      'Current: Wednesday, 10 June 2026, 09:00\nNew: Thursday, 11 June 2026'
    );
    const agreed = inEnglish(after(asked(), 'appointment.agree', CUSTOMER));
    expect((await mailOf(agreed, /^New appointment/)).text).toContain(
      'New: Thursday, 11 June 2026'
    );
    const off = await mailOf(inEnglish(cancelled(asked(), CUSTOMER)), /^Cancelled/);
    expect(off.subject).toBe('Cancelled: Set up Wi-Fi on Wednesday, 10 June 2026');
  });

  it('[R7.9] go out once for each change, and anew for the next one', async () => {
    const first = change(anOrderAfter('customer.contacted'), 'phone');
    const again = { ...first, generation: first.generation + 5 };
    expect(idOf(again, 'appointmentMoved')).toBe(idOf(first, 'appointmentMoved'));
    const second = change(first, 'phone', MOVED + HOUR_MS);
    expect(idOf(second, 'appointmentMoved')).not.toBe(idOf(first, 'appointmentMoved'));
    for (const order of [first, first, again, second, second]) {
      await putMailsOf(outbox, order, SENDER);
      await sendDueMails(outbox);
    }
    const moved = catcher.received.filter((mail) => mail.subject?.startsWith('Neuer Termin'));
    expect(moved.map((mail) => mail.subject?.slice(0, 54))).toEqual([
      'Neuer Termin am Donnerstag, 11. Juni 2026, 09:00 Uhr: ',
      'Neuer Termin am Donnerstag, 11. Juni 2026, 10:00 Uhr: '
    ]);
  });

  it('[R7.11] are not sent where the order has gone on before the mail server took them', async () => {
    catcher.refusals.push(...Array<number>(3).fill(451));
    const waiting = asked();
    await world.store.orders.put(waiting);
    await putMailsOf(outbox, waiting, SENDER);
    expect(await sendDueMails(outbox)).toBe(0);
    await world.store.orders.update<Order>('order1', (order) =>
      after(order!, 'appointment.reject', CUSTOMER)
    );
    world.clock.advance(60_000);
    expect(await sendDueMails(outbox)).toBe(2);
    expect(catcher.received.some((mail) => mail.subject?.startsWith('Passt'))).toBe(false);
    const mails = await listMails(world.store);
    expect(mails.find((mail) => mail.kind === 'appointmentAsked')?.state).toBe('expired');
  });
});

describe('the mail about a cancelled visit', () => {
  it('[R7.10] tells the customer what support has cancelled, and nothing that is only support’s', async () => {
    const order = cancelled(anOrderAfter('customer.contacted'), {
      actor: { type: 'support', id: 'sam' }
    });
    const mail = await mailOf(order, /^Storniert/);
    expect(mail.subject).toBe('Storniert: WLAN einrichten am Mittwoch, 10. Juni 2026');
    expect(mail.text).toContain('durch unseren Support storniert');
    expect(mail.text).toContain('Es entstehen Ihnen keine Kosten.');
    expect(mail.text).not.toContain('intern');
  });

  it('[R7.10] confirms to customers what they cancelled themselves, also before anybody had it', () => {
    const open = cancelled(anOfferedOrder(), CUSTOMER);
    expect(kinds(open)).toEqual(['cancelled']);
    expect(kinds(cancelled(anOrderAfter('offer.accept'), CUSTOMER))).toEqual(['cancelled']);
  });

  it('[R27.13] names the fee where it was late', async () => {
    const at = NOW + 40 * HOUR_MS;
    world.clock.set(at);
    const order = cancelled(anOrderAfter('appointment.confirm'), {
      actor: { type: 'support', id: 'sam' },
      at
    });
    const mail = await mailOf(order, /^Storniert/);
    expect(mail.text).toContain('berechnen wir CHF\u00a017.50');
    expect(mail.text).not.toContain('keine Kosten');
  });
});
