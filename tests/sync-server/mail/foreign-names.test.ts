import { describe, expect, it } from 'vitest';
import type { Order } from '#domain/order/order.ts';
import { LOCALES, MARKETS } from '#domain/policy/policy.ts';
import { composeMail } from '../../../sync-server/mail/compose-mail.ts';
import {
  customerMails,
  MAIL_KINDS,
  type MailIntent
} from '../../../sync-server/mail/customer-mails.ts';
import { anOrderAfter, NOW } from '../../support/builders.ts';
import { SENDER } from '../../support/mail-world.ts';

function mailTo(name: string, helper: string) {
  const order = anOrderAfter('offer.accept');
  const { customer, provider } = order.job;
  const job = {
    ...order.job,
    customer: { ...customer, name },
    provider: { ...provider!, name: helper }
  };
  const named: Order = { ...order, job };
  const intent = customerMails(named).find(({ kind }) => kind === 'helperFound')!;
  return composeMail(intent, named, { ...SENDER, now: NOW });
}

describe('[T3.1] a mail', () => {
  it('shuts names off that are written from the right', () => {
    const { subject, text, html } = mailTo('יעל כהן', 'محمد الأحمد');
    expect(text).toContain('Guten Tag \u2068יעל כהן\u2069,');
    expect(html).toContain('Guten Tag \u2068יעל כהן\u2069,');
    expect(subject).toContain('\u2068محمد\u2069 kommt am');
  });

  it('has no mark of direction of somebody else', () => {
    const { subject, text, html } = mailTo('Rosa\u202e rellek', 'Anna\u202e\u2066');
    expect(`${subject}${text}${html}`).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    expect(text).toContain('Guten Tag Rosa rellek,');
  });

  it.each(MAIL_KINDS.flatMap((kind) => LOCALES.map((locale) => [kind, locale] as const)))(
    '%s in %s leaves names and streets their letters',
    (kind, locale) => {
      for (const market of MARKETS) {
        const { job, ...order } = anOrderAfter('offer.accept');
        const { customer, provider, place } = job;
        const named: Order['job'] = {
          ...job,
          market,
          customer: { ...customer, name: 'Jan Groß' },
          provider: { ...provider!, name: 'Heiß Weiß' },
          place: { ...place, street: 'Hauptstraße', city: 'Gießen' }
        };
        const intent = { id: 'x', kind, locale, to: customer.email } as unknown as MailIntent;
        const made = composeMail(intent, { ...order, job: named }, { ...SENDER, now: NOW });
        const { subject, text, html } = made;
        expect(`${subject}${text}${html}`).not.toMatch(/\p{Co}/u);
        expect(text).toContain('Jan Groß');
      }
    }
  );

  it('[T3.2] breaks a word that is wider than the page', () => {
    expect(mailTo('x'.repeat(800), 'Anna').html).toContain('overflow-wrap:anywhere');
  });
});
