// A market's rules as an operator types them, and back: one reading for the form and for the server,
// so that both refuse the same with the same words.
// 1. There and back again is the same.
// 2. Whatever is refused names its field, what it takes and between which bounds; all at once.
import {
  HOUR_MS,
  MARKET_POLICY,
  MINUTE_MS,
  type ClosedDay,
  type Market,
  type MarketRules
} from '../policy/policy.ts';
import { RULES_LIMITS } from './rules-limits.ts';
import { readAmount } from '../text/amount.ts';
import { cleanLine } from '../text/clean-text.ts';

const TIERS = ['1', '2', '3'] as const;
export const RULES_FIELDS = [
  ...(['guaranteeFee.friend', 'guaranteeFee.pro', 'commission.friend', 'commission.pro'] as const),
  ...(['visitFee', 'cancelHours.1', 'cancelShare.1', 'cancelHours.2', 'cancelShare.2'] as const),
  ...(['cancelHours.3', 'cancelShare.3', 'paymentDays', 'opens', 'closes', 'leadHours'] as const),
  ...(['closedDays', 'personalMinutes', 'radiusKm'] as const)
] as const;
export type RulesField = (typeof RULES_FIELDS)[number];
export type RulesValues = Record<RulesField, string>;

/** What a field takes. */
export const RULES_TAKES = [
  ...(['amount', 'percent', 'number', 'clock'] as const),
  /** Later than it opens; a tier nearer to the visit and dearer than the one before. */
  ...(['afterOpening', 'laterTier'] as const),
  /** `2026-12-25 Name`, one a line; each day once; no more than there may be. */
  ...(['days', 'once', 'fewer'] as const)
] as const;
export interface RulesFault {
  field: RulesField;
  takes: (typeof RULES_TAKES)[number];
  /** Of an amount (minor units), percent and number. */
  least?: number;
  most?: number;
  /** Of `days` and `once`: which line, from 1. */
  line?: number;
}

export type ReadRules =
  { ok: true; rules: MarketRules } | { ok: false; faults: readonly RulesFault[] };

export function rulesValues(rules: MarketRules): RulesValues {
  const tier = (index: number) => rules.cancelTiers[index];
  const tiers = TIERS.flatMap((name, index) => [
    [`cancelHours.${name}`, tier(index) ? String(tier(index)!.fromMs / HOUR_MS) : ''],
    [`cancelShare.${name}`, tier(index) ? percentText(tier(index)!.shareBps) : '']
  ]);
  return {
    'guaranteeFee.friend': amountText(rules.guaranteeFeeMinor.friend),
    'guaranteeFee.pro': amountText(rules.guaranteeFeeMinor.pro),
    'commission.friend': percentText(rules.commissionBps.friend),
    'commission.pro': percentText(rules.commissionBps.pro),
    visitFee: amountText(rules.visitFeeMinor),
    paymentDays: String(rules.paymentTermDays),
    opens: clockText(rules.opensMin),
    closes: clockText(rules.closesMin),
    leadHours: String(rules.leadMs / HOUR_MS),
    closedDays: rules.closedDays.map(({ day, name }) => `${day} ${name}`.trim()).join('\n'),
    personalMinutes: String(rules.personalOfferMs / MINUTE_MS),
    radiusKm: String(rules.mostRadiusKm),
    ...(Object.fromEntries(tiers) as Record<
      `cancel${'Hours' | 'Share'}.${'1' | '2' | '3'}`,
      string
    >)
  };
}

