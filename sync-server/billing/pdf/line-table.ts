// The lines of an invoice, over as many pages as they need: a row is never torn, each page repeats the head.
import type { Invoice, InvoiceLine } from '#domain/billing/invoice.ts';
import type { InvoiceFormat } from './invoice-format.ts';
import type { InvoiceWords } from './invoice-words.ts';
import { INK, PAGE, type Sheet } from './sheet.ts';

const TITLE = { left: PAGE.left, width: 79 };
/** Right edges and widths of the columns of figures. */
const QUANTITY = { right: 119, width: 14 };
const UNIT = { right: 143, width: 23 };
const VAT = { right: 164, width: 20 };
const AMOUNT = { right: PAGE.right, width: 25 };
const ROW_GAP = 1.9;

/** @param below mm that the last line needs below it on its page, so that a sum never stands alone */
export function drawLines(
  sheet: Sheet,
  invoice: Invoice,
  words: InvoiceWords,
  format: InvoiceFormat,
  from: number,
  below: number,
  newPage: () => number
): number {
  const table = sheet.element('Table');
  const figure = (
    text: string,
    column: { right: number; width: number },
    y: number,
    parent: PDFKit.PDFStructureElement | null,
    tag = 'TD',
    style = {}
  ) =>
    sheet.text(text, column.right - column.width, y, {
      align: 'right',
      width: column.width,
      parent,
      tag,
      ...style
    });

  /** Only the first head is read aloud; the repeated ones are for the eye. */
  function head(y: number, isFirst: boolean): number {
    const row = isFirst ? sheet.element('TR', table) : null;
    const style = { size: 8, color: INK.muted, weight: 'medium' as const };
    sheet.text(words.position, TITLE.left, y, {
      ...style,
      width: TITLE.width,
      parent: row,
      tag: 'TH'
    });
    figure(words.quantity, QUANTITY, y, row, 'TH', style);
    figure(words.unitPrice, UNIT, y, row, 'TH', style);
    figure(words.vat, VAT, y, row, 'TH', style);
    figure(words.amount(invoice.currency), AMOUNT, y, row, 'TH', style);
    sheet.rule(PAGE.left, y + 5, PAGE.right, INK.text, 0.8);
    return y + 5 + ROW_GAP;
  }

  function body(line: InvoiceLine, y: number): number {
    const row = sheet.element('TR', table);
    const bottom = sheet.text(line.title, TITLE.left, y, {
      width: TITLE.width,
      parent: row,
      tag: 'TD'
    });
    figure(String(line.quantity), QUANTITY, y, row);
    figure(format.amount(line.unitMinor), UNIT, y, row);
    figure(line.vatBps === 0 ? '–' : format.rate(line.vatBps), VAT, y, row);
    figure(format.amount(line.amountMinor), AMOUNT, y, row);
    sheet.rule(PAGE.left, bottom + ROW_GAP - 0.6, PAGE.right, INK.line, 0.4);
    return bottom + 2 * ROW_GAP - 0.6;
  }

  let y = head(from, true);
  for (const line of invoice.lines) {
    const height = sheet.heightOf(line.title, { width: TITLE.width }) + 2 * ROW_GAP;
    const isLast = line === invoice.lines.at(-1);
    if (y + height + (isLast ? below : 0) > PAGE.bottom) y = head(newPage(), false);
    y = body(line, y);
  }
  return y;
}
