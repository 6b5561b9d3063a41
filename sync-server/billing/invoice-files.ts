// The file of an invoice: drawn once, in a thread of its own, and kept, so that it is the same to
// the byte for ever, whatever becomes of fonts and words.
import { createHash } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Invoice } from '#domain/billing/invoice.ts';
import { canonicalText } from '#domain/protocol/canonical-text.ts';
import { newPdfWorker, type PdfWorker } from './pdf/pdf-worker.ts';

/** So many may wait to be drawn for somebody who looks at the screen. */
export const MOST_WAITING = 20;

export interface InvoiceFiles {
  /** Undefined: too many wait already, ask again soon. `isPatient` waits however many there are. */
  contentOf(invoice: Invoice, isPatient?: boolean): Promise<Buffer | undefined>;
  close(): Promise<void>;
}

export function newInvoiceFiles(
  filesDir: string,
  worker: PdfWorker = newPdfWorker()
): InvoiceFiles {
  const drawing = new Map<string, Promise<Buffer>>();

  async function drawn(invoice: Invoice, path: string): Promise<Buffer> {
    try {
      return await keep(path, await worker.draw(invoice));
    } finally {
      drawing.delete(path);
    }
  }

  return {
    async contentOf(invoice, isPatient = false) {
      const path = pathOf(filesDir, invoice);
      const kept = await readFile(path).catch(() => undefined);
      if (kept) return kept;
      const known = drawing.get(path);
      if (known) return known;
      if (!isPatient && drawing.size >= MOST_WAITING) return undefined;
      const drawnNow = drawn(invoice, path);
      drawing.set(path, drawnNow);
      return drawnNow;
    },
    close: () => worker.end()
  };
}

/** By its content: an invoice that a restored database numbers anew is another file. */
function pathOf(filesDir: string, invoice: Invoice): string {
  const { _rev: _, ...content } = invoice as Invoice & { _rev?: string };
  const name = createHash('sha256').update(canonicalText(content)).digest('hex');
  return join(filesDir, 'invoices', `${name}.pdf`);
}

/** Whole and on the disk before it has its name; whoever was first has the file. */
async function keep(path: string, content: Buffer): Promise<Buffer> {
  const draft = `${path}.${process.pid}-${performance.now()}`;
  await mkdir(dirname(path), { recursive: true });
  const file = await open(draft, 'w');
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  const isFirst = await link(draft, path).then(
    () => true,
    () => false
  );
  await rm(draft, { force: true });
  return isFirst ? content : readFile(path).catch(() => content);
}
