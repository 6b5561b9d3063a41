import { once } from 'node:events';
import net from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { putMailsOf } from '../../../sync-server/mail/keep-mails.ts';
import { newMailSending } from '../../../sync-server/mail/mail-sending.ts';
import { openMail, type MailMessage } from '../../../sync-server/notify/mail.ts';
import {
  anOrderAfterBooking,
  openMailWorld,
  SENDER,
  type MailWorld
} from '../../support/mail-world.ts';
import { startTestServer } from '../../support/test-server.ts';
import { until } from '../../support/until.ts';

let world: MailWorld;
beforeEach(async () => {
  world = await openMailWorld();
});
afterEach(() => world.close());

const never = () => new Promise<never>(() => undefined);
const orderNamed = (_id: string) => ({ ..._order, _id, token: `token-of-${_id}` });
const _order = anOrderAfterBooking();

describe('a mail that the mail server is silent about', () => {
  it('[S1.10] holds up no other order’s, and those of its own order stay in turn', async () => {
    const sent: string[] = [];
    const begun: string[] = [];
    const release = Promise.withResolvers<void>();
    const mail = {
      async send({ messageId }: MailMessage) {
        begun.push(messageId!);
        if (messageId!.includes('order-silent')) await release.promise;
        sent.push(messageId!);
      }
    };
    const outbox = { ...world.outbox, mail };
    const names = ['order-silent', ...Array.from({ length: 12 }, (_, at) => `order-${at}`)];
    for (const name of names) await putMailsOf(outbox, orderNamed(name), SENDER);
    let begins: Promise<unknown> = Promise.resolve();
    const sending = newMailSending(outbox, () => {
      begins = begins.then(() => sending.begin());
    });
    await sending.begin();
    await until(() => sent.length === 12);
    expect(sent.join()).not.toContain('order-silent');
    await sending.begin();
    expect(begun.filter((id) => id.includes('order-silent'))).toHaveLength(1);
    release.resolve();
    await sending.idle();
    await begins;
    expect(sent).toHaveLength(13);
  });
});

describe('closing', () => {
  it('[S1.9] ends within moments whatever the mail server does', async () => {
    const mail = { send: never, close: () => undefined };
    const settings = { smtpUrl: 'smtp://127.0.0.1:9' };
    const server = await startTestServer({ mail: mail as never, config: settings });
    const nothing = { changeOrder: never, invoiceContent: never };
    const outbox = { ...server.deps, mail, ...nothing, host: 'mila.example' };
    await putMailsOf(outbox, _order, SENDER);
    await server.deps.orderWork.writer.book(_order);
    await until(async () => {
      const [first] = await server.store.mails.withPrefix<{ _id: string; attempts: number }>(
        'mail:'
      );
      return first?.attempts === 1;
    });
    await server.app.close();
    await server.close();
  });

  it('[S1.9] cuts the line to a mail server that says nothing', async () => {
    const lines = new Set<net.Socket>();
    const silent = net.createServer((socket) => lines.add(socket)).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as net.AddressInfo;
    const config = {
      smtpUrl: `smtp://127.0.0.1:${port}`,
      mailFrom: 'Mila <no-reply@mila.example>'
    };
    const mail = openMail(config as never, undefined as never, async () => 'mila@mila.example');
    const sending = mail.send({ to: 'anna@example.org', subject: 'x', text: 'x' });
    const failed = expect(sending).rejects.toThrow();
    const [line] = await until(() => lines.size > 0 && [...lines]);
    line!.resume();
    const ended = once(line!, 'close');
    mail.close();
    await failed;
    await ended;
    silent.close();
  });
});
