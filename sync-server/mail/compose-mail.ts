// From an occasion to subject, plain text and HTML. The HTML fetches nothing: no picture, no font,
// no pixel that reports home.
import type { Issuer } from '#domain/billing/invoice.ts';
import { billOf, type Bill } from '#domain/billing/bill.ts';
import { localText } from '#domain/catalog/service-package.ts';
import { isolated } from '#domain/text/foreign-text.ts';
import { mailedName, mailedPlace } from '#domain/text/mailed-text.ts';
import { waitingChange } from '#domain/order/life-cycle/guards.ts';
import type { Job } from '#domain/order/job.ts';
import type { Order } from '#domain/order/order.ts';
import {
  HOUR_MS,
  keepSpelling,
  LANGUAGES,
  MARKET_POLICY,
  MINUTE_MS,
  spelled,
  TIME_POLICY,
  type Locale
} from '#domain/policy/policy.ts';
import { paymentTermDays } from '#domain/order/limits.ts';
import { priceLines, priceTotals } from '#domain/price/price.ts';
import { invoiceFormat } from '../billing/pdf/invoice-format.ts';
import type { Operator } from '../config/operator.ts';
import { freeCancelNote, lastMove, type MailIntent } from './customer-mails.ts';
import type { MailFacts } from '../texts/mail-facts.ts';
import { fillText, type FilledText } from '../texts/fill.ts';
import { ourText, type TextIn } from '../texts/mail-texts.ts';
import type { FrameText, Variables } from '../texts/text-kinds.ts';
import { customerVariables } from '../texts/variables.ts';
import { customerTextOf } from './text-of-mail.ts';

const FEE_FOR: Record<Bill['kind'], MailFacts['feeFor']> = {
  completion: null,
  visitFee: 'journey',
  cancellation: 'cancellation'
};

export interface ComposedMail {
  subject: string;
  text: string;
  html: string;
}

/** Who writes, and where the links lead. */
export interface MailSender {
  publicUrl: string;
  operator: Pick<Operator, 'issuers' | 'support'>;
  /** Left out: ours. */
  textIn?: TextIn;
}

export function composeMail(
  intent: MailIntent,
  order: Order,
  { publicUrl, now, operator, textIn = ourText }: MailSender & { now: number }
): ComposedMail {
  const { locale } = intent;
  const facts = mailFacts(order, intent, now);
  // What was kept for the spelling comes back in every language.
  const variety = locale === 'de' ? MARKET_POLICY[order.job.market].german : 'DE';
  const say = (words: string) => spelled(words, variety);
  const text = textIn(customerTextOf(intent.kind, facts), locale);
  const filled = fillText(text, customerVariables(withNamesKept(facts), locale));
  return framed(filled, {
    ...{ locale, say, textIn, support: operator.support, footer: 'frame.footer' },
    name: keepSpelling(facts.name),
    link: `${publicUrl}/o/${encodeURIComponent(order.token)}`,
    // A mail does not wait for a company whose details an owner is just changing; an invoice does.
    issuer: operator.issuers[order.job.market]
  });
}

export interface Frame {
  locale: Locale;
  /** In the German of the market. */
  say: (words: string) => string;
  textIn: TextIn;
  support: Operator['support'];
  footer: FrameText;
  name: string;
  link: string;
  issuer: Issuer | undefined;
}

/** The whole mail around its text. */
export function framed(filled: FilledText, frame: Frame): ComposedMail {
  const { locale, say, textIn, support, name, link, issuer } = frame;
  const part = (kind: FrameText, variables: Variables = {}) =>
    say(fillText(textIn(kind, locale), variables).paragraphs.join('\n\n'));
  // A line break in a name must not begin a header of its own.
  const subject = say(filled.subject).replace(/\s+/g, ' ');
  const action = say(filled.action);
  const greeting = part(name ? 'frame.greeting' : 'frame.greetingNobody', { name });
  const body = [greeting, ...filled.paragraphs.map(say)];
  const help = part('frame.help', { phone: support.phone, email: support.email });
  const regards = part('frame.regards');
  const why = part(frame.footer);
  const footer = issuer ? `${why}\n${companyLine(issuer)}` : why;
  const end = [`${action}: ${link}`, help, regards, `--\n${footer}`];
  const text = [...body, ...end].filter((each) => each !== '').join('\n\n');
  return {
    subject,
    text: `${text}\n`,
    html: htmlOf({ locale, subject, body, action, link, help, regards, footer })
  };
}

/** Names and streets are spelled as they are; the service is words of ours. */
function withNamesKept(facts: MailFacts): MailFacts {
  const { name, place, helper } = facts;
  return {
    ...facts,
    name: keepSpelling(name),
    place: keepSpelling(place),
    helper: keepSpelling(helper)
  };
}

