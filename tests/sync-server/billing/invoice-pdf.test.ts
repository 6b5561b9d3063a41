import { describe, expect, it } from 'vitest';
import { billOf } from '#domain/billing/bill.ts';
import { newInvoice } from '#domain/billing/invoice.ts';
import type { AddedPackage, Job } from '#domain/order/job.ts';
import { renderInvoicePdf } from '../../../sync-server/billing/pdf/render-invoice-pdf.ts';
import { anInvoice, signed } from '../../support/an-invoice.ts';
import { aJob, anOrderAfter, NOW, SIGNATURE } from '../../support/builders.ts';
import { pdfText } from '../../support/pdf-text.ts';

const job = aJob();
const IN_GERMANY: Partial<Job> = {
  market: 'DE',
  terms: { ...job.terms, currency: 'EUR', vatBps: 1900, guaranteeFeeMinor: 290 },
  appointment: { ...job.appointment, timeZone: 'Europe/Berlin' },
  place: { ...job.place, country: 'DE' }
};
const A_PRO = { id: 'p', name: 'Technik Brändle GmbH', role: 'pro' as const };

function packages(count: number): AddedPackage[] {
  return Array.from({ length: count }, (_, index) => ({
    action: 'a',
    packageId: 'x',
    packageVersion: 1,
    title: { de: `Rauchwarnmelderfunkvernetzung Nummer ${index + 1}`, en: `Package ${index + 1}` },
    quantity: 1,
    unitMinor: 123_456,
    at: 0,
    consentHash: 'h',
    signature: SIGNATURE
  }));
}

describe('the invoice as a PDF', () => {
  it('[R22.1, R24.4] says in German and francs what was signed, and by whom', async () => {
    const [page] = pdfText(await renderInvoicePdf(await anInvoice()));
    for (const words of [
      'Rechnung CH-2026-000001',
      'Rosa Keller',
      'Steinenvorstadt 12',
      '4051 Basel',
      'WLAN einrichten',
      'Happiness-Garantie',
      'CHF 83.90',
      'MWST 8.1%',
      'letzten vier Stellen 2957',
      'bestätigt von Rosa Keller am 8. Juni 2026 um 09:00',
      'als Privatperson',
      'Seite 1 von 1'
    ]) {
      expect(page).toContain(words);
    }
  });

  it("[R15.13] prints the server's time of the completion, not what the device wrote under it", async () => {
    const job = await signed(anOrderAfter('checklist.set').job);
    const at = NOW + 90_000;
    const late = { ...job, completion: { ...job.completion!, at } };
    const { issuer } = await anInvoice();
    const invoice = newInvoice({
      ...{ job: late, bill: billOf(late)!, issuer, number: 'CH-2026-000001', issuedAt: at },
      payment: { kind: 'invoice' }
    });
    expect(late.completion.statement.signedAt).toBe(NOW);
    expect(invoice.signed?.at).toBe(at);
  });

  it('[R24.4] writes euros as Germany does, and the transfer with its day and reference', async () => {
    const invoice = await anInvoice(
      { ...IN_GERMANY, provider: A_PRO, addedPackages: packages(1) },
      { kind: 'invoice' }
    );
    const [page] = pdfText(await renderInvoicePdf(invoice));
    expect(page).toContain('1.316,46 €');
    expect(page).toContain('USt. 19 %');
    expect(page).toContain('bis zum 22. Juni 2026');
    expect(page).toContain('Verwendungszweck DE-2026-000001');
    expect(page).not.toContain('Privatperson');
  });

  it('[R24.4] speaks English to those who do', async () => {
    const invoice = await anInvoice(
      { customer: { ...job.customer, locale: 'en' } },
      { kind: 'card', reference: 'tok_4242' }
    );
    const [page] = pdfText(await renderInvoicePdf(invoice));
    expect(page).toContain('Invoice CH-2026-000001');
    expect(page).toContain('Set up Wi-Fi');
    expect(page).toContain('card ending in 4242');
    expect(page).toContain('Page 1 of 1');
  });

  it('[R26.6] charges a failed visit with the fee alone, signed by nobody', async () => {
    const invoice = await anInvoice();
    const [page] = pdfText(
      await renderInvoicePdf({
        ...invoice,
        kind: 'visitFee',
        signed: null,
        lines: [{ ...invoice.lines[0]!, kind: 'visitFee', title: 'Anfahrtspauschale' }]
      })
    );
    expect(page).toContain('konnte nicht ausgeführt werden');
    expect(page).toContain('Anfahrtspauschale');
    expect(page).not.toContain('Prüfcode');
  });

  it('repeats the head of the table on each of its pages and never leaves the sum alone', async () => {
    for (const count of [8, 10, 11, 12, 13, 40]) {
      const invoice = await anInvoice({
        ...IN_GERMANY,
        provider: A_PRO,
        addedPackages: packages(count)
      });
      const pages = pdfText(await renderInvoicePdf(invoice));
      pages.forEach((page, index) => {
        expect(page).toContain(`Seite ${index + 1} von ${pages.length}`);
        expect(page.includes('Menge')).toBe(page.includes('19 %'));
      });
      const last = pages.findIndex((page) => page.includes('Gesamtbetrag'));
      expect(pages[last]).toContain('Happiness-Garantie 1 2,90');
      for (let number = 1; number <= count; number += 1) {
        expect(pages.join(' ')).toContain(`Nummer ${number} `);
      }
    }
  });

  it('is the same to the byte whenever it is rendered', async () => {
    const invoice = await anInvoice();
    const [once, again] = [await renderInvoicePdf(invoice), await renderInvoicePdf(invoice)];
    expect(once.equals(again)).toBe(true);
  });

  it('is tagged, names its language and title, and carries its fonts', async () => {
    const pdf = (await renderInvoicePdf(await anInvoice())).toString('latin1');
    expect(pdf.startsWith('%PDF-1.7')).toBe(true);
    expect(pdf).toContain('/Lang (de-CH)');
    expect(pdf).toContain('/Marked true');
    expect(pdf).toContain('/DisplayDocTitle true');
    expect(pdf.match(/\/FontFile2/g)).toHaveLength(4);
  });
});
