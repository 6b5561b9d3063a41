import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Order } from '#domain/order/order.ts';
import { billCompleted } from '../../sync-server/billing/bill-completed.ts';
import { readConfig } from '../../sync-server/config.ts';
import { composeMail } from '../../sync-server/mail/compose-mail.ts';
import { customerMails } from '../../sync-server/mail/customer-mails.ts';
import { putMailsOf } from '../../sync-server/mail/keep-mails.ts';
import { DEMO_ISSUERS } from '../../sync-server/operator/operator.ts';
import {
  listMails,
  sendDueMails,
  type MailDocument,
  type MailOutboxDeps
} from '../../sync-server/mail/mail-outbox.ts';
import { openMail } from '../../sync-server/notify/mail.ts';
import { OPERATOR_ENVIRONMENT } from '../support/operator-settings.ts';
import { aDueOrder, openBillingWorld, type BillingWorld } from '../support/billing-world.ts';
import { anOrderAfter, NOW } from '../support/builders.ts';
import { pdfText } from '../support/pdf-text.ts';

const SENDER = {
  publicUrl: 'https://mila.example',
  operator: {
    issuers: DEMO_ISSUERS,
    support: { phone: '+49 30 1234567', email: 'hilfe@mila.example' }
  }
};
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

let world: BillingWorld;
let smtp: SMTPServer;
let received: Email[];
/** SMTP codes to answer with before the usual "yes". */
let refusals: number[];
let outbox: MailOutboxDeps;
let closeMail: () => void;

beforeEach(async () => {
  world = await openBillingWorld();
  received = [];
  refusals = [];
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const code = refusals.shift();
        if (code) return callback(Object.assign(new Error('no'), { responseCode: code }));
        void PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
          received.push(mail);
          callback();
        });
      });
    }
  });
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  const { port } = smtp.server.address() as AddressInfo;
  const read = readConfig({
    ...OPERATOR_ENVIRONMENT,
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    MAIL_FROM: 'Mila Onsite <no-reply@mila.example>'
  });
  if (!read.ok) throw new Error(read.message);
  const mail = openMail(read.config, SILENT as never);
  closeMail = () => mail.close();
  outbox = { store: world.store, clock: world.clock, mail, host: 'mila.example', log: SILENT };
});
afterEach(async () => {
  closeMail();
  await new Promise<void>((resolve) => smtp.close(resolve));
  await world.close();
});

function toUmlauts(order: Order): Order {
  const customer = { ...order.job.customer, name: 'Jürgen Größwang', email: 'juergen@example.org' };
  return { ...order, job: { ...order.job, customer } };
}

async function mailOf(order: Order): Promise<Email> {
  await putMailsOf(outbox, order, SENDER);
  await sendDueMails(outbox);
  return received.at(-1)!;
}

