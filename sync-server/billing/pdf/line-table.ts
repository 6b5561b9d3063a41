// The lines of an invoice, over as many pages as they need: a row is never torn, each page repeats
// the head.
import type { Invoice, InvoiceLine } from '#domain/billing/invoice.ts';
import type { InvoiceFormat } from './invoice-format.ts';
import { INK, PAGE, type Sheet, type TextStyle } from './sheet.ts';
import type { InvoiceWords } from './words/invoice-texts.ts';

const TITLE = { left: PAGE.left, width: 79 };
/** Right edges and widths of the columns of figures. */
const QUANTITY = { right: 119, width: 14 };
const UNIT = { right: 143, width: 23 };
const VAT = { right: 164, width: 20 };
const AMOUNT = { right: PAGE.right, width: 25 };
const ROW_GAP = 1.9;

interface LineTable {
  invoice: Invoice;
  words: InvoiceWords;
  format: InvoiceFormat;
  /** mm at which the table begins. */
  from: number;
  /** mm that the last line needs below it on its page, so that a sum never stands alone. */
  below: number;
  /** Begins a page and tells where to go on. */
  newPage(): number;
}

/** Returns the y below the last line. */
export function drawLines(sheet: Sheet, { invoice, ...table }: LineTable): number {
  const { words, format, below, newPage } = table;
  const rows = newRows(sheet, words, format);
  const head = (y: number, isFirst: boolean) => rows.head(y, invoice, isFirst);
  let y = head(table.from, true);
  for (const line of invoice.lines) {
    const height = sheet.heightOf(line.title, { width: TITLE.width }) + 2 * ROW_GAP;
    const isLast = line === invoice.lines.at(-1);
    if (y + height + (isLast ? below : 0) > PAGE.bottom) y = head(newPage(), false);
    y = rows.body(line, y);
  }
  return y;
}

type Row = PDFKit.PDFStructureElement | null;

function newRows(sheet: Sheet, words: InvoiceWords, format: InvoiceFormat) {
  const table = sheet.element('Table');

  function cells(texts: string[], y: number, parent: Row, style: TextStyle): void {
    for (const [index, { right, width }] of [QUANTITY, UNIT, VAT, AMOUNT].entries()) {
      const figure = { align: 'right', width, parent, ...style } as const;
      sheet.text(texts[index] ?? '', right - width, y, figure);
    }
  }

  /** Only the first head is read aloud; the repeated ones are for the eye. */
  function head(y: number, { kind, currency }: Invoice, isFirst: boolean): number {
    const parent = isFirst ? sheet.element('TR', table) : null;
    const style = { size: 8, color: INK.muted, weight: 'medium', tag: 'TH' } as const;
    sheet.text(words.of[kind].position, TITLE.left, y, { ...style, width: TITLE.width, parent });
    const { quantity, unitPrice, vat } = words;
    cells([quantity, unitPrice, vat, words.amount(currency)], y, parent, style);
    sheet.rule(PAGE.left, y + 5, PAGE.right, INK.text, 0.8);
    return y + 5 + ROW_GAP;
  }

  function body(line: InvoiceLine, y: number): number {
    const parent = sheet.element('TR', table);
    const style = { tag: 'TD' };
    const bottom = sheet.text(line.title, TITLE.left, y, { ...style, width: TITLE.width, parent });
    const vat = line.vatBps === 0 ? '–' : format.rate(line.vatBps);
    const { quantity, unitMinor, amountMinor } = line;
    const figures = [String(quantity), format.amount(unitMinor), vat, format.amount(amountMinor)];
    cells(figures, y, parent, style);
    sheet.rule(PAGE.left, bottom + ROW_GAP - 0.6, PAGE.right, INK.line, 0.4);
    return bottom + 2 * ROW_GAP - 0.6;
  }

  return { head, body };
}
