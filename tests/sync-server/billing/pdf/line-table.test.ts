import PDFDocument from 'pdfkit';
import { describe, expect, it } from 'vitest';
import type { Invoice, InvoiceLine } from '#domain/billing/invoice.ts';
import { openFonts } from '../../../../sync-server/billing/pdf/fonts.ts';
import { invoiceFormat } from '../../../../sync-server/billing/pdf/invoice-format.ts';
import { invoiceWords } from '../../../../sync-server/billing/pdf/invoice-words.ts';
import { drawLines } from '../../../../sync-server/billing/pdf/line-table.ts';
import type { Sheet } from '../../../../sync-server/billing/pdf/sheet.ts';
import { anInvoice } from '../../../support/an-invoice.ts';

const line = (title: string): InvoiceLine => ({
  ...{ kind: 'service', title, quantity: 2, unitMinor: 6_900, amountMinor: 13_800, vatBps: 810 }
});

/** A sheet on which every text is ten millimetres high; what is drawn, page by page. */
async function drawn(titles: string[], { from = 100, below = 0, vatBps = 810 } = {}) {
  const lines = titles.map((title) => ({ ...line(title), vatBps }));
  const invoice: Invoice = { ...(await anInvoice()), lines };
  const pages: string[][] = [[]];
  const sheet = {
    element: () => ({}),
    heightOf: () => 10,
    rule: () => undefined,
    text(text: string, _x: number, y: number) {
      pages.at(-1)!.push(`${y.toFixed(1)} ${text}`);
      return y + 10;
    }
  } as unknown as Sheet;
  const table = { words: invoiceWords(invoice), format: invoiceFormat(invoice) };
  const newPage = () => (pages.push([]), 30);
  const end = drawLines(sheet, { ...{ ...table, invoice, from, below }, newPage });
  return { pages, end };
}
const titlesOn = (pages: string[][]) =>
  pages.map((page) => page.map((each) => each.split(' ')[1]).filter((each) => /^t\d/.test(each!)));

describe('the lines of an invoice', () => {
  it('stand one below the other, each with its figures', async () => {
    const { pages, end } = await drawn(['t1', 't2']);
    expect(pages).toEqual([
      [
        ...['100.0 Leistung', '100.0 Menge', '100.0 Einzelpreis', '100.0 MWST'],
        ...['100.0 Betrag CHF', '106.9 t1', '106.9 2', '106.9 69.00', '106.9 8.1%'],
        ...['106.9 138.00', '120.1 t2', '120.1 2', '120.1 69.00', '120.1 8.1%', '120.1 138.00']
      ]
    ]);
    expect(end).toBeCloseTo(133.3, 6);
  });

  it('go on on the next page, below the same head, before one would be torn', async () => {
    const titles = Array.from({ length: 12 }, (_none, at) => `t${at}`);
    const { pages } = await drawn(titles);
    expect(titlesOn(pages)).toEqual([titles.slice(0, 11), titles.slice(11)]);
    expect(pages[1]!.slice(0, 2)).toEqual(['30.0 Leistung', '30.0 Menge']);
    expect(pages[1]![5]).toBe('36.9 t11');
  });

  it('the last takes what it needs below it along', async () => {
    const alone = await drawn(['t1', 't2', 't3'], { from: 200, below: 30 });
    expect(titlesOn(alone.pages)).toEqual([['t1', 't2', 't3'].slice(0, 2), ['t3']]);
    const fits = await drawn(['t1', 't2', 't3'], { from: 200, below: 0 });
    expect(titlesOn(fits.pages)).toEqual([['t1', 't2', 't3']]);
    expect(titlesOn((await drawn(['t1', 't2'], { from: 200, below: 28 })).pages)).toEqual([
      ['t1', 't2']
    ]);
    expect(titlesOn((await drawn(['t1'], { from: 200, below: 60 })).pages)).toEqual([[], ['t1']]);
  });

  it('a rate of nothing is a dash', async () => {
    const { pages } = await drawn(['t1'], { vatBps: 0 });
    expect(pages[0]!.slice(5)).toEqual([
      '106.9 t1',
      '106.9 2',
      '106.9 69.00',
      '106.9 –',
      '106.9 138.00'
    ]);
  });
});

it('letters stand on a line of their own, a little below the top', () => {
  const fonts = openFonts(new PDFDocument({ size: 'A4', margin: 0 }));
  for (const weight of ['regular', 'medium', 'bold'] as const) {
    expect(fonts.baseline(weight)).toBeCloseTo(0.96875, 4);
  }
});
