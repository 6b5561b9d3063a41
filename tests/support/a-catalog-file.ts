import type { CatalogFile, FilePackage, FileProduct } from '#domain/catalog/catalog-file.ts';

/** As somebody writes it: only what has to be there. */
export function aFilePackage(fields: Partial<FilePackage> = {}): FilePackage {
  return {
    ...{ id: 'wlan', skill: 'wlan', level: 2, durationMin: 60 },
    prices: { DE: '69.00', CH: '79.00' },
    ...{ title: { de: 'WLAN einrichten' }, summary: { de: 'Router und Geräte' } },
    ...{ scope: [], notIncluded: [], tools: [], guide: [], checklist: [] },
    ...fields
  };
}

export function aFileProduct(fields: Partial<FileProduct> = {}): FileProduct {
  return {
    ...{ id: 'cable', brand: 'Wabe', title: { de: 'Kabel' }, prices: { CH: '12.50' } },
    ...{ salesCommissionPercent: 3, goesWith: ['wlan'] },
    ...fields
  };
}

export function aCatalogFile(fields: Partial<CatalogFile> = {}): CatalogFile {
  return {
    format: 'mila-catalog-1',
    ...{ packages: [aFilePackage()], products: [aFileProduct()] },
    ...fields
  };
}
