import { describe, expect, it } from 'vitest';
import { faultsIn } from '#domain/catalog/catalog-fault.ts';
import { filePackage, fileProduct } from '#domain/catalog/catalog-file.ts';
import { LOCALES } from '#domain/policy/policy.ts';
import { TEXT_LIMITS } from '#domain/text/text-limits.ts';
import { aFilePackage, aFileProduct } from '../../support/a-catalog-file.ts';

type Row = [path: string, taken: unknown[], refused: [value: unknown, fault: string][]];

/** The whole with one value elsewhere; undefined: it is left out. */
function withAt(whole: object, path: string, value: unknown): unknown {
  const copy = JSON.parse(JSON.stringify(whole)) as Record<string, unknown>;
  const keys = path.split('.');
  const last = keys.pop()!;
  const owner = keys.reduce((part, key) => part[key] as Record<string, unknown>, copy);
  if (value === undefined) delete owner[last];
  else owner[last] = value;
  return copy;
}

const many = <T>(count: number, each: T) => Array.from({ length: count }, () => each);
const line = { de: 'x' };
const item = (id: string) => ({ id, phase: 'work' as const, text: line });
const items = (count: number) => Array.from({ length: count }, (_none, at) => item(`wlan.i${at}`));
const then = { until: '2026-01-01T00:00:00Z', prices: {} };

const WHOLE_PACKAGE = aFilePackage({
  ...{ scope: [line], notIncluded: [line], tools: [line], guide: [{ title: line, text: line }] },
  checklist: [item('visit.a')],
  terms: { de: ['Internet'] },
  earlier: { '1': { ...then, checklist: [item('wlan.a')] } }
});
const WHOLE_PRODUCT = aFileProduct({ earlier: { '1': { ...then, salesCommissionPercent: 2 } } });

const needed = (path: string, limit: number): Row => [
  path,
  ['x', ' x ', 'x'.repeat(limit), ` ${'x'.repeat(limit)} `],
  [
    [undefined, 'required'],
    [null, 'required'],
    ['', 'required'],
    ['\u200b', 'required'],
    ['\ud800', 'invalid'],
    ['x'.repeat(limit + 1), 'tooLong:1'],
    ['x'.repeat(limit + 17), 'tooLong:17']
  ]
];
const translated = (path: string, limit: number): Row[] => [
  needed(`${path}.de`, limit),
  [
    `${path}.en`,
    [undefined, '', 'x', 'x'.repeat(limit)],
    [
      [5, 'required'],
      ['\ud800', 'invalid'],
      ['x'.repeat(limit + 2), 'tooLong:2']
    ]
  ],
  [path, [], ['x', null, undefined, []].map((each) => [each, 'texts'])],
  [`${path}.xx`, [], [['x', 'unknownField']]]
];
const listOf = (path: string, most: number, each: unknown): Row => [
  path,
  [[], many(most, each)],
  [
    ['x', 'list'],
    [undefined, 'list'],
    [null, 'list'],
    [many(most + 1, each), 'tooMany']
  ]
];
const flag = (path: string): Row => [
  path,
  [true, false, undefined],
  ['yes', 1, null].map((each) => [each, 'flag'])
];
const all = (fault: string, ...values: unknown[]): [unknown, string][] =>
  values.map((value) => [value, fault]);
const unknown = (path: string): Row => [path, [], [['x', 'unknownField']]];

const ids: Row = [
  'id',
  ['a', 'a-1', '0', 'x'.repeat(60), Array.from('abcdefghijklm').join('-')],
  all('id', '', 'A', 'a_b', '-a', 'a-', 'a--b', 'a b', undefined, 5, 'x'.repeat(61), 'ä').concat(
    all('id', Array.from('abcdefghijklmn').join('-'))
  )
];
const prices: Row[] = [
  ['prices', [{}], all('prices', undefined, null, 'x', [])],
  ['prices.FR', [], [['1.00', 'unknownField']]],
  [
    'prices.CH',
    [undefined, '', '  ', '0.01', '79', '79,00', '1’289.00', 'CHF 79.–', '100000.00'],
    all('price', '0', '0.00', '-5', 'free', '1.234', '79 €', '100000.01', 79, null)
  ],
  ['prices.DE', ['79 €', ''], all('price', 'CHF 79', '0')]
];
const versions: Row[] = [
  ['version', [undefined, 1, 1_000_000], all('version', 0, 1_000_001, 1.5, '1', null)],
  ['withdrawnAt', [undefined, '2026-01-01T00:00:00Z'], all('time', '', '2026-01-01', 5, null)],
  ['earlier', [undefined, {}, { 1: then, 1000000: then }], all('version', 'x', [])],
  ['earlier', [], all('version', { 0: then }, { x: then }, { 12345678: then }, { '01': then })],
  ['earlier', [], all('version', { '1x': then }, { x1: then })],
  ['earlier.1', [], all('version', 'x', null)],
  ['earlier.1.until', ['2026-01-01T00:00:00.123Z'], all('time', undefined, '', '1.1.2026', 5)],
  ['earlier.1.prices', [{}], all('prices', undefined, 'x')],
  ['earlier.1.prices.DE', ['1'], all('price', 'x')],
  unknown('earlier.1.colour')
];

