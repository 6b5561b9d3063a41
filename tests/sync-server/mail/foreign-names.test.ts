import { describe, expect, it } from 'vitest';
import type { Order } from '#domain/order/order.ts';
import { LOCALES, MARKETS } from '#domain/policy/policy.ts';
import { DEMO_ISSUERS } from '../../../sync-server/config/operator.ts';
import { composeMail } from '../../../sync-server/mail/compose-mail.ts';
import { customerMails, type MailIntent } from '../../../sync-server/mail/customer-mails.ts';
import { composePersonalMail } from '../../../sync-server/mail/personal-mail.ts';
import { previewText } from '../../../sync-server/mail/preview-text.ts';
import { MAIL_KINDS } from '../../../sync-server/texts/mail-kinds.ts';
import { ourText } from '../../../sync-server/texts/mail-texts.ts';
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

  it.each(LOCALES)('about an account leaves names their letters, in %s', (locale) => {
    const mail = { locale, market: 'CH', occasion: 'x', to: 'a@b.de', path: '/' } as const;
    const facts = { passkey: 'Weißes Telefon', email: 'groß@example.org' };
    const kinds = ['passkey.added', 'email.changed'] as const;
    const texts = kinds.map(
      (kind) => composePersonalMail({ ...mail, kind, name: 'Jan Groß', facts }, SENDER).text
    );
    for (const text of texts) {
      expect(text).toContain('Jan Groß');
      expect(text).not.toMatch(/\p{Co}|Grüße/u);
    }
    expect(texts[0]).toContain('Weißes Telefon');
    expect(texts[1]).toContain('groß@example.org');
  });

  it('as its text is previewed leaves streets their letters', () => {
    const issuers = { CH: DEMO_ISSUERS.CH };
    const operator = { ...SENDER.operator, issuers };
    const sender = { ...SENDER, operator, textIn: ourText, now: NOW };
    const { text } = previewText('booked', 'de', ourText('booked', 'de'), sender);
    expect(text).toContain('Gartenstraße 12');
    expect(text).toContain('Freundliche Grüsse');
  });

  it('[T3.2] breaks a word that is wider than the page', () => {
    expect(mailTo('x'.repeat(800), 'Anna').html).toContain('overflow-wrap:anywhere');
  });
});
