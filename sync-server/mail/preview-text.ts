// A text as somebody would have it in their mail, with facts that nobody has told.
import {
  keepSpelling,
  LANGUAGES,
  MARKETS,
  MARKET_POLICY,
  spelled,
  type Locale,
  type Market
} from '#domain/policy/policy.ts';
import type { MailText, TextPreview } from '#domain/operator/mail-texts-view.ts';
import { framed, type MailSender } from './compose-mail.ts';
import type { MailFacts } from '../texts/mail-facts.ts';
import { PERSONAL_MAIL_KINDS, type PersonalMailKind } from '../texts/personal-mail-kinds.ts';
import { fillText } from '../texts/fill.ts';
import type { TextIn } from '../texts/mail-texts.ts';
import { isFrameText, type TextKind } from '../texts/text-kinds.ts';
import { customerVariables, personalVariables } from '../texts/variables.ts';

const NAMES = { customer: 'Ruth Keller', helper: 'Anna' };
const WORDS: Record<Locale, Record<'service' | 'paper' | 'item' | 'reason', string>> = {
  de: {
    service: 'WLAN einrichten',
    paper: 'Ausweis oder Pass',
    item: 'Ausweis oder Pass: Die Rückseite fehlt.',
    reason: 'Bitte schicken Sie uns noch die Rückseite.'
  },
  en: {
    service: 'Set up Wi-Fi',
    paper: 'Identity card or passport',
    item: 'Identity card or passport: the back is missing.',
    reason: 'Please send us the back as well.'
  }
};
const DAY_MS = 86_400_000;

export function previewText(
  kind: TextKind,
  locale: Locale,
  text: MailText,
  { publicUrl, operator, textIn, now }: Required<MailSender> & { now: number }
): TextPreview {
  const isFrame = isFrameText(kind);
  const shown: TextKind = isFrame ? frameExample(kind) : kind;
  const inForce: TextIn = (each, of) => (each === kind && of === locale ? text : textIn(each, of));
  const isPersonal = (PERSONAL_MAIL_KINDS as readonly string[]).includes(shown);
  const market = MARKETS.find((each) => operator.issuers[each]) ?? MARKETS[0];
  const variables = isPersonal
    ? personalVariables(
        shown as PersonalMailKind,
        personalFacts(forms(locale, market), now),
        locale
      )
    : customerVariables(customerFacts(forms(locale, market), now), locale);
  const variety = locale === 'de' ? MARKET_POLICY[market].german : 'DE';
  return framed(fillText(inForce(shown, locale), variables), {
    ...{ locale, textIn: inForce, support: operator.support },
    footer: isPersonal ? 'frame.helperFooter' : 'frame.footer',
    say: (words) => spelled(words, variety),
    name: kind === 'frame.greetingNobody' ? '' : keepSpelling(NAMES.customer),
    link: publicUrl,
    issuer: operator.issuers[market]
  });
}

function frameExample(kind: TextKind): TextKind {
  return kind === 'frame.helperFooter' ? 'application.submit' : 'booked';
}

function forms(locale: Locale, market: Market) {
  const days = LANGUAGES[locale].days(market);
  const { timeZone, currency } = MARKET_POLICY[market];
  const day = new Intl.DateTimeFormat(days, { dateStyle: 'full', timeZone });
  const time = new Intl.DateTimeFormat(days, { timeStyle: 'short', timeZone });
  const money = new Intl.NumberFormat(days, { style: 'currency', currency });
  return { day, time, money, words: WORDS[locale] };
}

type Forms = ReturnType<typeof forms>;

function customerFacts({ day, time, money, words }: Forms, now: number): MailFacts {
  const visit = now - (now % DAY_MS) + 3 * DAY_MS + 9 * 3_600_000;
  const moment = (at: number) => ({ day: day.format(at), time: time.format(at) });
  return {
    ...{
      name: keepSpelling(NAMES.customer),
      helper: keepSpelling(NAMES.helper),
      service: words.service
    },
    ...moment(visit),
    before: moment(visit),
    after: moment(visit + DAY_MS),
    place: keepSpelling('Gartenstraße 12\n79098 Freiburg'),
    eta: time.format(visit - 600_000),
    ...{ number: '2026-000123', total: money.format(61.9), price: money.format(61.9) },
    ...{ payment: 'invoice', paymentDays: 14, graceMinutes: 60, contactHours: 12 },
    freeCancelUntil: `${day.format(visit - DAY_MS)}, ${time.format(visit - DAY_MS)}`,
    ...{ wasAccepted: true, isBySupport: false, cancelFee: null, feeFor: null },
    ...{ isSettled: false, canRate: true }
  };
}

function personalFacts({ day, words }: Forms, now: number) {
  const { paper, item, reason, service } = words;
  return {
    ...{ reason, items: [item], paper, day: day.format(now + 14 * DAY_MS) },
    ...{
      days: 14,
      isNeeded: true,
      passkey: 'iPhone',
      skill: service,
      level: 3,
      email: 'anna.neu@example.org',
      hours: 24,
      minutes: 30
    }
  };
}
