// What stands around the text: the sender, the window of the envelope (DIN 5008 form B), the facts
// at the right, the foot.
import type { Invoice } from '#domain/billing/invoice.ts';
import { countryName } from '#domain/policy/policy.ts';
import { orderNumber } from '#domain/order/order-number.ts';
import type { InvoiceFormat } from './invoice-format.ts';
import { INK, PAGE, type Sheet } from './sheet.ts';
import type { InvoiceWords } from './words/invoice-texts.ts';

const WINDOW = { left: 25, returnLine: 57, top: 62.7, width: 80 };
const FACTS = { left: 125, top: 57, width: 65 };
const FOOT = { top: 272 };
const MM = 72 / 25.4;

export function drawLetterhead(
  sheet: Sheet,
  invoice: Invoice,
  words: InvoiceWords,
  format: InvoiceFormat
): number {
  drawMark(sheet, PAGE.left, 18, 10);
  sheet.text('Mila Onsite', PAGE.left + 13.5, 20.4, { size: 15, weight: 'display' });
  foldMarks(sheet);

  const { issuer, recipient } = invoice;
  const sender = [issuer.name, issuer.street, `${issuer.postcode} ${issuer.city}`].join(' · ');
  const small = { size: 6.5, color: INK.muted, width: WINDOW.width };
  const returnLine = sheet.heightOf(sender, small);
  sheet.text(sender, WINDOW.left, WINDOW.returnLine + 4 - returnLine, small);

  const block = sheet.element('Sect');
  const country =
    recipient.country === issuer.country
      ? ''
      : countryName(recipient.country, invoice.language).toUpperCase();
  let y = WINDOW.top;
  for (const line of [
    recipient.company,
    recipient.name,
    recipient.street,
    recipient.place,
    country
  ]) {
    if (line === '' || (line === recipient.name && line === recipient.company)) continue;
    y = sheet.text(line, WINDOW.left, y, {
      size: 10.5,
      width: WINDOW.width,
      parent: block,
      gap: 1.5
    });
  }
  return Math.max(y, drawFacts(sheet, invoice, words, format), 92);
}

function drawFacts(
  sheet: Sheet,
  invoice: Invoice,
  words: InvoiceWords,
  format: InvoiceFormat
): number {
  const { from, to } = invoice.service;
  const { day, period, person } = words.of[invoice.kind];
  const facts: [string, string][] = [
    [words.number, invoice.number],
    [words.issuedOn, format.day(invoice.issuedOn)],
    from === to ? [day, format.day(to)] : [period, `${format.day(from)} – ${format.day(to)}`],
    [words.order, orderNumber(invoice.order)],
    [person, invoice.performedBy.name]
  ];
  const block = sheet.element('Sect');
  const [label, value] = [31, FACTS.width - 31];
  let y = FACTS.top;
  for (const [name, text] of facts) {
    if (text === '') continue;
    const style = { size: 8.5, gap: 1.5, parent: block };
    const end = sheet.text(name, FACTS.left, y, { ...style, color: INK.muted, width: label });
    const strong = name === words.number;
    y = Math.max(
      end,
      sheet.text(text, FACTS.left + label, y, {
        ...style,
        width: value,
        weight: strong ? 'bold' : 'regular'
      })
    );
    y += 0.9;
  }
  return y;
}

/** Head of a following page; returns where the text goes on. */
export function drawFollowingHead(sheet: Sheet, invoice: Invoice, words: InvoiceWords): number {
  drawMark(sheet, PAGE.left, 14, 6);
  sheet.text(`${words.title} ${invoice.number}`, PAGE.left + 8.5, 15.2, {
    size: 9,
    color: INK.muted
  });
  return 30;
}

export function drawFoot(
  sheet: Sheet,
  invoice: Invoice,
  words: InvoiceWords,
  page: number,
  pages: number
): void {
  const { issuer } = invoice;
  sheet.rule(PAGE.left, FOOT.top - 3, PAGE.right);
  const columns = [
    {
      left: 25,
      width: 46,
      lines: [issuer.name, issuer.street, `${issuer.postcode} ${issuer.city}`]
    },
    { left: 72, width: 34, lines: [issuer.phone, issuer.email, issuer.website] },
    {
      left: 107,
      width: 42,
      lines: [issuer.vatId, issuer.register, issuer.manager && words.managedBy(issuer.manager)]
    },
    { left: 150, width: 40, lines: [issuer.bank.name, issuer.bank.iban] }
  ];
  for (const { left, width, lines } of columns) {
    let y = FOOT.top;
    for (const line of lines) {
      if (!line) continue;
      y = sheet.text(line, left, y, { size: 6.8, gap: 2, color: INK.muted, width });
    }
  }
  sheet.text(words.pageOf(page, pages), PAGE.right - 40, 286, {
    size: 7.5,
    color: INK.muted,
    width: 40,
    align: 'right'
  });
}

function foldMarks(sheet: Sheet): void {
  for (const [y, length] of [
    [105, 4],
    [148.5, 6],
    [210, 4]
  ] as const) {
    sheet.rule(5, y, 5 + length, INK.line, 0.4);
  }
}

/** The house with the lamp, as on the app's icon. */
function drawMark(sheet: Sheet, x: number, y: number, size: number): void {
  const { doc } = sheet;
  sheet.artifact(() => {
    doc
      .save()
      .translate(x * MM, y * MM)
      .scale((size * MM) / 512);
    doc.roundedRect(0, 0, 512, 512, 112).fill(INK.brand);
    doc
      .path('M124 376V240l66-72 66 72 66-72 66 72v136')
      .lineWidth(46)
      .lineCap('round')
      .lineJoin('round')
      .stroke('#FFF3E6');
    doc.circle(256, 344, 34).fill('#FFC27A');
    doc.restore();
  });
}
