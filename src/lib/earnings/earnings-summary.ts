// What *Earnings* shows: what is coming and what was paid, per currency and month. Pure; minor
// units, ms of server time.
import type { EarningDocument } from '#domain/order/views/inbox.ts';
import type { Currency } from '#domain/policy/policy.ts';
import { priceLines } from '#domain/price/price.ts';
import { settle } from '#domain/price/settlement.ts';
import type { JobView } from '$lib/device/views/job-view.ts';

export interface Earning extends Pick<
  EarningDocument,
  'order' | 'title' | 'completedAt' | 'currency' | 'lines' | 'payoutMinor'
> {
  /** signed: as this device reckons it, the server has not confirmed it yet. */
  state: 'signed' | 'coming' | 'paid';
  paidAt: number | null;
}

export interface EarningGroup {
  key: string;
  /** Any moment of the month; null: everything that is coming. */
  month: number | null;
  currency: Currency;
  totalMinor: number;
  earnings: Earning[];
}

export interface EarningsSummary {
  coming: EarningGroup[];
  /** Latest month first. */
  paid: EarningGroup[];
}

/** The server's earnings, and those of visits signed on this device that it has not billed yet. */
export function allEarnings(
  documents: readonly EarningDocument[],
  views: readonly JobView[]
): Earning[] {
  const known = new Set(documents.map((document) => document.order));
  const signed = views.flatMap((view) => (known.has(view.order) ? [] : signedEarning(view)));
  const confirmed = documents.map((document) => ({
    ...document,
    paidAt: document.payout?.paidAt ?? null
  }));
  return [...signed, ...confirmed].sort((a, b) => b.completedAt - a.completedAt);
}

function signedEarning({ order, job }: JobView): Earning[] {
  if (job.state !== 'completed' || !job.completion) return [];
  const { payoutLines, payoutMinor } = settle(job, priceLines(job));
  return [
    {
      order,
      title: job.service.title,
      completedAt: job.completion.at,
      currency: job.terms.currency,
      lines: payoutLines,
      payoutMinor,
      state: 'signed',
      paidAt: null
    }
  ];
}

/** @param timeZone in which a month begins */
export function earningsSummary(earnings: readonly Earning[], timeZone: string): EarningsSummary {
  const month = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit' });
  const paidAt = (earning: Earning) => earning.paidAt ?? earning.completedAt;
  const coming = earnings.filter((earning) => earning.state !== 'paid');
  const paid = earnings
    .filter((earning) => earning.state === 'paid')
    .sort((a, b) => paidAt(b) - paidAt(a));
  return {
    coming: groups(coming, (earning) => earning.currency, null),
    paid: groups(paid, (each) => `${month.format(paidAt(each))} ${each.currency}`, paidAt)
  };
}

function groups(
  earnings: readonly Earning[],
  keyOf: (earning: Earning) => string,
  monthOf: ((earning: Earning) => number) | null
): EarningGroup[] {
  return [...Map.groupBy(earnings, keyOf)].map(([key, list]) => {
    const [first] = list as [Earning];
    return {
      key,
      month: monthOf?.(first) ?? null,
      currency: first.currency,
      totalMinor: list.reduce((sum, earning) => sum + earning.payoutMinor, 0),
      earnings: list
    };
  });
}

/** The share kept of the service, as people say it: 20. Null where nothing was kept. */
export function commissionPercent(lines: Earning['lines']): number | null {
  const amount = (kind: string) =>
    lines.filter((line) => line.kind === kind).reduce((sum, line) => sum + line.amountMinor, 0);
  const service = amount('service') + amount('vat');
  const commission = -amount('commission');
  return commission > 0 && service > 0 ? Math.round((100 * commission) / service) : null;
}
