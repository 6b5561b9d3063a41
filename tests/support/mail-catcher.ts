import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { readConfig } from '../../sync-server/config/config.ts';
import { openMail, type Mail } from '../../sync-server/notify/mail.ts';
import { OPERATOR_ENVIRONMENT } from './operator-settings.ts';

/** A mail server that keeps what it is given. */
export interface MailCatcher {
  /** As the server under test sends to it. */
  mail: Mail;
  /** As SMTP_URL of a server of its own process. */
  url: string;
  received: Email[];
  /** To whom each was really sent. */
  recipients: string[][];
  /** SMTP codes to answer with before the usual "yes". */
  refusals: number[];
  close(): Promise<void>;
}

const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

export async function aMailCatcher(): Promise<MailCatcher> {
  const received: Email[] = [];
  const recipients: string[][] = [];
  const refusals: number[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const code = refusals.shift();
        if (code) return callback(Object.assign(new Error('no'), { responseCode: code }));
        void PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
          received.push(mail);
          recipients.push(session.envelope.rcptTo.map(({ address }) => address));
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
  const mail = openMail(read.config, SILENT as never, async () => 'Mila <support@mila.example>');
  return {
    mail,
    url: `smtp://127.0.0.1:${port}`,
    received,
    recipients,
    refusals,
    async close() {
      mail.close();
      await new Promise<void>((resolve) => smtp.close(resolve));
    }
  };
}
