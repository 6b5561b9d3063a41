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
    expect(MOST_WAITING).toBe(20);
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

  it('[S2.13] of two processes the file of the first stays, without a draft beside it', async () => {
    const invoice = await anInvoice();
    const { promise, resolve } = Promise.withResolvers<Buffer>();
    const draws = (content: Promise<Buffer> | null) =>
      newInvoiceFiles(folder, {
        draw: () => content ?? Promise.reject(new Error('not again')),
        end: async () => undefined
      });
    const slow = draws(promise).contentOf(invoice);
    const first = await draws(Promise.resolve(Buffer.from('first'))).contentOf(invoice);
    resolve(Buffer.from('second'));
    expect([String(first), String(await slow)]).toEqual(['first', 'first']);
    const kept = await readdir(join(folder, 'invoices'));
    expect(kept).toEqual([expect.stringMatching(/^[0-9a-f]{64}\.pdf$/)]);
    // Of its content, whatever revision it is stored under; another content is another file.
    const later = draws(null);
    expect(String(await later.contentOf({ ...invoice, _rev: '2-b' } as never))).toBe('first');
    const other = draws(Promise.resolve(Buffer.from('other')));
    expect(String(await other.contentOf({ ...invoice, number: 'CH-2026-2' }))).toBe('other');
  });

  it('[S2.13] that could not be drawn is drawn when it is asked for again', async () => {
    const invoice = await anInvoice();
    let failures = 1;
    const draw = () =>
      failures-- > 0 ? Promise.reject(new Error('torn')) : Promise.resolve(Buffer.from('pdf'));
    let ends = 0;
    const files = newInvoiceFiles(folder, { draw, end: async () => void (ends += 1) });
    await expect(files.contentOf(invoice)).rejects.toThrow('torn');
    expect(String(await files.contentOf(invoice))).toBe('pdf');
    await files.close();
    expect(ends).toBe(1);
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
