// Mails that are about somebody's account or application, not about an order. They go through the
// same outbox as customers' mails: written once under the id of their occasion, tried until sent.
// What opens an account stands only in the mail itself: support never sees it, and once it is sent
// the store has it no more.
import { NEVER } from '#domain/order/order.ts';
import {
  keepSpelling,
  LANGUAGES,
  MARKET_POLICY,
  spelled,
  type Locale,
  type Market
} from '#domain/policy/policy.ts';
import { isolated } from '#domain/text/foreign-text.ts';
import { mailedName } from '#domain/text/mailed-text.ts';
import type { Deps } from '../deps.ts';
import { createOnce } from '../store/create-once.ts';
import { framed, type ComposedMail, type MailSender } from './compose-mail.ts';
import type { MailDocument } from './mail-document.ts';
import type { PersonalMailFacts, PersonalMailKind } from '../texts/personal-mail-kinds.ts';
import { fillText } from '../texts/fill.ts';
import { ourText } from '../texts/mail-texts.ts';
import { personalVariables } from '../texts/variables.ts';

export interface PersonalMail {
  kind: PersonalMailKind;
  /** Same occasion, same mail: written once. */
  occasion: string;
  to: string;
  name: string;
  locale: Locale;
  market: Market;
  /** Where its button leads, below the server's own address. */
  path: string;
  facts?: Partial<PersonalMailFacts>;
  /** Its link opens something. */
  isPrivate?: boolean;
  /** ms of server time; not sent later than that. */
  notAfter?: number;
}

/** Event of `deps.events`: something waits to be sent. */
export const MAILS_WAIT = 'mails-wait';

type PutDeps = Pick<Deps, 'store' | 'clock' | 'config' | 'business' | 'mailTexts' | 'events'>;

export async function putPersonalMail(
  { store, clock, config, business, mailTexts, events }: PutDeps,
  mail: PersonalMail
): Promise<void> {
  const { publicUrl, smtpUrl } = config;
  const operator = await business.current();
  const textIn = await mailTexts.current();
  const now = clock.now();
  await createOnce<MailDocument>(store.mails, {
    _id: `mail:person:${mail.occasion}:${mail.kind}`,
    type: 'mail',
    kind: mail.kind,
    order: '',
    to: mail.to,
    ...composePersonalMail(mail, { publicUrl, operator, textIn }),
    attachesInvoice: false,
    ...(mail.isPrivate && { isPrivate: true }),
    state: smtpUrl ? 'waiting' : 'kept',
    createdAt: now,
    notAfter: mail.notAfter ?? null,
    ...{ attempts: 0, openAttempts: 0, lastError: null, sentAt: null },
    nextAttemptAt: smtpUrl ? now : NEVER
  });
  events.publish(MAILS_WAIT);
}

const NO_FACTS: PersonalMailFacts = {
  ...{ reason: '', items: [], paper: '', day: '', days: 0, skill: '', level: 0, isNeeded: false },
  ...{ passkey: '', email: '', hours: 0, minutes: 0 }
};

export function composePersonalMail(
  { kind, name, locale, market, path, facts }: PersonalMail,
  { publicUrl, operator, textIn = ourText }: MailSender
): ComposedMail {
  const variety = locale === 'de' ? MARKET_POLICY[market].german : 'DE';
  const known = { ...NO_FACTS, ...facts };
  const variables = personalVariables(
    kind,
    {
      ...known,
      reason: known.reason && isolated(known.reason),
      items: known.items.map((item) => isolated(item)),
      passkey: keepSpelling(known.passkey),
      email: keepSpelling(known.email)
    },
    locale
  );
  return framed(fillText(textIn(kind, locale), variables), {
    ...{ locale, textIn, support: operator.support, footer: 'frame.helperFooter' },
    say: (words) => spelled(words, variety),
    // What somebody is called keeps its letters.
    name: keepSpelling(mailedName(name)),
    link: `${publicUrl}${path}`,
    // Whoever applies may be written to before the company of the market is told.
    issuer: operator.issuers[market]
  });
}

/** "Freitag, 4. Dezember 2026". */
export function mailedDay(day: string, locale: Locale, market: Market): string {
  const form = new Intl.DateTimeFormat(LANGUAGES[locale].days(market), {
    ...{ dateStyle: 'full', timeZone: 'UTC' }
  });
  return form.format(Date.parse(`${day}T00:00:00Z`));
}
