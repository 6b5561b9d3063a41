import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  faultPlace,
  faultsIn,
  MOST_FAULTS,
  pathText,
  readCatalogFile,
  readCatalogText,
  TAKES
} from '#domain/catalog/catalog-fault.ts';
import { CATALOG_FORMAT, CATALOG_LIMITS, fileProduct } from '#domain/catalog/catalog-file.ts';
import { aCatalogFile, aFilePackage, aFileProduct } from '../../support/a-catalog-file.ts';

const item = (id: string) => ({ id, phase: 'work' as const, text: { de: 'x' } });

describe('a catalogue file', () => {
  const faultsOf = (file: unknown) => {
    const read = readCatalogFile(file);
    return read.ok ? [] : read.faults;
  };

  it('[O4.1] has parts of its own, at most so many', () => {
    const { items: most } = CATALOG_LIMITS;
    const products = Array.from({ length: most + 1 }, (_none, at) =>
      aFileProduct({ id: `p${at}` })
    );
    expect(faultsOf(aCatalogFile({ products: products.slice(1) }))).toEqual([]);
    const rows: [unknown, string, string][] = [
      [aCatalogFile({ products }), 'products', 'tooMany'],
      [aCatalogFile({ products: 'x' as never }), 'products', 'list'],
      [aCatalogFile({ packages: undefined }), 'packages', 'list'],
      [aCatalogFile({ packages: ['x' as never] }), 'packages[0]', 'package'],
      [aCatalogFile({ products: [null as never] }), 'products[0]', 'product'],
      [aCatalogFile({ format: 'mila-catalog-2' as never }), 'format', 'format'],
      [{ ...aCatalogFile(), colour: 1 }, 'colour', 'unknownField'],
      ...['', 'a b', 'x'.repeat(41), 5, 'x!', '!x'].map<[unknown, string, string]>((each) => [
        aCatalogFile({ termsVersion: each as string }),
        ...(['termsVersion', 'termsVersion'] as const)
      ]),
      ...[null, 'x', []].map<[unknown, string, string]>((file) => [file, '', 'file'])
    ];
    for (const [file, path, takes] of rows) expect(faultsOf(file)).toEqual([{ path, takes }]);
    for (const termsVersion of ['2026-01', 'x'.repeat(40), 'v1.0_a']) {
      expect(faultsOf(aCatalogFile({ termsVersion }))).toEqual([]);
    }
  });

  it('[O4.1] names each id once: of a package, of a product, of an item of a list', () => {
    const twice = aFilePackage({ checklist: [item('wlan.a'), item('wlan.b'), item('wlan.a')] });
    expect(faultsOf(aCatalogFile({ packages: [aFilePackage({ id: 'tv' }), twice] }))).toEqual([
      { path: 'packages[1].checklist[2].id', takes: 'unique', of: 'wlan' }
    ]);
    const packages = ['wlan', 'tv', 'wlan', 'tv'].map((id) => aFilePackage({ id }));
    expect(faultsOf(aCatalogFile({ packages }))).toEqual([
      { path: 'packages[2].id', takes: 'unique', of: 'wlan' },
      { path: 'packages[3].id', takes: 'unique', of: 'tv' }
    ]);
    const products = [aFileProduct(), aFileProduct()];
    expect(faultsOf(aCatalogFile({ products }))).toEqual([
      { path: 'products[1].id', takes: 'unique', of: 'cable' }
    ]);
    expect(faultsOf(aCatalogFile({ products: [aFileProduct({ id: 'wlan' })] }))).toEqual([]);
  });

  it('says what belongs there in words that every language has', () => {
    expect(TAKES).toEqual(
      expect.arrayContaining([
        ...['duration', 'file', 'flag', 'format', 'id', 'invalid', 'item', 'itemId', 'itemOwner'],
        ...['json', 'known', 'level', 'list', 'package', 'percent', 'phase', 'price', 'prices'],
        ...['product', 'required', 'section', 'skill', 'termsVersion', 'terms', 'texts', 'time'],
        ...['tooLong', 'tooMany', 'unique', 'unknownField', 'version']
      ])
    );
    expect(new Set(TAKES).size).toBe(TAKES.length);
    expect(TAKES.filter((takes) => !/^[a-zA-Z]+$/.test(takes))).toEqual([]);
  });
});