describe('mails to the customer', () => {
  it('[R1] confirms the booking with the link to the order', async () => {
    const mail = await mailOf(toUmlauts(anOrderAfterBooking()));
    expect(mail.subject).toBe('Ihr Termin am Mittwoch, 10. Juni 2026: WLAN einrichten');
    expect(mail.from?.address).toBe('no-reply@mila.example');
    expect(mail.to?.[0]?.address).toBe('juergen@example.org');
    expect(mail.text).toContain('Guten Tag Jürgen Größwang,');
    expect(mail.text).toContain('Mittwoch, 10. Juni 2026, 09:00 Uhr');
    expect(mail.text).toContain('kostenlos bis Dienstag, 9. Juni 2026, 09:00 Uhr');
    expect(mail.text).toContain('https://mila.example/o/token1');
    expect(mail.html).toContain('Jürgen Größwang');
    expect(mail.html).toContain('href="https://mila.example/o/token1"');
  });

  it('says who was found and who is on the way, and when they arrive (R11)', async () => {
    const found = await mailOf(anOrderAfter('offer.accept'));
    expect(found.subject).toBe('Anna kommt am Mittwoch, 10. Juni 2026 zu Ihnen');
    expect(found.text).toContain('ruft Sie in den nächsten 12 Stunden an');
    const onTheWay = await mailOf(anOrderAfter('travel.start'));
    expect(onTheWay.subject).toBe('Anna ist unterwegs, Ankunft etwa 08:20 Uhr');
    expect(onTheWay.text).not.toContain('Muster');
  });

  it('[R15] [R16] brings the invoice as a PDF and asks for a rating', async () => {
    await world.store.orders.put(await aDueOrder('done'));
    await billCompleted(world.deps, 'done');
    const order = (await world.store.orders.get('done'))!;
    const mail = await mailOf(toUmlauts(order));
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

  it('speaks English to those who do, and fetches nothing from anywhere', () => {
    const order = anOrderAfter('offer.accept');
    const customer = { ...order.job.customer, locale: 'en' as const, name: '<b>Rosa & Co' };
    const english = { ...order, job: { ...order.job, customer } };
    for (const intent of customerMails(english)) {
      const mail = composeMail(intent, english, { ...SENDER, now: NOW });
      expect(mail.text).toContain('Dear <b>Rosa & Co,');
      expect(mail.html).toContain('Dear &lt;b&gt;Rosa &amp; Co,');
      expect(mail.html).toContain('<html lang="en">');
      expect(mail.text).toContain('You reach us at +49 30 1234567 and hilfe@mila.example.');
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

  it('[R8] is a new mail when the next helper is found, and the same one else', () => {
    const order = anOrderAfter('offer.accept');
    const ids = (each: Order) => customerMails(each).map((mail) => mail.id);
    expect(ids(order)).toEqual(ids({ ...order, generation: 99 }));
    const again = { ...order, round: order.round + 1 };
    expect(ids(again)[0]).toBe(ids(order)[0]);
    expect(ids(again)[1]).not.toBe(ids(order)[1]);
  });

  it('is none without an address, nor for a cancelled order', () => {
    const order = anOrderAfter('offer.accept');
    const customer = { ...order.job.customer, email: '' };
    expect(kinds({ ...order, job: { ...order.job, customer } })).toEqual([]);
    expect(kinds({ ...order, job: { ...order.job, state: 'cancelled' } })).toEqual([]);
  });
});

describe('the outbox', () => {
  const stored = async () =>
    (await world.store.mails.withPrefix<MailDocument>('mail:')).find(
      (each) => each.kind === 'booked'
    )!;

  it('sends a mail once, whoever tries and however often', async () => {
    const order = anOrderAfterBooking();
    const other = { ...outbox, store: (await world.otherProcess()).store as typeof outbox.store };
    await Promise.all([putMailsOf(outbox, order, SENDER), putMailsOf(other, order, SENDER)]);
    const counts = await Promise.all([
      sendDueMails(outbox),
      sendDueMails(other),
      sendDueMails(outbox)
    ]);
    expect(counts.reduce((sum, count) => sum + count)).toBe(1);
    expect(received).toHaveLength(1);
    expect(await stored()).toMatchObject({ state: 'sent', attempts: 1, sentAt: world.clock.now() });
  });

  it('tries again after a pause, with the same Message-ID', async () => {
    refusals.push(451);
    await putMailsOf(outbox, anOrderAfterBooking(), SENDER);
    expect(await sendDueMails(outbox)).toBe(0);
    expect(await stored()).toMatchObject({ state: 'waiting', attempts: 1 });
    expect(await sendDueMails(outbox)).toBe(0);
    world.clock.advance(60_000);
    expect(await sendDueMails(outbox)).toBe(1);
    expect(received[0]?.messageId).toBe('<mail%3Aorder1%3Abooked@mila.example>');
  });

  it('gives up where the mail server refuses for good', async () => {
    refusals.push(550);
    await putMailsOf(outbox, anOrderAfterBooking(), SENDER);
    await sendDueMails(outbox);
    world.clock.advance(24 * 3_600_000);
    expect(await sendDueMails(outbox)).toBe(0);
    expect(await stored()).toMatchObject({ state: 'failed', attempts: 1 });
  });

  it('does not send what comes too late to help', async () => {
    await putMailsOf(outbox, anOrderAfter('travel.start'), SENDER);
    world.clock.set(NOW + 30 * 24 * 3_600_000);
    expect(await sendDueMails(outbox)).toBe(0);
    const [mail] = await listMails(world.store);
    expect(mail).toMatchObject({ kind: 'onTheWay', state: 'expired' });
  });

  it('keeps mails to be read where there is no mail server, the newest first', async () => {
    const kept = { ...outbox, mail: null };
    await putMailsOf(kept, anOrderAfterBooking(), SENDER);
    world.clock.advance(1_000);
    await putMailsOf(kept, anOrderAfter('travel.start'), SENDER);
    expect(await sendDueMails(kept)).toBe(0);
    const mails = await listMails(world.store);
    expect(mails.map((mail) => [mail.kind, mail.state])).toEqual([
      ['onTheWay', 'kept'],
      ['booked', 'kept']
    ]);
    expect(received).toEqual([]);
  });
});

function anOrderAfterBooking(): Order {
  const order = anOrderAfter('offer.accept');
  return { ...order, job: { ...order.job, state: 'offered', provider: null } };
}
