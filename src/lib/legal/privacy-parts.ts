// What is stored, where, how long and who sees it: true for this product; an operator who adds to
// it names a page of their own.
import { APPLICATION_POLICY } from '#domain/application/policy.ts';
import type { OperatorView } from '#domain/operator/operator-view.ts';
import { DAY_MS, MARKETS, TIME_POLICY } from '#domain/policy/policy.ts';
import { m } from '$lib/paraglide/messages';
import type { LegalPart } from './legal-part.ts';
import { inEachMarket, MARKET_WORDS } from './market-words.ts';

const { erased } = APPLICATION_POLICY;

export function privacyParts({ companies, support }: OperatorView): LegalPart[] {
  const days = TIME_POLICY.contactKeptMs / DAY_MS;
  const { phone, email } = support;
  const kept = inEachMarket((market) => MARKET_WORDS[market].kept());
  return [
    {
      heading: m.legal_privacy_who(),
      lines: [
        m.legal_privacy_who_text({
          companies: MARKETS.flatMap((market) => {
            const name = companies[market]?.name;
            const place = MARKET_WORDS[market].place();
            return name ? [m.legal_privacy_who_one({ name, place })] : [];
          }).join(', '),
          phone,
          email
        })
      ]
    },
    {
      heading: m.legal_privacy_what(),
      lines: [
        m.legal_privacy_what_booking(),
        m.legal_privacy_what_visit(),
        m.legal_privacy_what_not()
      ]
    },
    { heading: m.legal_privacy_why(), lines: [m.legal_privacy_why_text()] },
    {
      heading: m.legal_privacy_seen(),
      lines: [
        m.legal_privacy_seen_before(),
        m.legal_privacy_seen_after(),
        m.legal_privacy_seen_link(),
        m.legal_privacy_seen_others()
      ]
    },
    {
      heading: m.legal_privacy_long(),
      lines: [m.legal_privacy_long_device({ days }), m.legal_privacy_long_server({ days, kept })]
    },
    {
      heading: m.legal_privacy_here(),
      lines: [m.legal_privacy_here_text()]
    },
    {
      heading: m.legal_privacy_helpers(),
      lines: [m.legal_privacy_helpers_text(), m.legal_privacy_helpers_pay()]
    },
    {
      heading: m.legal_privacy_applicants(),
      lines: [
        m.legal_privacy_applicants_what(),
        m.legal_privacy_applicants_why(),
        m.legal_privacy_applicants_seen(),
        m.legal_privacy_applicants_long({
          refused: erased.refusedDays,
          abandoned: erased.abandonedDays,
          warned: erased.warnedDays
        })
      ]
    },
    { heading: m.legal_privacy_rights(), lines: [m.legal_privacy_rights_text({ email })] }
  ];
}
