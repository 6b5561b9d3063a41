import {
  SKILLS,
  type LocalText,
  type ServicePackage,
  type Skill
} from '../catalog/service-package.ts';
import type { RulesInForce } from '../operator/rules-versions.ts';
import { MARKETS, type Market } from '../policy/policy.ts';
import type { BookablePackage } from './booking-request.ts';

/** A package as the booking page shows it: what a customer chooses by, no checklist, no guide. */
export interface OfferedPackage extends BookablePackage {
  category: Skill;
  summary: LocalText;
  scope: LocalText[];
  notIncluded: LocalText[];
  terms?: ServicePackage['terms'];
}

/** Answer of `GET /api/catalog`. */
export interface BookingCatalog {
  version: string;
  termsVersion: string;
  packages: OfferedPackage[];
  /** In force now. */
  rules: Record<Market, RulesInForce>;
}

/** Active packages that some market sells, in the catalogue's own order of category and price. */
export function bookingCatalog(
  head: { version: string; termsVersion: string },
  packages: readonly ServicePackage[],
  rules: BookingCatalog['rules']
): BookingCatalog {
  const sold = packages.filter(
    (each) => each.active && MARKETS.some((market) => each.prices[market] !== undefined)
  );
  const { version, termsVersion } = head;
  return {
    ...{ version, termsVersion, rules },
    packages: sold.map(offeredPackage).sort(byCategoryAndPrice)
  };
}

export function offeredPackage(each: ServicePackage): OfferedPackage {
  const { id, version, category, title, summary, scope, notIncluded } = each;
  const { durationMin, skill, level, prices, proOnly, active, terms } = each;
  return {
    ...{ id, version, category, title, summary, scope, notIncluded },
    ...{ durationMin, skill, level, prices, proOnly, active },
    ...(terms && { terms })
  };
}

function byCategoryAndPrice(a: OfferedPackage, b: OfferedPackage): number {
  const byCategory = SKILLS.indexOf(a.category) - SKILLS.indexOf(b.category);
  if (byCategory !== 0) return byCategory;
  return firstPrice(a) - firstPrice(b);
}

/** In the first market that sells it: an order needs one number, whatever its currency. */
function firstPrice({ prices }: OfferedPackage): number {
  const market = MARKETS.find((each) => prices[each] !== undefined);
  return (market && prices[market]) ?? 0;
}
