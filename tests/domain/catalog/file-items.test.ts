import { describe, expect, it } from 'vitest';
import {
  catalogFileOf,
  filePackageOf,
  fileProductOf,
  packageOf,
  pricesOf,
  productOf,
  writtenPrices
} from '#domain/catalog/file-items.ts';
import type { FilePackage, FileProduct } from '#domain/catalog/catalog-file.ts';
import type { Product, ServicePackage } from '#domain/catalog/service-package.ts';
import { aFilePackage, aFileProduct } from '../../support/a-catalog-file.ts';

const WRITTEN: FilePackage = {
  ...{ id: 'tv-setup', skill: 'tv', level: 3, durationMin: 90, version: 4 },
  prices: { DE: '69.00', CH: '79.50' },
  title: { de: 'Fernseher', en: 'Television' },
  summary: { de: 'Aufstellen', en: 'Set up' },
  scope: [{ de: 'Sender', en: 'Stations' }],
  notIncluded: [{ de: 'Montage', en: 'Mounting' }],
  tools: [{ de: 'Kabel', en: 'Cable' }],
  guide: [{ title: { de: 'Vorher', en: 'Before' }, text: { de: 'Lesen', en: 'Read' } }],
  checklist: [
    { id: 'visit.greet', phase: 'arrive', text: { de: 'Gruß', en: 'Greet' }, required: true },
    { id: 'tv-setup.scan', phase: 'work', text: { de: 'Suchlauf', en: 'Scan' }, required: false }
  ],
  terms: { de: ['Glotze', 'kein Bild'], en: ['telly'] },
  ...{ proOnly: true, addOn: true, active: false },
  withdrawnAt: '2026-03-04T05:06:07.089Z',
  earlier: {
    '3': {
      until: '2026-02-01T00:00:00.000Z',
      prices: { CH: '70.05' },
      title: { de: 'TV', en: 'Telly' },
      checklist: [
        { id: 'tv-setup.old', phase: 'prepare', text: { de: 'Alt', en: 'Old' }, required: true }
      ]
    },
    '1': {
      ...{ until: '2026-01-01T00:00:00.000Z', prices: { DE: '0.07' }, checklist: [] },
      title: { de: 'Fernseher', en: 'Television' }
    }
  }
};
const STORED: ServicePackage = {
  ...{ _id: 'package:tv-setup', type: 'package', id: 'tv-setup', version: 4 },
  ...{ category: 'tv', skill: 'tv', level: 3, durationMin: 90 },
  prices: { DE: 6900, CH: 7950 },
  title: { de: 'Fernseher', en: 'Television' },
  summary: { de: 'Aufstellen', en: 'Set up' },
  scope: [{ de: 'Sender', en: 'Stations' }],
  notIncluded: [{ de: 'Montage', en: 'Mounting' }],
  tools: [{ de: 'Kabel', en: 'Cable' }],
  guide: [{ title: { de: 'Vorher', en: 'Before' }, text: { de: 'Lesen', en: 'Read' } }],
  checklist: [
    { id: 'visit.greet', phase: 'arrive', text: { de: 'Gruß', en: 'Greet' }, required: true },
    { id: 'tv-setup.scan', phase: 'work', text: { de: 'Suchlauf', en: 'Scan' }, required: false }
  ],
  terms: { de: ['Glotze', 'kein Bild'], en: ['telly'] },
  ...{ proOnly: true, addOn: true, active: false },
  withdrawnAt: 1_772_600_767_089,
  earlier: {
    3: {
      until: 1_769_904_000_000,
      prices: { CH: 7005 },
      title: { de: 'TV', en: 'Telly' },
      checklist: [
        { id: 'tv-setup.old', phase: 'prepare', text: { de: 'Alt', en: 'Old' }, required: true }
      ]
    },
    1: {
      ...{ until: 1_767_225_600_000, prices: { DE: 7 }, checklist: [] },
      title: { de: 'Fernseher', en: 'Television' }
    }
  }
};
const WRITTEN_CABLE: FileProduct = {
  ...{ id: 'cable', brand: 'Wabe', title: { de: 'Kabel', en: 'Cable' }, version: 3 },
  prices: { DE: '9.90', CH: '12.05' },
  ...{ salesCommissionPercent: 8.15, goesWith: ['wlan', 'tv'], active: false },
  withdrawnAt: '2026-03-04T05:06:07.089Z',
  earlier: {
    '2': {
      ...{ until: '2026-02-01T00:00:00.000Z', prices: { CH: '11.00' } },
      ...{ salesCommissionPercent: 0, brand: 'Nord', goesWith: ['tv'], title: { de: 'Draht' } }
    },
    '1': {
      ...{ until: '2026-01-01T00:00:00.000Z', prices: { CH: '10.00' } },
      salesCommissionPercent: 12.5,
      ...{ brand: 'Wabe', goesWith: ['wlan', 'tv'], title: { de: 'Kabel', en: 'Cable' } }
    }
  }
};
const STORED_CABLE: Product = {
  ...{ _id: 'product:cable', type: 'product', id: 'cable', version: 3, brand: 'Wabe' },
  title: { de: 'Kabel', en: 'Cable' },
  prices: { DE: 990, CH: 1205 },
  ...{ salesCommissionBps: 815, goesWith: ['wlan', 'tv'], active: false },
  withdrawnAt: 1_772_600_767_089,
  earlier: {
    2: {
      ...{ until: 1_769_904_000_000, prices: { CH: 1100 }, salesCommissionBps: 0 },
      ...{ brand: 'Nord', goesWith: ['tv'], title: { de: 'Draht' } }
    },
    1: {
      ...{ until: 1_767_225_600_000, prices: { CH: 1000 }, salesCommissionBps: 1250 },
      ...{ brand: 'Wabe', goesWith: ['wlan', 'tv'], title: { de: 'Kabel', en: 'Cable' } }
    }
  }
};

