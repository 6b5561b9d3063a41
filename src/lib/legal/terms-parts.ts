// The terms in a customer's words. Every number is the rules' own, so that the text cannot promise
// something else.
import type { OperatorView } from '#domain/operator/operator-view.ts';
import {
  countryName,
  HOUR_MS,
  MARKET_POLICY,
  MARKETS,
  MINUTE_MS,
  TIME_POLICY,
  type Market,
  type MarketRules
} from '#domain/policy/policy.ts';
import { m } from '$lib/paraglide/messages';
import { getLocale } from '$lib/paraglide/runtime';
import { formatMoney } from '$lib/ui/values/format.ts';
import type { LegalPart } from './legal-part.ts';
import { inEachMarket, MARKET_WORDS } from './market-words.ts';

export function termsParts({ companies, support, rules }: OperatorView): LegalPart[] {
  const rulesOf = (market: Market): MarketRules => rules?.[market] ?? MARKET_POLICY[market].rules;
  const fees = inEachMarket((market, place) =>
    m.legal_amount_in({ amount: guaranteeFee(market, rulesOf(market)), place })
  );
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
      lines: [m.legal_terms_booking_text(), m.legal_terms_booking_fee({ amounts: fees })]
    },
    { heading: m.legal_terms_more(), lines: [m.legal_terms_more_text()] },
    {
      heading: m.legal_terms_cancel(),
      lines: [
        ...sameOrByMarket((market) => cancelFree(rulesOf(market))),
        ...cancelFees(rulesOf),
        ...withdrawal(support.email)
      ]
    },
    {
      heading: m.legal_terms_pay(),
      lines: sameOrByMarket((market) =>
        m.legal_terms_pay_text({ days: rulesOf(market).paymentTermDays })
      )
    },
    {
      heading: m.legal_terms_guarantee(),
      lines: [m.legal_terms_guarantee_text({ phone: support.phone, email: support.email })]
    },
    { heading: m.legal_terms_liability(), lines: [m.legal_terms_liability_text()] },
    ...(laws ? [{ heading: m.legal_terms_law(), lines: [m.legal_terms_law_text({ laws })] }] : [])
  ];
}

type RulesIn = (market: Market) => MarketRules;

/** One sentence where it is the same everywhere; else one for each country. */
function sameOrByMarket(say: (market: Market) => string): string[] {
  const said = MARKETS.map((market) => ({ market, text: say(market) }));
  const [first] = said;
  if (said.every(({ text }) => text === first?.text)) return [first?.text ?? ''];
  return said.map(({ market, text }) =>
    m.legal_in_market({ country: countryName(market, getLocale()), text })
  );
}

const money = (minor: number, market: Market) =>
  formatMoney(minor, MARKET_POLICY[market].currency, getLocale());

function guaranteeFee(market: Market, { guaranteeFeeMinor: { friend, pro } }: MarketRules): string {
  if (friend === pro) return money(friend, market);
  return m.legal_amount_by_role({ friend: money(friend, market), pro: money(pro, market) });
}

function cancelFree({ cancelTiers: [first] }: MarketRules): string {
  return first
    ? m.legal_terms_cancel_free({
        hours: first.fromMs / HOUR_MS,
        minutes: TIME_POLICY.cancelGraceMs / MINUTE_MS
      })
    : m.legal_terms_cancel_always();
}

/** The fees are named in one sentence where all countries have the same tiers. */
function cancelFees(rulesOf: RulesIn): string[] {
  const minutes = TIME_POLICY.absentAfterMs / MINUTE_MS;
  const tiers = MARKETS.map((market) => tiersText(rulesOf(market)));
  const amounts = inEachMarket((market, place) =>
    m.legal_amount_in({ amount: money(rulesOf(market).visitFeeMinor, market), place })
  );
  const [same = ''] = tiers;
  if (same && tiers.every((each) => each === same)) {
    return [m.legal_terms_cancel_fee({ amounts, tiers: same, minutes })];
  }
  return sameOrByMarket((market) => {
    const rules = rulesOf(market);
    const amount = money(rules.visitFeeMinor, market);
    return rules.cancelTiers.length > 0
      ? m.legal_terms_cancel_fee({ amounts: amount, tiers: tiersText(rules), minutes })
      : m.legal_terms_cancel_absent({ amount, minutes });
  });
}

/** "50 % ab 24 Stunden vor dem Termin, 100 % ab 3 Stunden …" */
function tiersText({ cancelTiers }: MarketRules): string {
  const share = new Intl.NumberFormat(getLocale(), { style: 'percent' });
  return cancelTiers
    .map(({ fromMs, shareBps }) =>
      m.legal_terms_cancel_tier({
        percent: share.format(shareBps / 10_000),
        hours: fromMs / HOUR_MS
      })
    )
    .join(', ');
}

/** One line for each market whose consumers may withdraw. */
function withdrawal(email: string): string[] {
  return MARKETS.flatMap((market) => {
    const days = MARKET_POLICY[market].withdrawalDays;
    const place = MARKET_WORDS[market].place();
    return days === null ? [] : [m.legal_terms_cancel_withdraw({ place, days, email })];
  });
}