export function readRules(values: RulesValues, market: Market): ReadRules {
  const faults: RulesFault[] = [];
  const fault = (field: RulesField, takes: RulesFault['takes'], more: Partial<RulesFault> = {}) => {
    faults.push({ field, takes, ...more });
    return 0;
  };
  const bounded = (read: number | null, field: RulesField, bounds: Bounds): number =>
    read === null || read < bounds.least || read > bounds.most
      ? fault(field, bounds.takes, { least: bounds.least, most: bounds.most })
      : read;
  const amount = (field: RulesField) => {
    const { minor = null } = readAmount(values[field], MARKET_POLICY[market].currency);
    return bounded(minor, field, { takes: 'amount', least: 0, most: RULES_LIMITS.feeMinor });
  };
  const percent = (field: RulesField, most: number, least = 0) =>
    100 * bounded(percentOf(values[field]), field, { takes: 'percent', least, most: most / 100 });
  const whole = (field: RulesField, least: number, most: number) =>
    bounded(wholeOf(values[field]), field, { takes: 'number', least, most });
  const clock = (field: RulesField) => minuteOf(values[field]) ?? fault(field, 'clock');
  const tiers = TIERS.filter(
    (name) => values[`cancelHours.${name}`].trim() || values[`cancelShare.${name}`].trim()
  ).map((name) => ({
    hours: `cancelHours.${name}` as const,
    share: `cancelShare.${name}` as const,
    fromMs: whole(`cancelHours.${name}`, 0, RULES_LIMITS.cancelHours) * HOUR_MS,
    shareBps: Math.round(percent(`cancelShare.${name}`, 10_000, 1))
  }));
  const { personalOfferMin, radiusKm } = RULES_LIMITS;
  const rules: MarketRules = {
    guaranteeFeeMinor: {
      friend: amount('guaranteeFee.friend'),
      pro: amount('guaranteeFee.pro')
    },
    commissionBps: {
      friend: Math.round(percent('commission.friend', RULES_LIMITS.commissionBps)),
      pro: Math.round(percent('commission.pro', RULES_LIMITS.commissionBps))
    },
    visitFeeMinor: amount('visitFee'),
    cancelTiers: tiers.map(({ fromMs, shareBps }) => ({ fromMs, shareBps })),
    paymentTermDays: whole('paymentDays', 0, RULES_LIMITS.paymentTermDays),
    opensMin: clock('opens'),
    closesMin: clock('closes'),
    leadMs: whole('leadHours', 0, RULES_LIMITS.leadHours) * HOUR_MS,
    closedDays: closedDaysIn(values.closedDays, (takes, line) =>
      fault('closedDays', takes, line ? { line } : { most: RULES_LIMITS.closedDays })
    ),
    personalOfferMs:
      whole('personalMinutes', personalOfferMin.least, personalOfferMin.most) * MINUTE_MS,
    mostRadiusKm: whole('radiusKm', radiusKm.least, radiusKm.most)
  };
  const isWrong = (...fields: RulesField[]) => faults.some(({ field }) => fields.includes(field));
  if (!isWrong('opens', 'closes') && rules.closesMin <= rules.opensMin) {
    fault('closes', 'afterOpening');
  }
  tiers.forEach(({ hours, share, fromMs, shareBps }, index) => {
    const before = tiers[index - 1];
    if (!before || isWrong(hours, share, before.hours, before.share)) return;
    if (fromMs >= before.fromMs || shareBps <= before.shareBps) fault(hours, 'laterTier');
  });
  return faults.length > 0 ? { ok: false, faults } : { ok: true, rules };
}

interface Bounds {
  takes: 'amount' | 'percent' | 'number';
  least: number;
  most: number;
}

/** One a line: `2026-12-25 Weihnachten` or `25.12.2026 …`. In the order of the calendar. */
function closedDaysIn(
  text: string,
  fault: (takes: 'days' | 'once' | 'fewer', line?: number) => void
): ClosedDay[] {
  const found: ClosedDay[] = [];
  text.split('\n').forEach((written, index) => {
    const plain = cleanLine(written);
    if (plain === '') return;
    const [, first = '', name = ''] = /^(\S+)\s*(.*)$/.exec(plain) ?? [];
    const day = dayOf(first.replace(/[,:;]$/, ''));
    if (!day || name.length > 80) fault('days', index + 1);
    else if (found.some((each) => each.day === day)) fault('once', index + 1);
    else found.push({ day, name });
  });
  if (found.length > RULES_LIMITS.closedDays) fault('fewer');
  return found.sort((one, other) => (one.day < other.day ? -1 : 1));
}

/** `YYYY-MM-DD`; null where it is no day of the calendar. */
function dayOf(text: string): string | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)?.slice(1);
  const [year, month, day] =
    iso ?? /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text)?.slice(1).reverse() ?? [];
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (Number.isNaN(at.getTime()) || at.getUTCMonth() !== Number(month) - 1) return null;
  return at.toISOString().slice(0, 10);
}

function percentOf(text: string): number | null {
  const plain = cleanLine(text).replace(/\s*%$/, '').replace(',', '.');
  return /^\d{1,3}(\.\d{1,2})?$/.test(plain) ? Number(plain) : null;
}

function wholeOf(text: string): number | null {
  const plain = cleanLine(text);
  return /^\d{1,5}$/.test(plain) ? Number(plain) : null;
}

/** Minutes of the day; the last is midnight at its end. */
function minuteOf(text: string): number | null {
  const [, hour, minute = '0'] = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(cleanLine(text)) ?? [];
  const at = Number(hour) * 60 + Number(minute);
  return hour === undefined || Number(minute) > 59 || at > 24 * 60 ? null : at;
}

const amountText = (minor: number) => (minor / 100).toFixed(2);
const percentText = (bps: number) => String(bps / 100);
const clockText = (min: number) =>
  `${String(Math.floor(min / 60)).padStart(2, '0')}:${String(min % 60).padStart(2, '0')}`;
