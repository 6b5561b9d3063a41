import { describe, expect, it } from 'vitest';
import { advanceOrder, startRound } from '#domain/order/advance-order.ts';
import type { Command, CommandKind } from '#domain/order/life-cycle/command.ts';
import type { Order } from '#domain/order/order.ts';
import { HOUR_MS, LOCALES, TIME_POLICY, type Locale } from '#domain/policy/policy.ts';
import { composeMail } from '../../../sync-server/mail/compose-mail.ts';
import { customerMails } from '../../../sync-server/mail/customer-mails.ts';
import type { MailKind } from '../../../sync-server/texts/mail-kinds.ts';
import { DEMO_ISSUERS } from '../../../sync-server/config/operator.ts';
import { aCommand, anOrder, anOrderAfter, NOW, RULES } from '../../support/builders.ts';
import { judge } from '../../support/judge.ts';

const SENDER = {
  publicUrl: 'https://mila.example',
  operator: { issuers: DEMO_ISSUERS, support: { phone: '+49 30 1', email: 'hilfe@mila.example' } }
};
const STARTS_AT = NOW + 48 * HOUR_MS;
const kinds = (order: Order) => customerMails(order).map((mail) => mail.kind);
const idOf = (order: Order, kind: MailKind) =>
  customerMails(order).find((mail) => mail.kind === kind)?.id;

function after(order: Order, kind: CommandKind, fields: Partial<Command> = {}): Order {
  const decision = judge(order, aCommand(kind, order.job, fields), RULES);
  if (decision.outcome !== 'applied') throw new Error(decision.code);
  return decision.next;
}
const nobody = () => startRound(anOrder(), [], NOW);

function mailOf(order: Order, kind: MailKind, now = NOW, locale: Locale = 'de') {
  const intent = customerMails(order).find((mail) => mail.kind === kind);
  if (!intent) throw new Error(`no mail ${kind}`);
  const mail = composeMail({ ...intent, locale }, order, { ...SENDER, now });
  return { ...mail, text: mail.text.replaceAll('\u00a0', ' ') };
}

describe('mails before somebody has accepted', () => {
  it('[R1.21] speak of a request, in every language', () => {
    const given = after(anOrderAfter('offer.accept'), 'job.giveBack', {
      body: { reason: 'krank' }
    });
    const over = advanceOrder(nobody(), STARTS_AT);
    const cancelled = after(nobody(), 'order.cancel', { actor: { type: 'customer' } });
    const all: [Order, MailKind][] = [
      [anOrder(), 'booked'],
      [nobody(), 'unplaced'],
      [over, 'expired'],
      [given, 'helperLost'],
      [cancelled, 'cancelled']
    ];
    for (const [order, kind] of all) {
      const words: Record<Locale, RegExp> = { de: /^Ihre Anfrage/, en: /^Your request/ };
      for (const locale of LOCALES) {
        expect(mailOf(order, kind, NOW, locale).subject, kind).toMatch(words[locale]);
      }
      expect(mailOf(order, kind).subject).not.toMatch(/Termin/);
    }
  });

  it('[R1.20] name the whole price and how it is paid', () => {
    expect(mailOf(anOrder(), 'booked').text).toContain(
      'Gesamtpreis inkl. MwSt.: CHF 83.90. Sie zahlen nach dem Besuch auf Rechnung innerhalb von 14 Tagen.'
    );
    const payment = { kind: 'directDebit', accountHolder: 'Rosa', iban: 'CH93' } as const;
    expect(mailOf(anOrder({ payment }), 'booked').text).toContain('per Lastschrift.');
  });

  it('[R27.15] promise of cancelling only what holds afterwards', () => {
    expect(mailOf(anOrder(), 'booked').text).toContain(
      'kostenlos bis Dienstag, 9. Juni 2026, 09:00 Uhr und immer, solange niemand zugesagt hat.'
    );
    const tomorrow = anOrder({ startsAt: NOW + 18 * HOUR_MS });
    expect(mailOf(tomorrow, 'booked').text).toContain(
      'kostenlos, solange niemand zugesagt hat, und danach noch 60 Minuten, längstens bis die Hilfe losfährt.'
    );
    expect(mailOf(anOrderAfter('offer.accept'), 'helperFound').text).toContain(
      'kostenlos bis Dienstag, 9. Juni 2026, 09:00 Uhr.'
    );
  });
});

describe('mails about nobody being found', () => {
  it('[R5.21] tell it once, and again only where somebody was found in between', () => {
    expect(kinds(nobody())).toEqual(['booked', 'unplaced']);
    const again = startRound(
      { ...nobody(), job: { ...nobody().job, state: 'requested' } },
      [],
      NOW
    );
    expect(idOf(again, 'unplaced')).toBe(idOf(nobody(), 'unplaced'));
    const given = after(anOrderAfter('offer.accept'), 'job.giveBack');
    const lost = startRound(given, [], NOW + HOUR_MS);
    expect(idOf(lost, 'unplaced')).not.toBe(idOf(nobody(), 'unplaced'));
    expect(mailOf(nobody(), 'unplaced').text).toContain('bisher hat leider niemand zugesagt');
  });

  it('[R5.21] tell once the time has come that nobody will come, for a day', () => {
    const over = advanceOrder(nobody(), STARTS_AT);
    expect(kinds(over)).toEqual(['booked', 'unplaced', 'expired']);
    const [booked, , expired] = customerMails(over);
    expect(booked?.notAfter).toBe(STARTS_AT);
    expect(expired?.notAfter).toBe(STARTS_AT + 24 * HOUR_MS);
    expect(mailOf(over, 'expired').text).toContain('Es kommt niemand');
  });

  it('[R5.22] tell who was lost, and that they come after all', () => {
    const given = after(anOrderAfter('customer.contacted'), 'job.giveBack');
    expect(kinds(given)).toEqual(['booked', 'helperLost']);
    expect(mailOf(given, 'helperLost').text).toContain('Anna kann leider nicht zu Ihnen kommen');

    const accepted = anOrderAfter('offer.accept');
    const lapsedAt = NOW + TIME_POLICY.contactLimitMs + HOUR_MS;
    const lapsed = advanceOrder(accepted, lapsedAt);
    expect(kinds(lapsed)).toEqual(['booked']);
    const out = startRound(lapsed, [], lapsedAt);
    const call = { at: NOW + HOUR_MS };
    expect(kinds(after(out, 'customer.contacted', call))).toEqual([
      ...['booked', 'helperFound', 'helperBack']
    ]);
    expect(kinds(after(lapsed, 'customer.contacted', call))).toEqual(['booked', 'helperFound']);
  });
});

describe('the German of a mail', () => {
  const named = (market: 'CH' | 'DE') => {
    const place = { ...anOrder().job.place, street: 'Große Straße', country: market };
    const customer = { ...anOrder().job.customer, name: 'Jürgen Größwang' };
    return anOrder({ market, place, customer });
  };

  it('[R24.20] is that of the market, and names keep their letters', () => {
    const swiss = mailOf(named('CH'), 'booked');
    expect(swiss.text).toContain('Freundliche Grüsse');
    expect(swiss.text).toContain('Guten Tag Jürgen Größwang');
    expect(swiss.text).toContain('Große Straße 12');
    expect(mailOf(named('DE'), 'booked').text).toContain('Freundliche Grüße');
  });
});
