import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Invoice, Issuer } from '#domain/billing/invoice.ts';
import { invoiceFormat } from '../../../../sync-server/billing/pdf/invoice-format.ts';
import { invoiceWords } from '../../../../sync-server/billing/pdf/invoice-words.ts';
import { renderInvoicePdf } from '../../../../sync-server/billing/pdf/render-invoice-pdf.ts';
import { aFullJob } from '../../../support/a-full-job.ts';
import { anInvoice } from '../../../support/an-invoice.ts';

const ISSUER: Issuer = {
  ...{ name: 'Mila AG', street: 'Bahnhofstrasse 1', postcode: '8001', city: 'Zürich' },
  ...{ country: 'CH', manager: 'Lea Frei', vatId: 'CHE-123.456.789 MWST', register: 'Zürich' },
  ...{ phone: '+41 44 555 00 00', email: 'post@example.org', website: 'https://example.org' },
  bank: { name: 'Kantonalbank', iban: 'CH5604835012345678009' }
};

describe('[R24.4] the invoice on paper', () => {
  /** What is drawn and where, of every object but the fonts; how it is compressed may differ from machine to machine. */
  function drawing(pdf: Buffer): string {
    const text = pdf.toString('latin1');
    const objects = [...text.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)];
    const drawn = objects.map(([, , body = '']) => {
      const start = body.indexOf('stream\n');
      if (start < 0) return body;
      const head = body.slice(0, start).replace(/\/Length\d? \d+/g, '');
      if (!/\/FlateDecode/.test(head) || /\/Length1|FontFile/.test(body.slice(0, start)))
        return head;
      const bytes = Buffer.from(body.slice(start + 7, body.lastIndexOf('\nendstream')), 'latin1');
      return head + inflateSync(bytes).toString('latin1');
    });
    return createHash('sha256').update(drawn.join('\n')).digest('base64url').slice(0, 16);
  }

  const samples: [string, () => Promise<Invoice>, string][] = [
    [
      'a Friend’s visit by direct debit',
      () => anInvoice({}, undefined, ISSUER),
      'q5aUIuMqm20yUsQw'
    ],
    [
      'a Pro’s visit with many lines by transfer, in English',
      async () => {
        const job = aFullJob('pro');
        const many = Array.from({ length: 30 }, () => job.addedPackages[0]!);
        const customer = { ...job.customer, locale: 'en' as const };
        const invoice = await anInvoice(
          {
            ...{ ...job, addedPackages: many, customer, market: 'DE' },
            terms: { ...job.terms, currency: 'EUR', vatBps: 1900 }
          },
          { kind: 'invoice' },
          ISSUER
        );
        return { ...invoice, service: { from: '2026-06-10', to: '2026-06-11' } };
      },
      'Nx8QGFf0R4S12yhW'
    ],
    [
      'a visit that failed, for a customer abroad, from a company with little to say',
      async () => {
        const { manager: _, phone: __, ...issuer } = ISSUER;
        const invoice = await anInvoice({}, { kind: 'card', reference: 'card_1234' }, issuer);
        const recipient = { ...invoice.recipient, country: 'DE' as const, street: '' };
        const lines = [{ ...invoice.lines[0]!, kind: 'visitFee' as const }];
        return { ...invoice, kind: 'visitFee', recipient, lines, signed: null };
      },
      '_nhxziaIqkaCfsNI'
    ]
  ];

  // A changed hash is a changed page: look at it (`npm run dev`, an invoice of the demo), then pin it.
  it.each(samples)('looks as it did: %s', async (_title, invoice, hash) => {
    expect(drawing(await renderInvoicePdf(await invoice()))).toBe(hash);
  });

  it('has a word for everything in every language', () => {
    for (const language of ['de', 'en'] as const) {
      for (const market of ['DE', 'CH'] as const) {
        const words: unknown[] = Object.values(invoiceWords({ language, market }));
        const text = JSON.stringify(words.filter((each) => typeof each !== 'function'));
        expect(text).not.toMatch(/""|null|undefined/);
      }
    }
    expect(invoiceWords({ language: 'de', market: 'DE' })).toMatchObject({
      ...{ vat: 'USt.', noVat: 'ohne USt.', thanks: 'Freundliche Grüße' }
    });
    expect(invoiceWords({ language: 'de', market: 'CH' })).toMatchObject({
      ...{ vat: 'MWST', noVat: 'ohne MWST', thanks: 'Freundliche Grüsse' }
    });
    const english = invoiceWords({ language: 'en', market: 'CH' });
    expect(english.guarantee('a@b.ch')).not.toContain('call');
    expect(english.guarantee('a@b.ch', '061')).toContain('or call 061');
    expect(invoiceWords({ language: 'de', market: 'CH' }).guarantee('a@b.ch')).not.toContain(
      'rufen'
    );
  });

  it('writes money, rates and days as its market does', () => {
    const of = (language: 'de' | 'en', market: 'DE' | 'CH') => {
      const [currency, timeZone] =
        market === 'CH' ? (['CHF', 'Europe/Zurich'] as const) : (['EUR', 'Europe/Berlin'] as const);
      const format = invoiceFormat({ language, market, currency, timeZone });
      return [
        format.money(123_450),
        format.amount(123_450),
        format.rate(810),
        format.day('2026-06-10'),
        format.moment(Date.parse('2026-06-10T22:30:00Z'))
      ].map((text) => text.replace(/[\u00a0\u202f]/g, ' ').replace('’', "'"));
    };
    expect(of('de', 'DE')).toEqual([
      ...['1.234,50 €', '1.234,50', '8,1 %', '10. Juni 2026', '11. Juni 2026 um 00:30']
    ]);
    expect(of('de', 'CH')).toEqual([
      ...["CHF 1'234.50", "1'234.50", '8.1%', '10. Juni 2026', '11. Juni 2026 um 00:30']
    ]);
    expect(of('en', 'DE').slice(0, 4)).toEqual(['€1,234.50', '1,234.50', '8.1%', '10 June 2026']);
  });
});
