// One invoice as a PDF (A4, embedded fonts, tagged). Everything on it comes from the invoice, so
// the same invoice gives the same bytes whenever it is rendered: nothing has to be kept but the
// invoice itself.
import type { Invoice } from '#domain/billing/invoice.ts';
import { isolated } from '#domain/text/foreign-text.ts';
import { drawNotes } from './closing-notes.ts';
import { invoiceFormat } from './invoice-format.ts';
import { invoiceWords } from './invoice-words.ts';
import { drawFollowingHead, drawFoot, drawLetterhead } from './letterhead.ts';
import { drawLines } from './line-table.ts';
import { openSheet, PAGE } from './sheet.ts';
import { drawTotals, totalsHeight } from './totals.ts';

export function renderInvoicePdf(invoice: Invoice): Promise<Buffer> {
  const words = invoiceWords(invoice);
  const format = invoiceFormat(invoice);
  const sheet = openSheet({
    title: `${words.title} ${invoice.number}`,
    author: invoice.issuer.name,
    subject: invoice.lines[0]?.title ?? '',
    language: `${invoice.language}-${invoice.market}`,
    createdAt: invoice.issuedAt
  });
  const newPage = () => {
    sheet.addPage();
    return drawFollowingHead(sheet, invoice, words);
  };

  const isUnsigned = invoice.kind === 'completion' && invoice.signed === null;
  let y = drawLetterhead(sheet, invoice, words, format) + 6;
  y = sheet.text(`${words.title} ${invoice.number}`, PAGE.left, y, {
    size: 15,
    weight: 'display',
    width: PAGE.right - PAGE.left,
    parent: sheet.root,
    tag: 'H1'
  });
  y += 2.5;
  for (const text of [
    `${words.greeting(isolated(invoice.recipient.name))},`,
    isUnsigned ? words.unsigned : words.of[invoice.kind].introduction
  ]) {
    y = sheet.text(text, PAGE.left, y, { width: PAGE.right - PAGE.left, parent: sheet.root });
  }
  const below = totalsHeight(invoice);
  y = drawLines(sheet, { invoice, words, format, from: y + 5, below, newPage });
  y = drawTotals(sheet, invoice, words, format, y);
  y = drawNotes(sheet, invoice, words, format, y, newPage);

  const { count } = sheet.doc.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    sheet.doc.switchToPage(page);
    drawFoot(sheet, invoice, words, page + 1, count);
  }
  return sheet.finish();
}
