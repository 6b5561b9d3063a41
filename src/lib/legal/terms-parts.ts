// The terms in a customer's words. Every number is the rules' own, so that the text cannot promise
// something else.
import type { OperatorView } from '#domain/operator/operator-view.ts';
import {
  CANCEL_TIERS,
  HOUR_MS,
  MARKET_POLICY,
  MARKETS,
  MINUTE_MS,
  PAYMENT_TERM_DAYS,
  TIME_POLICY
} from '#domain/policy/policy.ts';
import { m } from '$lib/paraglide/messages';
import { getLocale } from '$lib/paraglide/runtime';
import { formatMoney } from '$lib/ui/values/format.ts';
import type { LegalPart } from './legal-part.ts';
import { inEachMarket, MARKET_WORDS } from './market-words.ts';

type Amount = 'guaranteeFeeMinor' | 'visitFeeMinor';

export function termsParts({ companies, support }: OperatorView): LegalPart[] {
  const amounts = (which: Amount) =>
    inEachMarket((market, place) => {
      const { [which]: minor, currency } = MARKET_POLICY[market];
      return m.legal_amount_in({ amount: formatMoney(minor, currency, getLocale()), place });
    });
  // A market whose company is not told takes no bookings: nothing is agreed with anybody there.
  const told = MARKETS.flatMap((market) => {
    const company = companies[market];
    return company ? [{ market, name: company.name }] : [];
  });
  const partners = told
    .map(({ market, name }) =>
      m.legal_terms_partner_one({ name, place: MARKET_WORDS[market].place() })
    )
    .reduce((before, next) => (before ? m.legal_terms_partner_join({ before, next }) : next), '');
  const laws = told
    .map(({ market }, index) => {
      const words = { law: MARKET_WORDS[market].law(), place: MARKET_WORDS[market].place() };
      return index === 0 ? m.legal_terms_law_first(words) : m.legal_terms_law_next(words);
    })
    .join(', ');
  const hours = TIME_POLICY.freeCancelMs / HOUR_MS;
  return [
    {
      heading: m.legal_terms_partner(),
      lines: [
        ...(partners ? [m.legal_terms_partner_who({ companies: partners })] : []),
        m.legal_terms_partner_friend(),
        m.legal_terms_partner_pro()
      ]
    },
    {
      heading: m.legal_terms_booking(),
      lines: [
        m.legal_terms_booking_text(),
        m.legal_terms_booking_fee({ amounts: amounts('guaranteeFeeMinor') })
      ]
    },
    { heading: m.legal_terms_more(), lines: [m.legal_terms_more_text()] },
    {
      heading: m.legal_terms_cancel(),
      lines: [
        m.legal_terms_cancel_free({ hours, minutes: TIME_POLICY.cancelGraceMs / MINUTE_MS }),
        m.legal_terms_cancel_fee({
          amounts: amounts('visitFeeMinor'),
          tiers: cancelTiers(),
          minutes: TIME_POLICY.absentAfterMs / MINUTE_MS
        }),
        ...withdrawal(support.email)
      ]
    },
    {
      heading: m.legal_terms_pay(),
      lines: [m.legal_terms_pay_text({ days: PAYMENT_TERM_DAYS })]
    },
    {
      heading: m.legal_terms_guarantee(),
      lines: [m.legal_terms_guarantee_text({ phone: support.phone, email: support.email })]
    },
    { heading: m.legal_terms_liability(), lines: [m.legal_terms_liability_text()] },
    ...(laws ? [{ heading: m.legal_terms_law(), lines: [m.legal_terms_law_text({ laws })] }] : [])
  ];
}

/** "50 % ab 24 Stunden vor dem Termin, 100 % ab 3 Stunden …" */
function cancelTiers(): string {
  const share = new Intl.NumberFormat(getLocale(), { style: 'percent' });
  return CANCEL_TIERS.map(({ fromMs, shareBps }) =>
    m.legal_terms_cancel_tier({
      percent: share.format(shareBps / 10_000),
      hours: fromMs / HOUR_MS
    })
  ).join(', ');
}

/** One line for each market whose consumers may withdraw. */
function withdrawal(email: string): string[] {
  return MARKETS.flatMap((market) => {
    const days = MARKET_POLICY[market].withdrawalDays;
    const place = MARKET_WORDS[market].place();
    return days === null ? [] : [m.legal_terms_cancel_withdraw({ place, days, email })];
  });
}
