import type { FileItem } from '#domain/catalog/catalog-changes.ts';
import type { CatalogKind } from '#domain/catalog/catalog-kind.ts';
import type { FilePackage, FileProduct } from '#domain/catalog/catalog-file.ts';
import type { LocalText } from '#domain/catalog/service-package.ts';
import { LOCALES } from '#domain/policy/policy.ts';

function blankPackage(id: string): FilePackage {
  return {
    ...{ id, skill: 'wlan', level: 2, durationMin: 60, prices: {} },
    ...{ title: { de: '' }, summary: { de: '' } },
    ...{ scope: [], notIncluded: [], tools: [], guide: [], checklist: [], terms: {} },
    ...{ proOnly: false, addOn: false, active: true }
  };
}

function blankProduct(id: string): FileProduct {
  return {
    ...{ id, brand: '', title: { de: '' }, prices: {}, salesCommissionPercent: 0 },
    ...{ goesWith: [], active: true }
  };
}

/** With every field that the form shows, whatever was saved of it. */
export function editable(kind: CatalogKind, id: string, content: FileItem | undefined): FileItem {
  const blank = kind === 'package' ? blankPackage(id) : blankProduct(id);
  const {
    version: _version,
    earlier: _earlier,
    withdrawnAt: _withdrawn,
    ...known
  } = { ...content } as FilePackage;
  return { ...blank, ...known, id } as FileItem;
}

/** As it is saved: without lines in which nothing is written. */
export function tidy(content: FileItem): FileItem {
  if (!('checklist' in content)) return content;
  const written = (text: LocalText) => LOCALES.some((locale) => text[locale]?.trim());
  return {
    ...content,
    scope: content.scope.filter(written),
    notIncluded: content.notIncluded.filter(written),
    tools: content.tools.filter(written),
    guide: content.guide.filter(({ title, text }) => written(title) || written(text)),
    checklist: content.checklist.filter(({ text }) => written(text))
  };
}