describe('a package or product in a file, and as it is kept', () => {
  it('[O4.3] is the same there and back again', () => {
    expect(packageOf(WRITTEN)).toStrictEqual(STORED);
    expect(filePackageOf(STORED)).toStrictEqual(WRITTEN);
    expect(productOf(WRITTEN_CABLE)).toStrictEqual(STORED_CABLE);
    expect(fileProductOf(STORED_CABLE)).toStrictEqual(WRITTEN_CABLE);
  });

  it('[O4.3] what is left out of a package means the same as its default', () => {
    expect(packageOf(aFilePackage())).toStrictEqual({
      ...{ _id: 'package:wlan', type: 'package', id: 'wlan', version: 1 },
      ...{ category: 'wlan', skill: 'wlan', level: 2, durationMin: 60 },
      ...{ title: { de: 'WLAN einrichten' }, summary: { de: 'Router und Geräte' } },
      ...{ scope: [], notIncluded: [], tools: [], guide: [], checklist: [] },
      ...{ prices: { DE: 6900, CH: 7900 }, earlier: {} },
      ...{ proOnly: false, addOn: false, active: true }
    });
    const shortest = filePackageOf(packageOf(aFilePackage()));
    expect(shortest).toStrictEqual({
      ...aFilePackage(),
      ...{ proOnly: false, addOn: false, active: true, version: 1 }
    });
  });

  it('[O4.3] what is left out of a product means the same as its default', () => {
    expect(productOf(aFileProduct())).toStrictEqual({
      ...{ _id: 'product:cable', type: 'product', id: 'cable', version: 1, brand: 'Wabe' },
      ...{ title: { de: 'Kabel' }, prices: { CH: 1250 }, earlier: {}, salesCommissionBps: 300 },
      ...{ goesWith: ['wlan'], active: true }
    });
    const { earlier: _none, ...never } = productOf(aFileProduct());
    for (const stored of [never, { ...never, earlier: {} }]) {
      expect(fileProductOf(stored)).toStrictEqual({ ...aFileProduct(), active: true, version: 1 });
    }
  });

  it('[O4.13] an earlier version that says no checklist or commission had the present one', () => {
    const then = { until: '2026-01-01T00:00:00Z', prices: { DE: '1' } };
    const checklist = [{ id: 'wlan.a', phase: 'work' as const, text: { de: 'x' } }];
    expect(packageOf(aFilePackage({ checklist, earlier: { '1': then } })).earlier[1]).toStrictEqual(
      {
        prices: { DE: 100 },
        until: 1_767_225_600_000,
        title: { de: 'WLAN einrichten' },
        checklist: [{ ...checklist[0], required: false }]
      }
    );
    const product = productOf(
      aFileProduct({ salesCommissionPercent: 7.5, earlier: { '1': then } })
    );
    expect(product.earlier![1]!.salesCommissionBps).toBe(750);
    // Kept without either, it comes out without.
    const old = { 1: { until: 0, prices: {} } };
    const bare = { until: '1970-01-01T00:00:00.000Z', prices: {} };
    expect(filePackageOf({ ...STORED, earlier: old }).earlier).toStrictEqual({ 1: bare });
    expect(fileProductOf({ ...STORED_CABLE, earlier: old }).earlier).toStrictEqual({ 1: bare });
    expect(filePackageOf({ ...STORED, withdrawnAt: 0 }).withdrawnAt).toBe(bare.until);
  });

  it('[O4.3] what is empty in another language is not there', () => {
    const empty = { de: 'x', en: '' };
    const checklist = [{ id: 'wlan.a', phase: 'work' as const, text: empty }];
    const lists = { scope: [empty], notIncluded: [empty], tools: [empty], checklist };
    const guide = [{ title: empty, text: empty }];
    const terms = { de: [], en: ['telly'] };
    const written = aFilePackage({ title: empty, summary: empty, ...lists, guide, terms });
    const text = { de: 'x' };
    expect(packageOf(written)).toMatchObject({ title: text, summary: text });
    expect(packageOf(written)).toEqual({
      ...packageOf(aFilePackage()),
      ...{ title: text, summary: text, scope: [text], notIncluded: [text], tools: [text] },
      checklist: [{ ...checklist[0], text, required: false }],
      guide: [{ title: text, text }],
      terms: { en: ['telly'] }
    });
    expect(productOf(aFileProduct({ title: empty })).title).toStrictEqual(text);
    for (const none of [{ de: [] }, {}]) {
      expect(packageOf(aFilePackage({ terms: none }))).not.toHaveProperty('terms');
    }
  });

  it('[R10.1] a checklist is kept in the order of the visit, and as written within a phase', () => {
    const at = (id: string, phase: FilePackage['checklist'][number]['phase']) => ({
      ...{ id: `wlan.${id}`, phase, text: { de: 'x' } }
    });
    const checklist = [
      ...[at('g', 'handOver'), at('e', 'explain'), at('d', 'work'), at('c', 'work')],
      ...[at('b', 'arrive'), at('a', 'prepare'), at('f', 'explain')]
    ];
    const kept = packageOf(aFilePackage({ checklist })).checklist.map(({ id }) => id.slice(5));
    expect(kept.join('')).toBe('abdcefg');
  });

  it('[O4.3] all of it is a file', () => {
    expect(catalogFileOf([STORED], [STORED_CABLE], '2026-11')).toStrictEqual({
      ...{ format: 'mila-catalog-1', termsVersion: '2026-11' },
      ...{ packages: [WRITTEN], products: [WRITTEN_CABLE] }
    });
    const none = { format: 'mila-catalog-1', packages: [], products: [] };
    expect(catalogFileOf([], [])).toStrictEqual(none);
    expect(catalogFileOf([], [], '')).toStrictEqual(none);
  });
});

describe('a price in a file', () => {
  it.each<[string, object, object]>([
    ['as written', { DE: '69', CH: '79,50' }, { DE: 6900, CH: 7950 }],
    ['empty: not sold there', { DE: '', CH: '1.00' }, { CH: 100 }],
    ['left out', { DE: '0.07' }, { DE: 7 }],
    ['in the currency of its market', { DE: '5 €', CH: 'CHF 5' }, { DE: 500, CH: 500 }],
    ['not in another one', { DE: 'CHF 5', CH: '5 €' }, {}],
    ['none at all', {}, {}]
  ])('[O4.1] %s', (_title, written, minor) => {
    expect(pricesOf(written)).toStrictEqual(minor);
  });

  it('[O4.3] is written with a point and two digits, whatever the language', () => {
    expect(writtenPrices({ DE: 6900, CH: 123_456 })).toStrictEqual({ DE: '69.00', CH: '1234.56' });
    expect(writtenPrices({ CH: 7 })).toStrictEqual({ CH: '0.07' });
    expect(writtenPrices({})).toStrictEqual({});
  });
});
