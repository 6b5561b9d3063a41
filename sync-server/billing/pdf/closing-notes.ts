// What stands below the sum, each as a small heading and a sentence: how it is paid, who signed,
// whose service, the guarantee.
import type { Invoice } from '#domain/billing/invoice.ts';
import { isolated } from '#domain/text/foreign-text.ts';
import { checkCode } from '#domain/order/signing/check-code.ts';
import type { InvoiceFormat } from './invoice-format.ts';
import { INK, PAGE, type Sheet } from './sheet.ts';
import type { InvoiceWords } from './words/invoice-texts.ts';

const HEADING_WIDTH = 42;
const TEXT = { left: PAGE.left + HEADING_WIDTH, width: PAGE.right - PAGE.left - HEADING_WIDTH };
const GAP = 3.2;

interface Note {
  heading: string;
  lines: string[];
}

export function drawNotes(
  sheet: Sheet,
  invoice: Invoice,
  words: InvoiceWords,
  format: InvoiceFormat,
  from: number,
  newPage: () => number
): number {
  let y = from;
  for (const note of notesOf(invoice, words, format)) {
    const text = note.lines.join('\n');
    const height = Math.max(
      sheet.heightOf(text, { size: 9, width: TEXT.width }),
      sheet.heightOf(note.heading, { size: 9, width: HEADING_WIDTH - 4 })
    );
    if (y + height > PAGE.bottom) y = newPage();
    const block = sheet.element('Sect');
    sheet.text(note.heading, PAGE.left, y, {
      size: 9,
      weight: 'medium',
      width: HEADING_WIDTH - 4,
      parent: block,
      tag: 'H2'
    });
    sheet.text(text, TEXT.left, y, { size: 9, width: TEXT.width, parent: block, color: INK.text });
    y += height + GAP;
  }
  return y;
}

function notesOf(invoice: Invoice, words: InvoiceWords, format: InvoiceFormat): Note[] {
  const notes: Note[] = [
    { heading: words.payment.heading, lines: payment(invoice, words, format) }
  ];
  if (invoice.signed) {
    const { name, at, statementHash } = invoice.signed;
    notes.push({
      heading: words.signedHeading,
      lines: [
        words.signed(isolated(name), format.moment(at)),
        `${words.code} ${checkCode(statementHash)}`
      ]
    });
  }
  if (invoice.performedBy.role === 'friend') {
    const { friendHeading, friend } = words.of[invoice.kind];
    notes.push({ heading: friendHeading, lines: [friend(isolated(invoice.performedBy.name))] });
  }
  if (invoice.lines.some((line) => line.kind === 'guarantee')) {
    notes.push({
      heading: words.guaranteeHeading,
      lines: [words.guarantee(invoice.issuer.email, invoice.issuer.phone)]
    });
  }
  return notes;
}

function payment(invoice: Invoice, words: InvoiceWords, format: InvoiceFormat): string[] {
  const amount = format.money(invoice.totalMinor);
  const method = invoice.payment;
  switch (method.kind) {
    case 'directDebit':
      return [words.payment.directDebit(amount, method.ibanLast4, isolated(method.accountHolder))];
    case 'card':
      return [words.payment.card(amount, method.last4)];
    case 'invoice':
      return [
        words.payment.invoice(amount, format.day(method.dueOn)),
        `${invoice.issuer.name}, ${invoice.issuer.bank.name}`,
        `${words.payment.iban} ${method.iban}`,
        `${words.payment.reference} ${method.reference}`
      ];
  }
}
