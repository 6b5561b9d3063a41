import { describe, expect, it } from 'vitest';
import {
  catalogChanges,
  differencesOf,
  itemsOf,
  withWithdrawn
} from '#domain/catalog/catalog-changes.ts';
import type { FilePackage } from '#domain/catalog/catalog-file.ts';
import { CATALOG_KINDS } from '#domain/catalog/catalog-kind.ts';
import { aCatalogFile, aFilePackage, aFileProduct } from '../../support/a-catalog-file.ts';

const [wlan, cable] = [aFilePackage(), aFileProduct()];
const tv = aFilePackage({ id: 'tv', title: { de: 'Fernseher' } });
const item = (id: string, text = id) => ({ id, phase: 'work' as const, text: { de: text } });
const guide = { title: { de: 'Vorher', en: 'Before' }, text: { de: 'Lesen', en: '' } };

describe('two states of one item', () => {
  it.each<[string, Partial<FilePackage>, Partial<FilePackage>, object[]]>([
    ['nothing', {}, {}, []],
    ['a price', {}, { prices: { DE: '69.00', CH: '80.00' } }, [['prices.CH', '79.00', '80.00']]],
    ['a price more', { prices: {} }, { prices: { DE: '1' } }, [['prices.DE', undefined, '1']]],
    ['a price less', { prices: { DE: '1' } }, { prices: {} }, [['prices.DE', '1', undefined]]],
    ['an empty price for none', { prices: { DE: '' } }, { prices: {} }, []],
    [
      'a translation',
      {},
      { title: { de: 'WLAN einrichten', en: 'Wi-Fi' } },
      [['title.en', undefined, 'Wi-Fi']]
    ],
    ['an empty one', {}, { title: { de: 'WLAN einrichten', en: '' } }, []],
    ['a number', {}, { durationMin: 75 }, [['durationMin', '60', '75']]],
    ['a flag', {}, { proOnly: true }, [['proOnly', 'false', 'true']]],
    ['active', {}, { active: false }, [['active', 'true', 'false']]],
    ['an add-on', { addOn: true }, {}, [['addOn', 'true', 'false']]],
    ['what is said and what is left out', {}, { active: true, proOnly: false, addOn: false }, []],
    ['no terms', {}, { terms: {} }, []],
    [
      'a term',
      { terms: { de: ['a'] } },
      { terms: { de: ['a', 'b'] } },
      [['terms.de', undefined, 'b']]
    ],
    ['the first terms', {}, { terms: { de: ['a', 'b'] } }, [['terms.de', undefined, 'a, b']]],
    [
      'a line goes',
      { scope: [{ de: 'a' }, { de: 'b' }] },
      { scope: [{ de: 'a' }] },
      [['scope', 'b', undefined]]
    ],
    [
      'a line is another one',
      { scope: [{ de: 'a', en: 'A' }] },
      { scope: [{ de: 'b' }] },
      [
        ['scope', 'a · A', undefined],
        ['scope', undefined, 'b']
      ]
    ],
    [
      'lines change places',
      { tools: [{ de: 'a' }, { de: 'b' }] },
      {
        tools: [{ de: 'b' }, { de: 'a' }]
      },
      [['tools.order', undefined, undefined]]
    ],
    [
      'a line between',
      { tools: [{ de: 'a' }, { de: 'b' }] },
      {
        tools: [{ de: 'a' }, { de: 'c' }, { de: 'b' }]
      },
      [['tools', undefined, 'c']]
    ],
    ['a section', {}, { guide: [guide] }, [['guide', undefined, 'Vorher · Before · Lesen']]],
    [
      'words of an item of the list',
      { checklist: [item('wlan.a')] },
      {
        checklist: [item('wlan.a', 'anders')]
      },
      [['checklist.wlan.a.text.de', 'wlan.a', 'anders']]
    ],
    [
      'it is required',
      { checklist: [item('wlan.a')] },
      {
        checklist: [{ ...item('wlan.a'), required: true }]
      },
      [['checklist.wlan.a.required', 'false', 'true']]
    ],
    [
      'it is said that it is not',
      { checklist: [item('wlan.a')] },
      {
        checklist: [{ ...item('wlan.a'), required: false }]
      },
      []
    ],
    [
      'one more of the list',
      { checklist: [item('wlan.a')] },
      {
        checklist: [item('wlan.a'), item('wlan.b', 'x')]
      },
      [['checklist', undefined, 'wlan.b · work · x · false']]
    ],
    [
      'the order of the list',
      { checklist: [item('wlan.a'), item('wlan.b')] },
      {
        checklist: [item('wlan.b'), item('wlan.a')]
      },
      [['checklist.order', undefined, undefined]]
    ],
    [
      'what the server works out',
      {
        ...{ version: 1, withdrawnAt: '2026-01-01T00:00:00Z' },
        earlier: { 1: { until: '2026-01-01T00:00:00Z', prices: {} } }
      },
      { version: 2 },
      []
    ]
  ])('[O4.2] %s', (_title, before, after, expected) => {
    const found = differencesOf(aFilePackage(before), aFilePackage(after));
    expect(found.map(({ path, before: was, after: is }) => [path, was, is])).toEqual(expected);
    for (const difference of found) {
      expect(Object.values(difference)).not.toContain(undefined);
    }
  });

  it('[O4.2] of a product: brand, commission, what it goes with, but no flags of a package', () => {
    const after = aFileProduct({ brand: 'Imker', salesCommissionPercent: 4, goesWith: ['tv'] });
    expect(differencesOf(cable, after)).toEqual([
      { path: 'brand', before: 'Wabe', after: 'Imker' },
      { path: 'salesCommissionPercent', before: '3', after: '4' },
      { path: 'goesWith', before: 'wlan' },
      { path: 'goesWith', after: 'tv' }
    ]);
    expect(differencesOf(cable, { ...cable, active: true })).toEqual([]);
    // Another kind of thing under the same id is no flag forgotten.
    const flags = differencesOf(cable, wlan).map(({ path }) => path);
    expect(flags).toEqual(expect.arrayContaining(['proOnly', 'addOn', 'checklist']));
  });
});

