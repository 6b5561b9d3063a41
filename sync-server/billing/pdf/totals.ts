// The sum and the VAT inside it, rate by rate (M3).
import type { Invoice } from '#domain/billing/invoice.ts';
import type { InvoiceFormat } from './invoice-format.ts';
import { INK, PAGE, type Sheet } from './sheet.ts';
import type { InvoiceWords } from './words/invoice-texts.ts';

const LEFT = 104;
const COLUMNS = [
  { right: 138, width: 34 },
  { right: 155, width: 17 },
  { right: 171.5, width: 16.5 },
  { right: PAGE.right, width: 18.5 }
] as const;
const LEAD = 4.9;

export function totalsHeight(invoice: Invoice): number {
  return 18 + (invoice.vat.length + 1) * LEAD;
}

export function drawTotals(
  sheet: Sheet,
  invoice: Invoice,
  words: InvoiceWords,
  format: InvoiceFormat,
  from: number
): number {
  const total = sheet.element('Sect');
  const big = { size: 12.5, weight: 'bold' as const, parent: total };
  let y = from + 2;
  sheet.text(words.total, LEFT, y, { ...big, width: 40 });
  sheet.text(format.money(invoice.totalMinor), PAGE.right - 50, y, {
    ...big,
    width: 50,
    align: 'right'
  });
  y += 7;
  sheet.rule(LEFT, y, PAGE.right, INK.brand, 1.2);
  y += 2.6;

  const table = sheet.element('Table');
  const rows = [
    [words.vatRate, words.net, words.vat, words.gross],
    ...invoice.vat.map((rate) => [
      rate.bps === 0 ? words.noVat : `${words.vat} ${format.rate(rate.bps)}`,
      format.amount(rate.netMinor),
      format.amount(rate.vatMinor),
      format.amount(rate.grossMinor)
    ])
  ];
  for (const [index, cells] of rows.entries()) {
    const row = sheet.element('TR', table);
    cells.forEach((cell, column) => {
      const { right, width } = COLUMNS[column]!;
      sheet.text(cell, column === 0 ? LEFT : right - width, y, {
        size: 8,
        width,
        align: column === 0 ? 'left' : 'right',
        color: INK.muted,
        weight: index === 0 ? 'medium' : 'regular',
        parent: row,
        tag: index === 0 ? 'TH' : 'TD'
      });
    });
    y += LEAD;
  }
  return y + 6;
}
