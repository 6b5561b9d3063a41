/** Draws invoices in a thread of its own: one takes as long as hundreds of requests. */
import type { Invoice } from '#domain/billing/invoice.ts';
import { answerInThread, newQuestionThread } from '../../concurrency/question-thread.ts';

export interface PdfWorker {
  /** One after the other. Rejects with what drawing threw, or when the thread ends. */
  draw(invoice: Invoice): Promise<Buffer>;
  end(): Promise<void>;
}

const NAME = 'invoice-pdf';

export function newPdfWorker(): PdfWorker {
  const thread = newQuestionThread<Invoice, Uint8Array>(new URL(import.meta.url), NAME);
  return {
    draw: async (invoice) => Buffer.from(await thread.ask(invoice)),
    end: () => thread.end()
  };
}

answerInThread<Invoice, Uint8Array>(NAME, async (invoice) => {
  const { renderInvoicePdf } = await import('./render-invoice-pdf.ts');
  return renderInvoicePdf(invoice);
});
