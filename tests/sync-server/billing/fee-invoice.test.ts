import { describe, expect, it } from 'vitest';
import { billOf } from '#domain/billing/bill.ts';
import { newInvoice } from '#domain/billing/invoice.ts';
import type { Job } from '#domain/order/job.ts';
import type { Locale } from '#domain/policy/policy.ts';
import { DEMO_ISSUERS } from '../../../sync-server/config/operator.ts';
import { renderInvoicePdf } from '../../../sync-server/billing/pdf/render-invoice-pdf.ts';
import { anOrderAfter, NOW } from '../../support/builders.ts';
import { pdfText } from '../../support/pdf-text.ts';

const ABSENT: Partial<Job> = {
  state: 'failed',
  failure: { at: NOW, cause: 'customerAbsent', note: '' }
};
const CANCELLED: Partial<Job> = {
  state: 'cancelled',
  cancellation: { at: NOW, by: 'customer', reason: '', payer: 'customer', feeMinor: 3500 }
};
const SETTLED: Partial<Job> = {
  state: 'completed',
  settled: { at: NOW, way: 'agreed', payer: 'customer', reason: '' }
};

async function text(fields: Partial<Job>, locale: Locale): Promise<string> {
  const { job } = anOrderAfter('checklist.set');
  const ended = { ...job, ...fields, customer: { ...job.customer, locale } };
  const invoice = newInvoice({
    ...{ job: ended, bill: billOf(ended)!, payment: { kind: 'invoice' } },
    ...{ number: 'CH-2026-000001', issuedAt: NOW, issuer: DEMO_ISSUERS.CH }
  });
  return pdfText(await renderInvoicePdf(invoice)).join('\n');
}

describe('the invoice for a visit that did not take place', () => {
  it.each([
    ['absent', ABSENT, 'Anfahrt'],
    ['cancelled', CANCELLED, 'freigehalten']
  ])('[R26.7] says of nobody that they performed a service: %s', async (_title, fields, reason) => {
    const german = await text(fields, 'de');
    expect(german).toContain(reason);
    expect(german).toContain('Anna Muster');
    expect(german).toContain('als Privatperson');
    expect(german).not.toMatch(/Leistung|erbracht|bestätigt|Vor Ort/);
    const english = await text(fields, 'en');
    expect(english).toContain('as a private person');
    expect(english).not.toMatch(/service|provided|confirmed|On site/i);
  });

  it('[R15.34] of one that support has settled does not say that anybody confirmed it', async () => {
    expect(await text(SETTLED, 'de')).toContain('was vereinbart war');
    expect(await text(SETTLED, 'de')).not.toMatch(/bestätigt/i);
    expect(await text(SETTLED, 'en')).not.toMatch(/confirmed/i);
  });
});
