import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MOST_WAITING, newInvoiceFiles } from '../../../sync-server/billing/invoice-files.ts';
import { newPdfWorker } from '../../../sync-server/billing/pdf/pdf-worker.ts';
import { renderInvoicePdf } from '../../../sync-server/billing/pdf/render-invoice-pdf.ts';
import { anInvoice } from '../../support/an-invoice.ts';
import { until } from '../../support/until.ts';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'mila-pdf-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the file of an invoice', () => {
  it('[S2.13] is drawn in a thread of its own, once, and the same to the byte for ever', async () => {
    const invoice = await anInvoice();
    const worker = newPdfWorker();
    let turns = 0;
    const turning = setInterval(() => (turns += 1), 5);
    const files = newInvoiceFiles(folder, worker);
    const ten = await Promise.all(Array.from({ length: 10 }, () => files.contentOf(invoice)));
    clearInterval(turning);
    expect(turns).toBeGreaterThan(5);
    const direct = await renderInvoicePdf(invoice);
    for (const each of ten) expect(each?.equals(direct)).toBe(true);
    await files.close();
    const dead = { draw: () => Promise.reject(new Error('not again')), end: async () => undefined };
    const later = await newInvoiceFiles(folder, dead).contentOf({ ...invoice });
    expect(later?.equals(direct)).toBe(true);
    expect(await readdir(join(folder, 'invoices'))).toHaveLength(1);
  });

  it('[S2.13] is not waited for by more than so many, but for a mail', async () => {
    const invoice = await anInvoice();
    const { promise, resolve } = Promise.withResolvers<Buffer>();
    let begun = 0;
    const draw = () => ((begun += 1), promise);
    const files = newInvoiceFiles(folder, { draw, end: async () => undefined });
    const asked = (n: number, isPatient = false) =>
      files.contentOf({ ...invoice, number: `CH-2026-${n}` }, isPatient);
    const waiting = Array.from({ length: MOST_WAITING }, (_, n) => asked(n));
    await until(() => begun === MOST_WAITING);
    expect(await asked(MOST_WAITING)).toBeUndefined();
    const mailed = asked(MOST_WAITING + 1, true);
    resolve(Buffer.from('pdf'));
    expect((await Promise.all([...waiting, mailed])).map(String)).toEqual(
      Array.from({ length: MOST_WAITING + 1 }, () => 'pdf')
    );
  });

  it('is drawn by another thread where one has died', async () => {
    const invoice = await anInvoice();
    const worker = newPdfWorker();
    await worker.draw(invoice);
    await worker.end();
    expect((await worker.draw(invoice)).subarray(0, 5).toString()).toBe('%PDF-');
    await expect(worker.draw({} as never)).rejects.toThrow();
    expect((await worker.draw(invoice)).length).toBeGreaterThan(1_000);
    await worker.end();
  });
});
