// Catalogue documents to what stands in a file and back. There and back again is the same; what the
// server works out (version, earlier ones) it keeps.
import type { Bps, Ms } from '../brand.ts';
import { CHECKLIST_PHASES, type Product, type ServicePackage } from './service-package.ts';
import type { ChecklistItem, EarlierVersion, LocalText, Prices } from './service-package.ts';
import type { CatalogFile, FilePackage, FilePrices, FileProduct } from './catalog-file.ts';
import { CATALOG_FORMAT } from './catalog-file.ts';
import { MARKETS, MARKET_POLICY, type Locale } from '../policy/policy.ts';
import { readAmount } from '../text/amount.ts';

/** What was said of a version that the file does not name. */
const FIRST_VERSION = 1;

export function packageOf(written: FilePackage): ServicePackage {
  const { id, skill, level, durationMin, version = FIRST_VERSION } = written;
  const terms = Object.entries(written.terms ?? {}).filter(([, words]) => words?.length);
  return {
    _id: `package:${id}`,
    type: 'package',
    id,
    version,
    category: skill,
    title: textOf(written.title),
    summary: textOf(written.summary),
    scope: written.scope.map(textOf),
    notIncluded: written.notIncluded.map(textOf),
    ...(terms.length > 0 && { terms: Object.fromEntries(terms) as Record<Locale, string[]> }),
    tools: written.tools.map(textOf),
    guide: written.guide.map(({ title, text }) => ({ title: textOf(title), text: textOf(text) })),
    checklist: checklistOf(written.checklist),
    durationMin,
    skill,
    level: level as ServicePackage['level'],
    prices: pricesOf(written.prices),
    earlier: mapped(written.earlier ?? {}, (then) => ({
      prices: pricesOf(then.prices),
      until: timeOf(then.until),
      title: textOf(then.title ?? written.title),
      checklist: checklistOf(then.checklist ?? written.checklist)
    })),
    proOnly: written.proOnly ?? false,
    addOn: written.addOn ?? false,
    active: written.active ?? true,
    ...(written.withdrawnAt && { withdrawnAt: timeOf(written.withdrawnAt) })
  };
}

export function productOf(written: FileProduct): Product {
  const { id, brand, goesWith, version = FIRST_VERSION, active = true } = written;
  return {
    ...{ _id: `product:${id}`, type: 'product', id, version, brand },
    title: textOf(written.title),
    prices: pricesOf(written.prices),
    earlier: mapped(written.earlier ?? {}, (then) => ({
      prices: pricesOf(then.prices),
      until: timeOf(then.until),
      title: textOf(then.title ?? written.title),
      salesCommissionBps: bpsOf(then.salesCommissionPercent ?? written.salesCommissionPercent),
      ...{ brand: then.brand ?? brand, goesWith: then.goesWith ?? goesWith }
    })),
    salesCommissionBps: bpsOf(written.salesCommissionPercent),
    ...{ goesWith, active },
    ...(written.withdrawnAt && { withdrawnAt: timeOf(written.withdrawnAt) })
  };
}

export function filePackageOf(document: ServicePackage): FilePackage {
  const { id, skill, level, durationMin, title, summary, scope, notIncluded } = document;
  const { tools, guide, checklist, terms, proOnly, addOn, active, version } = document;
  return {
    ...{ id, skill, level, durationMin },
    prices: writtenPrices(document.prices),
    ...{ title, summary, scope, notIncluded, tools, guide, checklist },
    ...(terms && { terms }),
    ...{ proOnly, addOn, active, version },
    ...history(document, ({ checklist: then }) => then && { checklist: then })
  };
}

export function fileProductOf(document: Product): FileProduct {
  const { id, brand, title, goesWith, active, version, salesCommissionBps } = document;
  return {
    ...{ id, brand, title },
    prices: writtenPrices(document.prices),
    salesCommissionPercent: salesCommissionBps / 100,
    ...{ goesWith, active, version },
    ...history(document, ({ salesCommissionBps: bps, brand: was, goesWith: went }) => ({
      ...(bps !== undefined && { salesCommissionPercent: bps / 100 }),
      ...(was !== undefined && { brand: was }),
      ...(went !== undefined && { goesWith: went })
    }))
  };
}

export function catalogFileOf(
  packages: readonly ServicePackage[],
  products: readonly Product[],
  termsVersion?: string
): CatalogFile {
  return {
    format: CATALOG_FORMAT,
    ...(termsVersion && { termsVersion }),
    packages: packages.map(filePackageOf),
    products: products.map(fileProductOf)
  };
}

export function pricesOf(written: FilePrices): Prices {
  const prices: Prices = {};
  for (const market of MARKETS) {
    const { minor } = readAmount(written[market] ?? '', MARKET_POLICY[market].currency);
    if (minor !== undefined) prices[market] = minor;
  }
  return prices;
}

/** Decimal, with a point: the same in every language. */
export function writtenPrices(prices: Prices): FilePrices {
  const sold = MARKETS.filter((market) => prices[market] !== undefined);
  return Object.fromEntries(sold.map((market) => [market, (prices[market]! / 100).toFixed(2)]));
}

function history<M extends object>(
  { earlier = {}, withdrawnAt }: ServicePackage | Product,
  more: (then: EarlierVersion) => M | false | undefined
) {
  return {
    ...(withdrawnAt !== undefined && { withdrawnAt: new Date(withdrawnAt).toISOString() }),
    ...(Object.keys(earlier).length > 0 && {
      earlier: mapped(earlier, (then) => ({
        until: new Date(then.until).toISOString(),
        prices: writtenPrices(then.prices),
        ...(then.title && { title: then.title }),
        ...more(then)
      }))
    })
  };
}

function checklistOf(written: FilePackage['checklist']): ChecklistItem[] {
  return CHECKLIST_PHASES.flatMap((phase) =>
    written
      .filter((item) => item.phase === phase)
      .map((item) => ({ ...item, text: textOf(item.text), required: item.required ?? false }))
  );
}

function mapped<V, T>(record: Record<string, V>, to: (value: V) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value)]));
}

const timeOf = (written: string) => Date.parse(written) as Ms;
const bpsOf = (percent: number) => Math.round(percent * 100) as Bps;

/** What is empty in another language is not there, and the source stands in for it. */
function textOf(text: LocalText): LocalText {
  const filled = Object.entries(text).filter(([, words]) => words);
  return Object.fromEntries(filled) as LocalText;
}
