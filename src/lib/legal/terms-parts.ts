// The terms in a customer's words. Every number is the rules' own, so that the text cannot promise
// something else.
import type { OperatorView } from '#domain/operator/operator-view.ts';
import { PAYMENT_TERM_DAYS } from '#domain/billing/invoice.ts';
import { HOUR_MS, MARKET_POLICY, TIME_POLICY, type Market } from '#domain/policy/policy.ts';
import { m } from '$lib/paraglide/messages';
import { getLocale } from '$lib/paraglide/runtime';
import { formatMoney } from '$lib/ui/values/format.ts';
import type { LegalPart } from './legal-part.ts';

type Amount = 'guaranteeFeeMinor' | 'visitFeeMinor';

export function termsParts({ companies, support }: OperatorView): LegalPart[] {
  const amount = (market: Market, which: Amount) =>
    formatMoney(MARKET_POLICY[market][which], MARKET_POLICY[market].currency, getLocale());
  const inBoth = (which: Amount) => ({ de: amount('DE', which), ch: amount('CH', which) });
  const hours = TIME_POLICY.freeCancelMs / HOUR_MS;
  return [
    {
      heading: m.legal_terms_partner(),
      lines: [
        m.legal_terms_partner_who({ de: companies.DE.name, ch: companies.CH.name }),
        m.legal_terms_partner_friend(),
        m.legal_terms_partner_pro()
      ]
    },
    {
      heading: m.legal_terms_booking(),
      lines: [m.legal_terms_booking_text(), m.legal_terms_booking_fee(inBoth('guaranteeFeeMinor'))]
    },
    { heading: m.legal_terms_more(), lines: [m.legal_terms_more_text()] },
    {
      heading: m.legal_terms_cancel(),
      lines: [
        m.legal_terms_cancel_free({ hours }),
        m.legal_terms_cancel_fee({
          ...inBoth('visitFeeMinor'),
          minutes: TIME_POLICY.absentAfterMs / 60_000
        }),
        m.legal_terms_cancel_withdraw({ email: support.email })
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
    { heading: m.legal_terms_law(), lines: [m.legal_terms_law_text()] }
  ];
}