function mailFacts(order: Order, { locale, kind }: MailIntent, now: number): MailFacts {
  const { job } = order;
  const { timeZone, startsAt } = job.appointment;
  const region = LANGUAGES[locale].days(job.market);
  const days = new Intl.DateTimeFormat(region, { dateStyle: 'full', timeZone });
  const times = new Intl.DateTimeFormat(region, { timeStyle: 'short', timeZone });
  const until = freeCancelNote(order, now);
  const format = invoiceFormat({
    language: locale,
    market: job.market,
    currency: job.terms.currency,
    timeZone
  });
  const moment = (at: number) => ({ day: days.format(at), time: times.format(at) });
  const who = job.provider ?? order.assignments.at(-1)?.ended?.job.provider;
  const change = kind === 'appointmentAsked' ? waitingChange(job) : lastMove(job);
  const bill = billOf(job);
  const cancelFee = cancelFeeOf(job, bill);
  return {
    name: mailedName(job.customer.name),
    service: localText(job.service.title, locale),
    ...moment(startsAt),
    before: moment(change?.from ?? startsAt),
    after: moment(change?.startsAt ?? startsAt),
    place: mailedPlace(job.place),
    helper: who ? isolated(helperName(who)) : '',
    eta: job.travel ? times.format(job.travel.etaAt) : '',
    number: job.billing.invoiceNumber ?? '',
    total: format.money(job.billing.totalMinor ?? 0),
    price: format.money(priceTotals(priceLines(job)).totalMinor),
    payment: order.payment.kind,
    paymentDays: paymentTermDays(job),
    graceMinutes: TIME_POLICY.cancelGraceMs / MINUTE_MS,
    wasAccepted: job.acceptedAt !== null,
    freeCancelUntil: until === null ? null : `${days.format(until)}, ${times.format(until)}`,
    isBySupport: job.cancellation?.by === 'support',
    cancelFee: cancelFee > 0 ? format.money(cancelFee) : null,
    feeFor: bill && FEE_FOR[bill.kind],
    isSettled: job.settled !== undefined,
    // Whoever would not sign is not asked whether they were pleased.
    canRate: kind === 'invoice' && job.state === 'completed' && job.rating === null && !job.settled,
    contactHours: TIME_POLICY.contactLimitMs / HOUR_MS
  };
}

/**
 * What the customer owes for a visit that was cancelled; what the platform pays is none of theirs.
 */
function cancelFeeOf(job: Job, bill: Bill | null): number {
  return bill?.payer === 'customer' ? (job.cancellation?.feeMinor ?? 0) : 0;
}

/**
 * A private person is named by their first name, as on the customer's page; a company by its own.
 */
function helperName({ name, role }: { name: string; role: string }): string {
  return role === 'pro' ? name : (name.trim().split(/\s+/)[0] ?? name);
}

/** Whose mail it is, as business mail has to say. */
function companyLine({ name, street, postcode, city, register, manager }: Issuer): string {
  return [name, street, `${postcode} ${city}`, register, manager].filter(Boolean).join(' · ');
}

function htmlOf(mail: {
  locale: string;
  subject: string;
  body: string[];
  action: string;
  link: string;
  help: string;
  regards: string;
  footer: string;
}): string {
  const paragraph = (text: string) =>
    `<p style="margin:0 0 16px">${escaped(text).replaceAll('\n', '<br>')}</p>`;
  return `<!doctype html>
<html lang="${mail.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escaped(mail.subject)}</title>
</head>
<body style="margin:0;padding:24px 16px;background:#F7F3ED;color:#1C1A17;overflow-wrap:anywhere;font:17px/1.5 Inter,system-ui,-apple-system,'Segoe UI',Roboto,sans-serif">
<div style="max-width:560px;margin:0 auto;padding:28px 24px;background:#FFFFFF;border-radius:12px">
<p style="margin:0 0 24px;font-weight:600;color:#A63C12">Mila Onsite</p>
${mail.body.filter(Boolean).map(paragraph).join('\n')}
<p style="margin:24px 0"><a href="${escaped(mail.link)}" style="display:inline-block;padding:12px 20px;border-radius:12px;background:#A63C12;color:#FFFFFF;text-decoration:none;font-weight:600">${escaped(mail.action)}</a></p>
${paragraph(mail.help)}
${paragraph(mail.regards)}
</div>
<p style="max-width:560px;margin:16px auto 0;padding:0 24px;font-size:13px;color:#5C564E">${escaped(mail.footer).replaceAll('\n', '<br>')}</p>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
