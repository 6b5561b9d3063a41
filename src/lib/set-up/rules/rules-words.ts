import type { RulesFault, RulesField } from '#domain/operator/rules-values.ts';
import { MARKET_POLICY, type Market } from '#domain/policy/policy.ts';
import { m } from '$lib/paraglide/messages';
import { getLocale } from '$lib/paraglide/runtime';
import { formatMoney } from '$lib/ui/values/format.ts';

interface FieldWords {
  label: () => string;
  hint?: (words: { currency: string }) => string;
}

const tier = (number: string): Record<'hours' | 'share', FieldWords> => ({
  hours: { label: () => m.setup_rules_cancel_hours({ number }) },
  share: { label: () => m.setup_rules_cancel_share({ number }) }
});

export const FIELD_WORDS: Record<RulesField, FieldWords> = {
  'guaranteeFee.friend': {
    label: m.setup_rules_guaranteeFee_friend,
    hint: m.setup_rules_fee_hint
  },
  'guaranteeFee.pro': { label: m.setup_rules_guaranteeFee_pro, hint: m.setup_rules_fee_hint },
  visitFee: { label: m.setup_rules_visitFee, hint: m.setup_rules_visitFee_hint },
  paymentDays: { label: m.setup_rules_paymentDays },
  'commission.friend': { label: m.setup_rules_commission_friend },
  'commission.pro': { label: m.setup_rules_commission_pro, hint: m.setup_rules_commission_hint },
  'cancelHours.1': tier('1').hours,
  'cancelShare.1': tier('1').share,
  'cancelHours.2': tier('2').hours,
  'cancelShare.2': tier('2').share,
  'cancelHours.3': tier('3').hours,
  'cancelShare.3': tier('3').share,
  opens: { label: m.setup_rules_opens },
  closes: { label: m.setup_rules_closes },
  leadHours: { label: m.setup_rules_leadHours, hint: m.setup_rules_leadHours_hint },
  closedDays: { label: m.setup_rules_closedDays, hint: m.setup_rules_closedDays_hint },
  personalMinutes: { label: m.setup_rules_personalMinutes },
  radiusKm: { label: m.setup_rules_radiusKm, hint: m.setup_rules_radiusKm_hint }
};

interface Group {
  title: () => string;
  text?: () => string;
  fields: readonly RulesField[];
}

/** In the order of the form; the closed days have a box of their own. */
export const RULES_GROUPS: readonly Group[] = [
  {
    title: m.setup_rules_prices,
    fields: ['guaranteeFee.friend', 'guaranteeFee.pro', 'visitFee', 'paymentDays']
  },
  { title: m.setup_rules_commission, fields: ['commission.friend', 'commission.pro'] },
  {
    title: m.setup_rules_cancel,
    text: m.setup_rules_cancel_text,
    fields: [
      ...(['cancelHours.1', 'cancelShare.1', 'cancelHours.2', 'cancelShare.2'] as const),
      ...(['cancelHours.3', 'cancelShare.3'] as const)
    ]
  },
  { title: m.setup_rules_times, fields: ['opens', 'closes', 'leadHours', 'closedDays'] },
  { title: m.setup_rules_limits, fields: ['personalMinutes', 'radiusKm'] }
];

/** What the field takes instead. */
export function faultText(
  { takes, least = 0, most = 0, line = 0 }: RulesFault,
  market: Market
): string {
  const money = (minor: number) => formatMoney(minor, MARKET_POLICY[market].currency, getLocale());
  switch (takes) {
    case 'amount':
      return m.setup_takes_amount({ least: money(least), most: money(most) });
    case 'percent':
      return m.setup_takes_percent({ least, most });
    case 'number':
      return m.setup_takes_number({ least, most });
    case 'clock':
      return m.setup_takes_clock();
    case 'afterOpening':
      return m.setup_takes_afterOpening();
    case 'laterTier':
      return m.setup_takes_laterTier();
    case 'days':
      return m.setup_takes_days({ line });
    case 'once':
      return m.setup_takes_once({ line });
    case 'fewer':
      return m.setup_takes_fewer({ most });
  }
}