describe('what publishing would do', () => {
  const current = { packages: [wlan, tv], products: [cable] };

  it('[O4.2] what is new, what is not as before, what is as it was', () => {
    const plug = aFileProduct({ id: 'plug', title: { de: 'Stecker' } });
    const wanted = {
      packages: [aFilePackage({ title: { de: 'WLAN' } }), tv],
      products: [cable, plug]
    };
    expect(catalogChanges(current, wanted)).toEqual({
      added: [{ kind: 'product', id: 'plug', title: { de: 'Stecker' }, differences: [] }],
      changed: [
        {
          ...{ kind: 'package', id: 'wlan', title: { de: 'WLAN' } },
          differences: [{ path: 'title.de', before: 'WLAN einrichten', after: 'WLAN' }]
        }
      ],
      withdrawn: [],
      unchanged: 2
    });
  });

  it('[O4.2] what is not active any more is withdrawn; what never was, or is again, changed', () => {
    const off = { ...tv, active: false };
    const toOff = catalogChanges(current, { packages: [off], products: [] });
    expect(toOff).toEqual({
      ...{ added: [], changed: [], unchanged: 0 },
      withdrawn: [
        {
          ...{ kind: 'package', id: 'tv', title: { de: 'Fernseher' } },
          differences: [{ path: 'active', before: 'true', after: 'false' }]
        }
      ]
    });
    const fromOff = { packages: [off], products: [] };
    expect(catalogChanges(fromOff, { packages: [tv], products: [] })).toMatchObject({
      ...{ withdrawn: [], changed: [{ id: 'tv' }], unchanged: 0 }
    });
    expect(catalogChanges(fromOff, fromOff)).toMatchObject({ withdrawn: [], unchanged: 1 });
    const dearer = { packages: [{ ...off, level: 4 as const }], products: [] };
    expect(catalogChanges(fromOff, dearer)).toMatchObject({ withdrawn: [], changed: [{}] });
  });

  it('[O4.2] what it does not name stays, or is withdrawn where the whole was meant', () => {
    const wanted = { packages: [wlan], products: [] };
    const none = { added: [], changed: [], withdrawn: [], unchanged: 1 };
    expect(catalogChanges(current, wanted)).toEqual(none);
    expect(catalogChanges(current, wanted, true)).toEqual({
      ...none,
      withdrawn: [
        { kind: 'package', id: 'tv', title: { de: 'Fernseher' }, differences: [] },
        { kind: 'product', id: 'cable', title: { de: 'Kabel' }, differences: [] }
      ]
    });
    const gone = { packages: [wlan, { ...tv, active: false }], products: [] };
    expect(catalogChanges(gone, wanted, true)).toEqual(none);
  });

  it('[O4.2] withdrawn, it stays in the file and is not active', () => {
    expect(withWithdrawn(current, { packages: [wlan], products: [] })).toEqual({
      packages: [wlan, { ...tv, active: false }],
      products: [{ ...cable, active: false }]
    });
    expect(withWithdrawn(current, current)).toEqual(current);
  });

  it('[O4.2] goes through packages first, then products', () => {
    expect(CATALOG_KINDS).toEqual(['package', 'product']);
    const file = aCatalogFile();
    expect(itemsOf(file, 'package')).toBe(file.packages);
    expect(itemsOf(file, 'product')).toBe(file.products);
  });
});
