// Prices for a spreadsheet and back: one line an item, one column a market. With semicolons and
// decimal commas: a German spreadsheet would take "12.10" for the 12th of October.
import { MARKETS, MARKET_POLICY, type Market } from '../policy/policy.ts';
import { readAmount } from '../text/amount.ts';
import { itemsOf, type FileItem } from './catalog-changes.ts';
import { CATALOG_KINDS, type CatalogKind } from './catalog-kind.ts';
import type { CatalogFault, ReadCatalogFile } from './catalog-fault.ts';
import type { CatalogFile } from './catalog-file.ts';
import { writtenPrices } from './file-items.ts';

const NAMES = ['kind', 'id', 'title'] as const;
const BYTE_ORDER_MARK = '\uFEFF';

export function writePriceList(file: CatalogFile): string {
  const lines = CATALOG_KINDS.flatMap((kind) =>
    itemsOf(file, kind).map(({ id, title, prices }) => [
      ...[kind, id, title.de],
      ...MARKETS.map((market) => prices[market]?.replace('.', ',') ?? '')
    ])
  );
  const rows = [[...NAMES, ...MARKETS], ...lines];
  return BYTE_ORDER_MARK + rows.map((row) => row.map(quoted).join(';')).join('\r\n') + '\r\n';
}

/** `current` with the prices of the list: what the list does not name is left out. */
export function readPriceList(text: string, current: CatalogFile): ReadCatalogFile {
  const [head = [], ...rows] = rowsOf(text);
  const columns = head.map((name) => name.trim());
  const missing = ['kind', 'id'].filter((name) => !columns.includes(name));
  const markets = MARKETS.filter((market) => columns.includes(market));
  if (missing.length > 0 || markets.length === 0) {
    return { ok: false, faults: [{ path: 'line 1', takes: 'prices' }] };
  }
  const faults: CatalogFault[] = [];
  const file: CatalogFile = { ...current, packages: [], products: [] };
  for (const [at, row] of rows.entries()) {
    const cell = (name: string) => row[columns.indexOf(name)]?.trim() ?? '';
    if (row.every((each) => each.trim() === '')) continue;
    const place = `line ${at + 2}`;
    const kind = cell('kind') as CatalogKind;
    const known = CATALOG_KINDS.includes(kind)
      ? itemsOf(current, kind).find(({ id }) => id === cell('id'))
      : undefined;
    if (!known) {
      faults.push({ path: `${place}, id`, takes: 'known' });
      continue;
    }
    const wrong = markets.filter((market) => !isPrice(cell(market), market));
    faults.push(...wrong.map((m) => ({ path: `${place}, ${m}`, takes: 'price' as const })));
    itemsOf(file, kind).push({ ...known, prices: withCells(known, markets, cell) });
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, file };
}

function withCells(item: FileItem, markets: readonly Market[], cell: (name: Market) => string) {
  const prices = { ...item.prices };
  for (const market of markets) {
    const { minor } = readAmount(cell(market), MARKET_POLICY[market].currency);
    if (minor === undefined) delete prices[market];
    else Object.assign(prices, writtenPrices({ [market]: minor }));
  }
  return prices;
}

function isPrice(written: string, market: Market): boolean {
  return written === '' || (readAmount(written, MARKET_POLICY[market].currency).minor ?? 0) > 0;
}

function quoted(cell: string): string {
  return /[;"\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Separated as the first line is: by semicolon, tab or comma. */
function rowsOf(text: string): string[][] {
  const plain = text.replace(BYTE_ORDER_MARK, '');
  const first = plain.split(/\r?\n/, 1)[0]!;
  const separator = [';', '\t', ','].find((each) => first.includes(each)) ?? ';';
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < plain.length; at += 1) {
    const sign = plain[at]!;
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (plain[at + 1] === '"') cell += plain[(at += 1)]!;
      else isQuoted = false;
    } else if (sign === '"' && cell === '') isQuoted = true;
    else if (sign === separator) {
      row.push(cell);
      cell = '';
    } else if (sign === '\n') {
      rows.push([...row, cell.replace(/\r$/, '')]);
      [row, cell] = [[], ''];
    } else cell += sign;
  }
  return cell === '' && row.length === 0 ? rows : [...rows, [...row, cell]];
}
