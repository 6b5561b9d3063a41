import type { Email } from 'postal-mime';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { advanceOrder, startRound } from '#domain/order/advance-order.ts';
import { judge } from '../../support/judge.ts';
import type { Order } from '#domain/order/order.ts';
import { HOUR_MS, TIME_POLICY } from '#domain/policy/policy.ts';
import { billCompleted } from '../../../sync-server/billing/bill-completed.ts';
import { composeMail } from '../../../sync-server/mail/compose-mail.ts';
import { customerMails } from '../../../sync-server/mail/customer-mails.ts';
import { putMailsOf } from '../../../sync-server/mail/keep-mails.ts';
import { sendDueMails } from '../../../sync-server/mail/mail-outbox.ts';
import { DEMO_ISSUERS } from '../../../sync-server/config/operator.ts';
import { aDueOrder } from '../../support/billing-world.ts';
import { aCommand, anOrderAfter, NOW, RULES } from '../../support/builders.ts';
import {
  anOrderAfterBooking,
  openMailWorld,
  SENDER,
  type MailWorld
} from '../../support/mail-world.ts';
import { pdfText } from '../../support/pdf-text.ts';

let world: MailWorld;
beforeEach(async () => {
  world = await openMailWorld();
});
afterEach(() => world.close());

function toUmlauts(order: Order): Order {
  const customer = { ...order.job.customer, name: 'Jürgen Größwang', email: 'juergen@example.org' };
  return { ...order, job: { ...order.job, customer } };
}

async function mailOf({ outbox, received }: MailWorld, order: Order): Promise<Email> {
  await putMailsOf(outbox, order, SENDER);
  await sendDueMails(outbox);
  return received.at(-1)!;
}

describe('mails to the customer', () => {
  it('[R1.11] confirms the booking with the link to the order', async () => {
    const mail = await mailOf(world, toUmlauts(anOrderAfterBooking()));
    expect(mail.subject).toBe('Ihre Anfrage für Mittwoch, 10. Juni 2026: WLAN einrichten');
    expect(mail.from?.address).toBe('no-reply@mila.example');
    expect(mail.to?.[0]?.address).toBe('juergen@example.org');
    expect(mail.text).toContain('Guten Tag Jürgen Größwang,');
    expect(mail.text).toContain('Mittwoch, 10. Juni 2026, 09:00 Uhr');
    expect(mail.text).toContain('kostenlos bis Dienstag, 9. Juni 2026, 09:00 Uhr');
    expect(mail.text).toContain('https://mila.example/o/token1');
    expect(mail.html).toContain('Jürgen Größwang');
    expect(mail.html).toContain('href="https://mila.example/o/token1"');
  });

  it('[R11.2] says who was found and who is on the way, and when they arrive', async () => {
    const found = await mailOf(world, anOrderAfter('offer.accept'));
    expect(found.subject).toBe('Anna kommt am Mittwoch, 10. Juni 2026 zu Ihnen');
    expect(found.text).toContain('ruft Sie in den nächsten 12 Stunden an');
    const onTheWay = await mailOf(world, anOrderAfter('travel.start'));
    expect(onTheWay.subject).toBe('Anna ist unterwegs, Ankunft etwa 08:20 Uhr');
    expect(onTheWay.text).not.toContain('Muster');
  });

  it('[R16.3] brings the invoice as a PDF and asks for a rating', async () => {
    await world.store.orders.put(await aDueOrder('done'));
    await billCompleted(world.deps, 'done');
    const order = (await world.store.orders.get('done'))!;
    const mail = await mailOf(world, toUmlauts(order));
    expect(mail.subject).toBe('Ihre Rechnung CH-2026-000001 über CHF 83.90');
    expect(mail.text).toContain('Bewertung abgeben: https://mila.example/o/token-done');
    const [file] = mail.attachments;
    expect(file).toMatchObject({
      filename: 'Rechnung-CH-2026-000001.pdf',
      mimeType: 'application/pdf'
    });
    const pdf = Buffer.from(file!.content as ArrayBuffer);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdfText(pdf)[0]).toContain('CHF 83.90');
  });

  it('[R24.4] speaks English to those who do, and fetches nothing from anywhere', () => {
    const order = anOrderAfter('offer.accept');
    const customer = { ...order.job.customer, locale: 'en' as const, name: '<b>Rosa & Co' };
    const english = { ...order, job: { ...order.job, customer } };
    for (const intent of customerMails(english)) {
      const mail = composeMail(intent, english, { ...SENDER, now: NOW });
      expect(mail.text).toContain('Dear <b>Rosa & Co,');
      expect(mail.html).toContain('Dear &lt;b&gt;Rosa &amp; Co,');
      expect(mail.html).toContain('<html lang="en">');
      expect(mail.text).toContain('You can reach us at +49 30 1234567 or hilfe@mila.example.');
      expect(mail.html).toContain(`<br>${DEMO_ISSUERS.CH.name} · `);
      expect(mail.html).not.toMatch(/<(img|link|script|style|iframe)|url\(|src=/);
    }
  });

  it('cannot be given a header of its own by a name', () => {
    const order = anOrderAfter('offer.accept');
    const provider = { id: 'x', role: 'pro' as const, name: 'A\r\nBcc: all@example.org' };
    const evil = { ...order, job: { ...order.job, provider } };
    const [, found] = customerMails(evil);
    const mail = composeMail(found!, evil, { ...SENDER, now: NOW });
    expect(mail.subject).not.toMatch(/[\r\n]/);
  });
});