describe('where a fault is', () => {
  afterEach(() => void vi.restoreAllMocks());

  const faultsOf = (text: string) => {
    const read = readCatalogText(text);
    return read.ok ? [] : read.faults;
  };

  it('[O4.1] text that is no JSON: at its line and column', () => {
    const rows: [string, string][] = [
      ['', '1:1'],
      ['{', '1:2'],
      ['{\n  "a": 1,\n', '3:1'],
      ['{"format": "mila-catalog-1"} x', '1:30']
    ];
    for (const [text, path] of rows) {
      expect(faultsOf(text), text).toEqual([{ path, takes: 'json' }]);
    }
  });

  it.each([
    ['Unexpected token } in JSON at position 14', '3:3'],
    ['JSON.parse: unexpected character at line 12 column 34 of the JSON data', '12:34'],
    ['JSON Parse error: Unexpected identifier', '4:2']
  ])('[O4.1] as each browser says it: %s', (message, path) => {
    vi.spyOn(JSON, 'parse').mockImplementationOnce(() => {
      throw new SyntaxError(message);
    });
    expect(faultsOf('{\n"a": "b",\n"c" }\n}')).toEqual([{ path, takes: 'json' }]);
  });

  it('[O4.1] text that is JSON is read, also behind a byte order mark', () => {
    const file = aCatalogFile();
    expect(readCatalogText(JSON.stringify(file))).toEqual({ ok: true, file });
    expect(readCatalogText(`\uFEFF${JSON.stringify(file)}`)).toEqual({ ok: true, file });
    expect(faultsOf('null')).toEqual([{ path: '', takes: 'file' }]);
    expect(faultsOf(` \uFEFF${JSON.stringify(file)}`)).toMatchObject([{ takes: 'json' }]);
  });

  it('[O4.1] it is taken clean: no space too many, nothing that nobody sees', () => {
    const product = aFileProduct({ brand: '  Wa\u200bbe ', title: { de: 'Ka\nbel', en: '' } });
    const read = readCatalogFile(aCatalogFile({ packages: [], products: [product] }));
    expect(read).toMatchObject({
      file: { products: [{ brand: 'Wabe', title: { de: 'Ka bel', en: '' } }] }
    });
  });

  it('[O4.1] each name that nobody knows is one; of a text too long, by how much', () => {
    const odd = { ...aFileProduct(), colour: 1, size: 2, title: { de: 'x'.repeat(97) } };
    expect(faultsIn(fileProduct, odd)).toEqual([
      { path: 'title.de', takes: 'tooLong', over: 17 },
      { path: 'colour', takes: 'unknownField' },
      { path: 'size', takes: 'unknownField' }
    ]);
    expect(faultsIn(fileProduct, aFileProduct())).toEqual([]);
  });

  it('[O4.1] it says of which package or product, where that has an id', () => {
    const of = (id: unknown) => {
      const products = [aFileProduct(), { ...aFileProduct(), id, active: 'x' }];
      const read = readCatalogFile({ ...aCatalogFile(), products });
      return read.ok ? [] : read.faults.map(({ path, of: item }) => [path, item]);
    };
    expect(of('plug')).toEqual([['products[1].active', 'plug']]);
    expect(of('x'.repeat(61))).toEqual([
      ['products[1].id', 'x'.repeat(60)],
      ['products[1].active', 'x'.repeat(60)]
    ]);
    expect(of(5)).toEqual([
      ['products[1].id', undefined],
      ['products[1].active', undefined]
    ]);
    const none = readCatalogFile({ ...aCatalogFile(), products: [undefined] });
    expect(none).toEqual({ ok: false, faults: [{ path: 'products[0]', takes: 'product' }] });
  });

  it('[O4.1] whoever has very many begins with the first two hundred', () => {
    expect(MOST_FAULTS).toBe(200);
    for (const count of [199, 200, 201]) {
      const products = Array.from({ length: count }, () => 'x');
      const read = readCatalogFile({ ...aCatalogFile(), products });
      expect(read.ok || read.faults.length).toBe(Math.min(count, 200));
    }
  });

  it('[O4.1] is written with the id beside the number', () => {
    expect(pathText(['packages', 3, 'title', 'de'])).toBe('packages[3].title.de');
    expect(pathText([])).toBe('');
    expect(pathText(['earlier', '1', 'prices'])).toBe('earlier.1.prices');
    const path = 'packages[3].checklist[2].id';
    expect(faultPlace({ path, of: 'tv' })).toBe('packages[3] (tv).checklist[2].id');
    expect(faultPlace({ path: 'packages[12]', of: 'tv' })).toBe('packages[12] (tv)');
    expect(faultPlace({ path })).toBe(path);
    expect(faultPlace({ path: 'title.de', of: 'tv' })).toBe('title.de');
  });

  it('numbers of a file are as CATALOG-FILE.md says', () => {
    expect(CATALOG_FORMAT).toBe('mila-catalog-1');
    expect(CATALOG_LIMITS).toEqual({
      ...{ items: 2_000, lines: 30, checklist: 60, guide: 20, terms: 80, skills: 40 },
      ...{ leastMin: 5, mostMin: 720, stepMin: 5 },
      ...{ mostPriceMinor: 10_000_000, mostVersion: 1_000_000 }
    });
  });
});
