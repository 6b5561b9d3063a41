import type { RankReason } from '#domain/matching/ranking.ts';
import { m } from '$lib/paraglide/messages';
import { formatDistance, formatNumber } from '$lib/ui/values/format.ts';

/** R4: why this provider was asked, as one short phrase. */
export function rankReasonText(reason: RankReason, locale: string): string {
  const number = (digits: number) =>
    formatNumber(reason.value, locale, { maximumFractionDigits: digits });
  switch (reason.factor) {
    case 'stars':
      return m.offers_why_stars({ value: number(1) });
    case 'skillLevel':
      return m.offers_why_skillLevel({ value: number(0) });
    case 'distance':
      return m.offers_why_distance({ value: formatDistance(reason.value, locale) });
    case 'reliability': {
      const share = formatNumber(reason.value, locale, { style: 'percent' });
      return m.offers_why_reliability({ value: share });
    }
    case 'newcomer':
      return m.offers_why_newcomer();
    case 'personal':
      return m.offers_why_personal();
  }
}
