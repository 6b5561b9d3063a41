import type { EarningDocument } from '#domain/order/views/inbox.ts';
import { describe, expect, it } from 'vitest';
import {
  allEarnings,
  commissionPercent,
  earningsSummary
} from '../../src/lib/earnings/earnings-summary.ts';
import { anOrderAfter } from '../support/builders.ts';
import { aJobView } from '../support/device-views.ts';

const ZONE = 'Europe/Zurich';

function anEarning(fields: Partial<EarningDocument> = {}): EarningDocument {
  return {
    _id: `earning:${fields.order ?? 'e1'}`,
    type: 'earning',
    generation: 1,
    order: 'e1',
    title: { de: 'WLAN einrichten' },
    completedAt: Date.UTC(2026, 5, 8, 12),
    currency: 'CHF',
    lines: [
      { kind: 'service', amountMinor: 7_900 },
      { kind: 'commission', amountMinor: -1_580 }
    ],
    payoutMinor: 6_320,
    state: 'coming',
    payout: null,
    ...fields
  };
}
const paid = (order: string, paidAt: number, fields: Partial<EarningDocument> = {}) =>
  anEarning({ order, state: 'paid', payout: { id: 'p1', paidAt }, ...fields });

describe('earnings', () => {
  it('[M1.2] adds up what is coming, each currency for itself', () => {
    const documents = [
      anEarning({ order: 'a' }),
      anEarning({ order: 'b', payoutMinor: 1_000 }),
      anEarning({ order: 'c', currency: 'EUR', payoutMinor: 500 })
    ];
    const { coming } = earningsSummary(allEarnings(documents, []), ZONE);
    const totals = coming.map((group) => [group.currency, group.totalMinor]);
    expect(totals).toEqual([
      ['CHF', 7_320],
      ['EUR', 500]
    ]);
  });

  it('puts what was paid into the months of the place, latest first', () => {
    const documents = [
      paid('april', Date.UTC(2026, 3, 30, 12)),
      // 00:30 on the first of June in Zürich, still May in UTC.
      paid('june', Date.UTC(2026, 4, 31, 22, 30)),
      paid('may', Date.UTC(2026, 4, 15))
    ];
    const groups = earningsSummary(allEarnings(documents, []), ZONE).paid;
    expect(groups.map((group) => group.earnings.map((each) => each.order))).toEqual([
      ['june'],
      ['may'],
      ['april']
    ]);
  });

  it('[R20.7] counts a visit signed on this device as soon as it is signed, and once only', () => {
    const { job } = anOrderAfter('job.complete');
    const view = aJobView(job);
    const [signed] = allEarnings([], [view]);
    expect(signed).toMatchObject({ state: 'signed', payoutMinor: 6_320 });
    const confirmed = allEarnings([anEarning({ order: view.order })], [view]);
    expect(confirmed.map((each) => each.state)).toEqual(['coming']);
  });

  it('[R20.4] names the share that was kept', () => {
    expect(commissionPercent(anEarning().lines)).toBe(20);
    expect(commissionPercent([{ kind: 'visitFee', amountMinor: 3_500 }])).toBeNull();
    const ofAPro = [
      { kind: 'service', amountMinor: 10_810 },
      { kind: 'vat', amountMinor: -810 },
      { kind: 'commission', amountMinor: -1_500 }
    ] as const;
    expect(commissionPercent([...ofAPro])).toBe(15);
  });
});
