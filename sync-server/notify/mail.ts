import type { FastifyBaseLogger } from 'fastify';
import { createTransport } from 'nodemailer';
import { cleanEmail, isEmail } from '#domain/text/email-address.ts';
import type { Config } from '../config/config.ts';

export interface MailMessage {
  to: string;
  subject: string;
  text: string;
  html?: string;
  /** The same mail sent again carries the same one, so that mail systems may see it. */
  messageId?: string;
  attachments?: { filename: string; contentType: string; content: Buffer | string }[];
}

export interface Mail {
  /** Resolves when the mail server has taken it. @throws when it did not: try again later. */
  send(message: MailMessage, signal?: AbortSignal): Promise<void>;
  close(): void;
}

/** Without SMTP_URL a mail goes nowhere but into the log and into `sent`, the newest first. */
export interface MailDrop extends Mail {
  sent: MailMessage[];
}

/** Of an order from before addresses were checked as the mail server reads them; final like a 553. */
class NoAddressError extends Error {
  readonly responseCode = 553;

  constructor() {
    super('no address that a mail goes to');
  }
}

const KEPT = 200;
/** A mail server that says nothing for so long is taken to be away. */
const PATIENCE = {
  dnsTimeout: 5_000,
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 20_000,
  socketCloseTimeout: 1_000
};
/** Also one that keeps saying a little; shorter than another process would wait (CLAIM_MS). */
const WHOLE_SEND_MS = 90_000;

/** @param sender where the settings name none: the support's address, which may change */
export function openMail(
  config: Config,
  log: FastifyBaseLogger,
  sender: () => Promise<string>
): Mail {
  if (!config.smtpUrl) return openMailDrop(log);
  const transport = createTransport(
    {
      url: config.smtpUrl,
      ...PATIENCE,
      disableFileAccess: true,
      disableUrlAccess: true
    },
    {}
  );
  const closed = new AbortController();
  return {
    async send(message, signal = closed.signal) {
      const address = cleanEmail(message.to);
      if (!isEmail(address)) throw new NoAddressError();
      // Handed over as an address and not as text: nothing in it is read as a name or a second one.
      await transport.sendMail({
        from: config.mailFrom ?? (await sender()),
        ...message,
        to: { name: '', address },
        signal: AbortSignal.any([signal, closed.signal, AbortSignal.timeout(WHOLE_SEND_MS)])
      });
    },
    close() {
      closed.abort();
      transport.close();
    }
  };
}

export function openMailDrop(log?: FastifyBaseLogger): MailDrop {
  const sent: MailMessage[] = [];
  return {
    sent,
    send(message) {
      sent.unshift(message);
      sent.length = Math.min(sent.length, KEPT);
      log?.info({ to: message.to, subject: message.subject }, 'mail kept, SMTP_URL is not set');
      return Promise.resolve();
    },
    close: () => undefined
  };
}
