import { describe, expect, it } from 'vitest';
import { readPriceList, writePriceList } from '#domain/catalog/price-list.ts';
import { aCatalogFile, aFilePackage, aFileProduct } from '../../support/a-catalog-file.ts';

const FILE = aCatalogFile({
  termsVersion: '2026-11',
  packages: [
    aFilePackage(),
    aFilePackage({ id: 'tv', title: { de: 'TV; "groß"' }, prices: { DE: '1289.05' } })
  ]
});
const LIST = [
  '\uFEFFkind;id;title;DE;CH',
  'package;wlan;WLAN einrichten;69,00;79,00',
  'package;tv;"TV; ""groß""";1289,05;',
  'product;cable;Kabel;;12,50',
  ''
].join('\r\n');

const read = (...lines: string[]) => readPriceList(lines.join('\n'), FILE);
/** What the list makes of it: `wlan DE 69.00 CH 79.00`. */
function prices(...lines: string[]): unknown {
  const list = read(...lines);
  if (!list.ok) return list.faults.map(({ path, takes }) => `${path}: ${takes}`);
  return [...list.file.packages, ...list.file.products].map((item) =>
    [item.id, ...Object.entries(item.prices).flat()].join(' ')
  );
}

describe('prices for a spreadsheet', () => {
  it('[O4.9] go out one line an item, with a comma, what has signs of its own in quotes', () => {
    expect(writePriceList(FILE)).toBe(LIST);
    const broken = aFilePackage({ title: { de: 'a\nb' } });
    const list = writePriceList(aCatalogFile({ packages: [broken], products: [] }));
    expect(list).toContain(';"a\nb";');
    const carriage = aFilePackage({ title: { de: 'a\rb' } });
    expect(writePriceList(aCatalogFile({ packages: [carriage] }))).toContain(';"a\rb";');
  });

  it('[O4.9] come in as they went out', () => {
    expect(readPriceList(LIST, FILE)).toEqual({ ok: true, file: FILE });
    expect(readPriceList(LIST.trimEnd(), FILE)).toEqual({ ok: true, file: FILE });
  });

  it('[O4.9] replace those of what the list names; the rest is left out', () => {
    const list = read('kind;id;DE;CH', 'product;cable;9,9;', 'package;wlan;70;80.5');
    expect(list).toEqual({
      ok: true,
      file: {
        ...FILE,
        packages: [aFilePackage({ prices: { DE: '70.00', CH: '80.50' } })],
        products: [aFileProduct({ prices: { DE: '9.90' } })]
      }
    });
  });

  it.each<[string, string[], string[]]>([
    ['of one market', ['kind;id;CH', 'package;wlan;1'], ['wlan DE 69.00 CH 1.00']],
    ['in any order', ['CH;id;x;kind', '1;wlan;;package'], ['wlan DE 69.00 CH 1.00']],
    ['with tabs', ['kind\tid\tCH', 'package\twlan\t1,5'], ['wlan DE 69.00 CH 1.50']],
    ['with commas', ['kind,id,CH', 'package,wlan,1.5'], ['wlan DE 69.00 CH 1.50']],
    ['a comma in quotes', ['kind,id,CH', 'package,wlan,"1,5"'], ['wlan DE 69.00 CH 1.50']],
    ['semicolons before tabs', ['kind;id;CH;\t', 'package;wlan;1;'], ['wlan DE 69.00 CH 1.00']],
    ['spaces around', [' kind ; id ; CH ', ' package ; wlan ; 1 '], ['wlan DE 69.00 CH 1.00']],
    ['empty lines', ['kind;id;CH', '', ' ; ; ', 'package;wlan;1', ''], ['wlan DE 69.00 CH 1.00']],
    ['lines of Windows', ['kind;id;CH\r', 'package;wlan;1\r', ''], ['wlan DE 69.00 CH 1.00']],
    ['not sold any more', ['kind;id;CH', 'package;wlan;'], ['wlan DE 69.00']],
    ['cells too few', ['kind;id;DE;CH', 'package;wlan;1'], ['wlan DE 1.00']],
    ['quotes within', ['kind;id;title;CH', 'package;wlan;a"b;1'], ['wlan DE 69.00 CH 1.00']],
    ['quotes twice', ['kind;id;x;CH', 'package;wlan;"a"";""b";1'], ['wlan DE 69.00 CH 1.00']],
    ['lines within', ['kind;id;x;CH', 'package;wlan;"a\nb";1'], ['wlan DE 69.00 CH 1.00']],
    ['nothing but a head', ['kind;id;CH'], []]
  ])('[O4.9] are read: %s', (_title, lines, expected) => {
    expect(prices(...lines)).toEqual(expected);
  });

  it.each<[string, string[], string[]]>([
    ['nothing', [''], ['line 1: prices']],
    ['no kind', ['id;CH', 'wlan;1'], ['line 1: prices']],
    ['no id', ['kind;CH', 'package;1'], ['line 1: prices']],
    ['no market', ['kind;id;FR', 'package;wlan;1'], ['line 1: prices']],
    ['an unknown id', ['kind;id;CH', 'package;x;1'], ['line 2, id: known']],
    ['no kind of ours', ['kind;id;CH', 'visit;wlan;1'], ['line 2, id: known']],
    ['of the other kind', ['kind;id;CH', 'product;wlan;1'], ['line 2, id: known']],
    ['no price', ['kind;id;CH', 'package;wlan;free'], ['line 2, CH: price']],
    ['zero', ['kind;id;CH', 'package;wlan;0'], ['line 2, CH: price']],
    [
      'another currency',
      ['kind;id;DE;CH', 'package;wlan;1 CHF;1 €'],
      [...['line 2, DE: price', 'line 2, CH: price']]
    ],
    [
      'each line',
      ['kind;id;CH', 'package;wlan;1', '', 'package;x;1', 'package;tv;-1'],
      [...['line 4, id: known', 'line 5, CH: price']]
    ]
  ])('[O4.9] a fault is named with line and column: %s', (_title, lines, expected) => {
    expect(prices(...lines)).toEqual(expected);
  });

  it('[O4.9] change nothing of what there is', () => {
    const before = structuredClone(FILE);
    read('kind;id;CH', 'package;wlan;', 'package;tv;5');
    expect(FILE).toEqual(before);
  });
});