const PACKAGE_ROWS: Row[] = [
  ids,
  ['skill', ['wlan', 'tv'], all('skill', 'No Skill', '', undefined, 5)],
  ['level', [1, 5], all('level', 0, 6, 1.5, '1', undefined)],
  ['durationMin', [5, 10, 720], all('duration', 0, 4, 7, 725, 12.5, '60', undefined)],
  ...prices,
  ...translated('title', TEXT_LIMITS.catalogTitle),
  ...translated('summary', TEXT_LIMITS.catalogSummary),
  ...['scope', 'notIncluded', 'tools'].flatMap((path) => [
    listOf(path, 30, line),
    ...translated(`${path}.0`, TEXT_LIMITS.catalogLine)
  ]),
  listOf('guide', 20, { title: line, text: line }),
  ['guide.0', [], all('section', 'x', null)],
  unknown('guide.0.colour'),
  ...translated('guide.0.title', TEXT_LIMITS.catalogTitle),
  ...translated('guide.0.text', TEXT_LIMITS.guideText),
  ['checklist', [[], items(60)], [...all('list', 'x', undefined), [items(61), 'tooMany']]],
  ['checklist.0', [], all('item', 'x', null)],
  [
    'checklist.0.id',
    ['wlan.A-z0', 'visit.greet', `wlan.${'x'.repeat(60)}`],
    [
      ...all('itemId', 'wlan', 'wlan.', 'wlan.a.b', 'wlan.ä', 'wlan.a!', 5, undefined),
      ...all('itemId', `wlan.${'x'.repeat(61)}`),
      ...all('itemId+itemOwner', '', '.a', 'Wlan.a', ' wlan.a', `${'x'.repeat(61)}.a`),
      ...all('itemOwner', 'tv.a', `${'x'.repeat(60)}.a`)
    ]
  ],
  ['checklist.0.phase', ['prepare', 'arrive', 'work', 'explain', 'handOver'], all('phase', 'x', 5)],
  ['checklist.0.phase', [], all('phase', undefined)],
  ...translated('checklist.0.text', TEXT_LIMITS.catalogLine),
  flag('checklist.0.required'),
  unknown('checklist.0.colour'),
  ['terms', [undefined, {}], all('terms', 'x', null)],
  unknown('terms.xx'),
  ...LOCALES.map<Row>((each) => [
    `terms.${each}`,
    [undefined, [], many(80, 'x'), ['x'.repeat(60)]],
    [...all('list', 'x', null), [many(81, 'x'), 'tooMany']]
  ]),
  needed('terms.de.0', TEXT_LIMITS.searchTerm),
  ...['proOnly', 'addOn', 'active'].map(flag),
  ...versions,
  [
    'earlier.1.checklist',
    [undefined, [], items(60)],
    [...all('list', 'x'), [items(61), 'tooMany']]
  ],
  unknown('earlier.1.salesCommissionPercent'),
  unknown('colour')
];
const percents: unknown[] = [0, 3, 12.5, 0.07, 0.29, 8.15, 1.1, 99.99, 100];
const noPercents = all('percent', -1, -0.01, 100.01, 0.001, 12.345, '3', null);
const PRODUCT_ROWS: Row[] = [
  ids,
  needed('brand', TEXT_LIMITS.brand),
  ...translated('title', TEXT_LIMITS.catalogTitle),
  ...prices,
  ['salesCommissionPercent', percents, [...noPercents, ...all('percent', undefined)]],
  listOf('goesWith', 40, 'wlan'),
  ['goesWith.0', ['tv'], all('skill', 'No Skill', '', 5)],
  flag('active'),
  ...versions,
  ['earlier.1.salesCommissionPercent', [undefined, ...percents], noPercents],
  unknown('earlier.1.checklist'),
  unknown('colour')
];

/** A number in a list stands in brackets; of a version's wrong number, the version is the place. */
function placeOf(path: string, value: unknown): string {
  const isRecord = typeof value === 'object' && !Array.isArray(value);
  if (path === 'earlier' && isRecord) return `earlier.${Object.keys(value!)[0]}`;
  return path.replace(/(?<!^earlier)\.(\d+)(?=\.|$)/g, '[$1]');
}
const said = (faults: ReturnType<typeof faultsIn>) =>
  new Set(
    faults.map(({ path, takes, over }) => `${path} ${takes}${over === undefined ? '' : `:${over}`}`)
  );

describe.each([
  ['a package', filePackage, WHOLE_PACKAGE, PACKAGE_ROWS],
  ['a product', fileProduct, WHOLE_PRODUCT, PRODUCT_ROWS]
] as const)('%s of a catalogue file', (_what, schema, whole, rows) => {
  it('[O4.1] is taken as it is', () => {
    expect(faultsIn(schema, whole)).toEqual([]);
  });

  it.each(rows)('[O4.1] %s: takes what belongs there, says what does where it is not', (...row) => {
    const [path, taken, refused] = row;
    for (const value of taken) {
      expect(said(faultsIn(schema, withAt(whole, path, value))), JSON.stringify(value)).toEqual(
        new Set()
      );
    }
    for (const [value, fault] of refused) {
      const faults = said(faultsIn(schema, withAt(whole, path, value)));
      const expected = fault.split('+').map((each) => `${placeOf(path, value)} ${each}`);
      expect(faults, `${path} ${JSON.stringify(value)}`).toEqual(new Set(expected));
    }
  });
});
