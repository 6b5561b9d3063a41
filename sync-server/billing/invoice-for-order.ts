import type { Invoice } from '#domain/billing/invoice.ts';
import type { Store } from '../store/store.ts';
import { invoiceWords } from './pdf/invoice-words.ts';
import { renderInvoicePdf } from './pdf/render-invoice-pdf.ts';

/** The invoice of an order, or undefined as long as there is none. */
export function invoiceForOrder(
  { ledger }: Pick<Store, 'ledger'>,
  orderId: string
): Promise<Invoice | undefined> {
  return ledger.get<Invoice>(`invoice:${orderId}`);
}

export function invoiceFileName(invoice: Invoice): string {
  return `${invoiceWords(invoice).title}-${invoice.number}.pdf`;
}

/** The same bytes whenever it is asked for: a route may answer with an ETag of the number. */
export async function invoiceFile(invoice: Invoice): Promise<{ name: string; content: Buffer }> {
  return { name: invoiceFileName(invoice), content: await renderInvoicePdf(invoice) };
}