describe('which mails an order gives rise to', () => {
  const kinds = (order: Order) => customerMails(order).map((mail) => mail.kind);

  it.each([
    ['offer.accept', ['booked', 'helperFound']],
    ['appointment.confirm', ['booked', 'helperFound']],
    ['travel.start', ['onTheWay']],
    ['visit.arrive', []],
    ['job.complete', []]
  ] as const)('after %s: %j', (kind, expected) => {
    expect(kinds(anOrderAfter(kind))).toEqual(expected);
  });

  it('[R8.7] is a new mail when the next helper is found, and the same one else', () => {
    const order = anOrderAfter('offer.accept');
    const ids = (each: Order) => customerMails(each).map((mail) => mail.id);
    expect(ids(order)).toEqual(ids({ ...order, generation: 99 }));
    const acceptedAt = order.job.acceptedAt! + 1;
    const again = { ...order, job: { ...order.job, acceptedAt } };
    expect(ids(again)[0]).toBe(ids(order)[0]);
    expect(ids(again)[1]).not.toBe(ids(order)[1]);
  });

  it('[R9.22] is no new mail when a late proof brings the job back', () => {
    const order = anOrderAfter('offer.accept');
    const lapsedAt = NOW + TIME_POLICY.contactLimitMs + HOUR_MS;
    const out = startRound(advanceOrder(order, lapsedAt), [], lapsedAt);
    const called = aCommand('customer.contacted', order.job, { at: NOW + HOUR_MS });
    const decision = judge(out, called, RULES);
    if (decision.outcome !== 'applied') throw new Error(decision.code);
    const { next } = decision;
    expect(next.round).toBeGreaterThan(order.round);
    expect(customerMails(next)[1]).toMatchObject({ kind: 'helperFound' });
    expect(customerMails(next)[1]?.id).toBe(customerMails(order)[1]?.id);
  });

  it('is none without an address, nor for a cancelled order', () => {
    const order = anOrderAfter('offer.accept');
    const customer = { ...order.job.customer, email: '' };
    expect(kinds({ ...order, job: { ...order.job, customer } })).toEqual([]);
    expect(kinds({ ...order, job: { ...order.job, state: 'cancelled' } })).toEqual([]);
  });
});
